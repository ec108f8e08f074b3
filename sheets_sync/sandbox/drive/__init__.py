"""The Drive v3 service: files, listings, permissions, changes, revisions, comments, drives."""
