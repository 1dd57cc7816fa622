"""REAPER, through an OSC device in its preferences."""
