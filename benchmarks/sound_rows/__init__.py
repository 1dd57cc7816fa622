"""What `benchmarks.sound` measures, a module each."""
