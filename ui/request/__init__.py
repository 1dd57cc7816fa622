"""The request bar."""
