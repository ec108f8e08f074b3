"""Who takes part: units with effective dates, and which unit a typed name means."""
