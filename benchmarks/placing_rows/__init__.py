"""The rows of `benchmarks.placing`."""
