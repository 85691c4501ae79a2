"""Tables of registers, step by step."""
