"""Promises about the shipped calendar."""
