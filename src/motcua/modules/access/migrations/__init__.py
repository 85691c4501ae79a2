"""Tables of access, step by step."""
