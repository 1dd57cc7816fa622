"""Riffbridge: loops from words, exact to the sample, into the DAW."""

__version__ = "0.1.0"
PROGRAM = f"riffbridge {__version__}"
"""What files say that they were made with."""
