"""Ableton Link: one tempo and beat for all programs of a network that join."""
