"""Tests of the typesetting cable, with the real compiler."""
