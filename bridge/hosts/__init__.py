"""Hosts and protocols, a room each: what is pure apart from what touches sockets, ports and files."""
