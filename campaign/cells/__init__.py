"""What one typed cell means: each reader gives a value, or a problem, never a guess."""
