"""The window itself: its program, its layout, the bridge beside it."""
