"""Questions about places, all public. Answers are as of a day, which the caller names."""

from .boundaries import (
    BoundaryVersion,
    DenominatorCard,
    Drawing,
    Shape,
    public_area,
    public_at,
    public_boundaries,
    public_boundary_version,
    public_boundary_versions,
    public_denominators,
    public_geometries,
    public_population,
    public_predecessors,
)
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
    "BoundaryVersion",
    "DenominatorCard",
    "Drawing",
    "OldUnit",
    "Shape",
    "Successor",
    "UnitCard",
    "public_area",
    "public_at",
    "public_boundaries",
    "public_boundary_version",
    "public_boundary_versions",
    "public_communes",
    "public_denominators",
    "public_find",
    "public_geometries",
    "public_history",
    "public_population",
    "public_predecessors",
    "public_provinces",
    "public_successors",
    "public_unit",
    "public_version",
]
