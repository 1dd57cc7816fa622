"""The strip: clips lined up to a piece, played in a loop and exported."""
