"""Asking for a loop."""
