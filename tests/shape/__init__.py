"""Tests of the architecture itself: what every room promises, whoever writes it."""
