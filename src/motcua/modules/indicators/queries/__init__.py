"""Questions about indicators, all public: numbers about the city belong to everybody."""

from .cards import (
    BandCard,
    Comparison,
    ComparisonRow,
    DefinitionCard,
    Rank,
    ValueCard,
)
from .definitions import in_use, public_definition, public_definitions, public_versions
from .values import public_newest, public_revisions, public_table, public_values, span_of_inputs

__all__ = [
    "BandCard",
    "Comparison",
    "ComparisonRow",
    "DefinitionCard",
    "Rank",
    "ValueCard",
    "in_use",
    "public_definition",
    "public_definitions",
    "public_newest",
    "public_revisions",
    "public_table",
    "public_values",
    "public_versions",
    "span_of_inputs",
]
