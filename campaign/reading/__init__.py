"""From a grid of cells to typed rows with an account that closes."""
