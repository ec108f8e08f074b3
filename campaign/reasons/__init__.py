"""Each candidate's card, and what would change the result."""
