"""Sound from spectrograms: tensors and samples, nothing musical beyond tempo and bars."""
