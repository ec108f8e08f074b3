"""From files to grids: what units send, read whole and within bounds."""
