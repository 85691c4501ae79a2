"""Promises of the design system."""
