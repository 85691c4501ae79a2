"""Tables of mandates, step by step."""
