"""The library, and the selected clip."""
