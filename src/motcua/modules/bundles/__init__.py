"""Joined procedures: one filing for an event of life, a dossier for each agency, one timeline.

Each dossier lives by its own procedure and clock; a bundle only knows that they belong together.
Doors call `operations` and `queries`.
"""
