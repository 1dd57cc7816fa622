"""Words: prompts parsed, and written as a model reads them. No tensors."""
