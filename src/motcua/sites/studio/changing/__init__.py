"""Dossiers in flight: what a change does to them, decided class by class."""
