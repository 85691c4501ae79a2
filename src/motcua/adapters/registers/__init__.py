"""Registers of the state. Here lives the built-in one over the people of the demo city."""
