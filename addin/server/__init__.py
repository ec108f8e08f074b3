"""The server that a Google Sheet's buttons call: it proves who presses, then presses."""
