"""How firm is a cut-off? Ties, the smallest change of weights, random weightings, other methods."""
