"""Tests of results and letters."""
