"""Trains LoRAs and models on a person's own loops."""
