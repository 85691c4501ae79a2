"""Promises of the citizens' door."""
