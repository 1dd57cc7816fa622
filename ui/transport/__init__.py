"""The transport bar: tempo source, tempo, position, and what plays."""
