"""How the starter model is made: composed loops, their captions, and the training itself."""
