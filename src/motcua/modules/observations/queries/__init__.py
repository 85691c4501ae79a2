"""Questions about what is observed, answered as cards."""

from .cards import (
    Completeness,
    HeldCard,
    HourSummary,
    Reading,
    SeriesCard,
    SourceCard,
    SourceHealth,
    Standing,
)
from .own import MOST_SERIES, public_ruleset_versions, series_of_source
from .readings import (
    public_completeness,
    public_freshness,
    public_hours,
    public_latest,
    public_window,
)
from .receipts import receipt, receipts
from .series import (
    public_properties,
    public_series,
    public_series_of,
    public_source_of_token,
    public_sources,
    series,
)
from .tracing import ReplayCard, TraceStep, public_trace, replays
from .watching import (
    RulesetCard,
    held_value,
    public_rulesets,
    quarantine,
    quarantine_size,
    sources,
)

__all__ = [
    "MOST_SERIES",
    "Completeness",
    "HeldCard",
    "HourSummary",
    "Reading",
    "ReplayCard",
    "RulesetCard",
    "SeriesCard",
    "SourceCard",
    "SourceHealth",
    "Standing",
    "TraceStep",
    "held_value",
    "public_completeness",
    "public_freshness",
    "public_hours",
    "public_latest",
    "public_properties",
    "public_ruleset_versions",
    "public_rulesets",
    "public_series",
    "public_series_of",
    "public_source_of_token",
    "public_sources",
    "public_trace",
    "public_window",
    "quarantine",
    "quarantine_size",
    "receipt",
    "receipts",
    "replays",
    "series",
    "series_of_source",
    "sources",
]
