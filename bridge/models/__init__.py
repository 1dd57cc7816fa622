"""Which models there are, where they lie, and how they are fetched. No tensors."""
