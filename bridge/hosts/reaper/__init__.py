"""REAPER: our scripts, with an OSC device as a fallback."""
