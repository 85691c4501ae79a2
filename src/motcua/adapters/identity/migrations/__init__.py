"""Migrations of the demo identity provider."""
