"""The one thread that carries out what the session decides."""
