"""Sound files: containers, tags, certificates, names. No tensors."""
