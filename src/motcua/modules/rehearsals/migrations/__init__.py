"""Tables of rehearsals, step by step."""
