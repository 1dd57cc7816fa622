"""The pads."""
