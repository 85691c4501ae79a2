"""Tests of the front: bodies, lanes, answers."""
