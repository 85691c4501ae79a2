"""Tests of the forms module."""
