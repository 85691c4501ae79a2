"""Motcua: one door between people and their city."""
