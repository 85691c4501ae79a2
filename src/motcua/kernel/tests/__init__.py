"""Promises of the kernel. No database, no framework."""
