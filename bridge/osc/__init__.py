"""Open Sound Control: requests in, answers out, by UDP. `docs/osc.md` is the protocol's reference."""
