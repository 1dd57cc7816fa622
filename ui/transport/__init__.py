"""Tempo, beat, and what plays."""
