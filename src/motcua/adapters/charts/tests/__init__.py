"""Tests of the drawing process and of those who ask it."""
