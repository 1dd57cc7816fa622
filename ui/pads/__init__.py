"""The pads: grid, editor and pad sets."""
