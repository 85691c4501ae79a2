"""Questions about places, all public. Answers are as of a day, which the caller names."""

from .cards import OldUnit, Successor, UnitCard
from .successors import public_successors
from .units import (
    public_communes,
    public_find,
    public_history,
    public_provinces,
    public_unit,
    public_version,
)

__all__ = [
    "OldUnit",
    "Successor",
    "UnitCard",
    "public_communes",
    "public_find",
    "public_history",
    "public_provinces",
    "public_successors",
    "public_unit",
    "public_version",
]
