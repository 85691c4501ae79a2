"""Rehearsals: trying a draft end to end with a clock that can be moved."""
