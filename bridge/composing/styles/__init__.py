"""The table of genres, by family."""
