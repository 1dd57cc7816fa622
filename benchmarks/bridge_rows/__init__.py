"""The rows of `benchmarks.bridge`: each module measures some against a bridge in a process of its own."""
