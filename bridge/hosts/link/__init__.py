"""Ableton Link: one tempo and one grid for all programs of a network that take part."""
