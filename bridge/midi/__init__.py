"""MIDI: pads, knobs and clocks come in by any number of ports, and the pads' lights go out."""
