"""Both award lists: points, ranks, quotas, overrides and approval."""
