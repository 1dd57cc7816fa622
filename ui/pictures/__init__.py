"""What loops look like."""
