"""Pieces: clips joined on the bar line, as one sound, one picture, or an arrangement for a DAW."""
