"""Dragging clips out of the window and dropping files into it."""
