"""The process that renders, and its parent's side of it."""
