"""Benchmarks: ratios against a named peer in one run, never seconds alone."""
