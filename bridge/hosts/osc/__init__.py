"""Open Sound Control: requests in, answers out, by UDP. `docs/osc.md` is the protocol's reference."""

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 17300
