"""Trains models on a person's own loops."""
