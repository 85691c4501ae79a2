"""Writes about places that are part of an operation's transaction."""

from .boundaries import begin_set, wait_for_other_sets, write_outlines
from .datasets import Difference, bring_successions, bring_units, wait_for_others

__all__ = [
    "Difference",
    "begin_set",
    "bring_successions",
    "bring_units",
    "wait_for_other_sets",
    "wait_for_others",
    "write_outlines",
]
