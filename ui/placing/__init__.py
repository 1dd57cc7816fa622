"""Placing clips in hosts."""
