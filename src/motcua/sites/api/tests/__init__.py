"""Promises of the door for other systems."""
