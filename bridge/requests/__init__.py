"""What may be asked, and what it becomes: requests read, held to their bounds and resolved into jobs."""
