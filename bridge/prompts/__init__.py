"""Parses prompts, and writes them in a model's own words. No tensors."""
