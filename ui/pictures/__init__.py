"""Spectrograms and waveforms of clips."""
