"""Tables of transitions, step by step."""
