"""The rules of proposals: their life, their files, what must be decided. Pure."""
