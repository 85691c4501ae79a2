"""Dossiers in flight when their procedure changes: what is moved, kept or asked, and back again.

It changes no answer and no filing; it records which revision a dossier goes on by.
Doors call `operations` and `queries`.
"""
