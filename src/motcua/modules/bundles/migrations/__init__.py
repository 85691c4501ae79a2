"""Tables of bundles, step by step."""
