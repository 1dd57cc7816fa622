"""Signal processing on tensors: spectrograms, phases, rhythm, fitting."""
