"""Hosts and other tempo sources, a package each; pure protocols apart from sockets, ports and files."""
