"""Questions about indicators, all public: numbers about the city belong to everybody."""

from .cards import (
    BandCard,
    Comparison,
    ComparisonRow,
    DefinitionCard,
    Rank,
    ValueCard,
)

__all__ = [
    "BandCard",
    "Comparison",
    "ComparisonRow",
    "DefinitionCard",
    "Rank",
    "ValueCard",
]
