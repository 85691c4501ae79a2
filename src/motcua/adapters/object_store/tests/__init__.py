"""Tests of the shelves that hold files."""
