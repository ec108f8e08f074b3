"""The result as JSON."""
