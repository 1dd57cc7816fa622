"""Ardour, through its OSC surface."""
