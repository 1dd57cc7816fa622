"""Bitwig Studio, through the extension DrivenByMoss."""
