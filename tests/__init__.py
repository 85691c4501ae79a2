"""Tests of the house as a whole; each module and adapter keeps its own beside its code."""
