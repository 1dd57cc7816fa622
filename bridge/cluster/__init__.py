"""Many clips over many machines."""
