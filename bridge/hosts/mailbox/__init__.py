"""Notes in a folder, for hosts whose scripts have no sockets: how they are written, and which is when."""
