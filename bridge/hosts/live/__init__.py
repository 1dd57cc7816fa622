"""Ableton Live: our Remote Script, with AbletonOSC as a fallback."""
