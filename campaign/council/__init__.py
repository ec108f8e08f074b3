"""The council: who scores, abstains or stands back, and what its vote comes to."""
