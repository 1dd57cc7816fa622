"""Clips out of the window, and files into it."""
