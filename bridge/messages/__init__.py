"""What happens and what follows from it: data that the rooms pass to each other."""
