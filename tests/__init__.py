"""Tests of the whole product, named after the modules they test."""
