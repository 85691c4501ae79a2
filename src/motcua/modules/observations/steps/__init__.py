"""Writes that may be part of somebody's transaction."""

from .knowing import SourceClosed
from .registering import (
    declare_rules,
    register_missing,
    register_series,
    register_source,
    register_things,
)
from .taking import KeyReused, take
from .touched import Touched, claim_touched

__all__ = [
    "KeyReused",
    "SourceClosed",
    "Touched",
    "claim_touched",
    "declare_rules",
    "register_missing",
    "register_series",
    "register_source",
    "register_things",
    "take",
]
