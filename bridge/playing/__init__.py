"""Plays composed scores in stereo: stems, mix and master, all on the circle of a loop. No torch."""
