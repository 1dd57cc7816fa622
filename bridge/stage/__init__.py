"""The stage: who leads the tempo, what the pads stand for, and what plays when."""
