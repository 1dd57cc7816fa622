"""The rows of `benchmarks.attack`: each module attacks a bridge, its library or its commands in one way."""
