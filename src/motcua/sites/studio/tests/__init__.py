"""Promises of the studio."""
