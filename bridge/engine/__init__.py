"""Words to spectrogram: the models, and the one loop that samples them."""
