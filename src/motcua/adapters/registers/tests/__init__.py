"""What the built-in registers promise."""
