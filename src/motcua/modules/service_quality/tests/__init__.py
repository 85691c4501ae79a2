"""What the figures of the counter promise."""
