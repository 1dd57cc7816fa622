"""The clip list and the inspector."""
