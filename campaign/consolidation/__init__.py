"""What only shows across sources: settled values, versions, repeats, similar titles."""
