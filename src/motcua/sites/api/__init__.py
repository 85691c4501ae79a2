"""The door for other systems: JSON in and out, problems as RFC 9457, nothing decided here."""
