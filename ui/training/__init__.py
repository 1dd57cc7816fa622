"""Training on a person's own loops."""
