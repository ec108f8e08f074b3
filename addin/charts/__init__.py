"""Native charts of a campaign: their figures as tables, and how Excel and Word draw them."""
