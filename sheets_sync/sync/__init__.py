"""Keeps the ledger in step with the units' spreadsheets: first a plan, then the plan's deeds."""
