"""The watched folder: requests and sounds are dropped in, clips come out elsewhere."""
