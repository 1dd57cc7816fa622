"""A folder of notes between the bridge and a host whose scripts have no sockets."""
