"""Riffbridge: loops from words, exact to the sample, into the DAW."""

__version__ = "0.1.0"
