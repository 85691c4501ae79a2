"""What a demo city starts with."""
