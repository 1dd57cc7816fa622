"""What `benchmarks.window` measures, from inside of the window's process."""
