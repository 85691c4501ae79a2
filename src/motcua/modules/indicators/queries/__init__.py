"""Questions about indicators, all public: numbers about the city belong to everybody."""

from .cards import (
    BandCard,
    Comparison,
    ComparisonRow,
    DefinitionCard,
    Rank,
    ValueCard,
)
from .comparing import Among, NotComparable, public_comparison
from .definitions import public_definition, public_definitions, public_versions
from .local_bands import public_local_bands
from .ranking import VersionsDiffer
from .values import public_newest, public_revisions, public_table, public_values

__all__ = [
    "Among",
    "BandCard",
    "Comparison",
    "ComparisonRow",
    "DefinitionCard",
    "NotComparable",
    "Rank",
    "ValueCard",
    "VersionsDiffer",
    "public_comparison",
    "public_definition",
    "public_definitions",
    "public_local_bands",
    "public_newest",
    "public_revisions",
    "public_table",
    "public_values",
    "public_versions",
]
