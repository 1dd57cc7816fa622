"""Plays clips in time: samples and frames, nothing of requests or pads."""
