"""Shared by all parts of the window."""
