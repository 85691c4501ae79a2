"""What keeps the house in order; never imported by the program."""
