"""What every part of the window uses."""
