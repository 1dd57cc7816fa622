"""What renders and what waits."""
