"""The plan as data: a campaign file, checked with every mistake explained, and the law by date."""
