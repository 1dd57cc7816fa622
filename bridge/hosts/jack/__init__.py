"""JACK transport: the time that the programs of a JACK server share."""
