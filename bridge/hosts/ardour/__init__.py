"""Ardour: its OSC and WebSocket surfaces, and our script."""
