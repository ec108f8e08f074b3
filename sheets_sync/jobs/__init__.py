"""Runs the sync by itself, hour after hour: in the foreground, by systemd, or by Windows."""
