"""The strip: clips lined up into a piece, played in a loop and exported."""
