"""Clips into hosts."""
