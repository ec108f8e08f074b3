"""Papers to sign, written from a run's result into templates that an office edits in Word."""
