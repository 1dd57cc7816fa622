"""The data that every part of Riffbridge speaks: frozen, typed, with units in their names."""
