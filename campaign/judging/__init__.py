"""Deadlines and eligibility: who is judged, by which facts, with which reasons."""
