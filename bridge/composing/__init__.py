"""Loops written by rule: who plays what, and when. Pure: no tensors, no sound, no files."""
