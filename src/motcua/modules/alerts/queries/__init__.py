"""Questions about warnings: what went out is for everybody, what is in the making for duty."""

from .cards import AlertCard, AlertPlaceCard, DutyCard
from .duty import PAGE, alert, cap_of, chain, may_propose, past, proposals, standing
from .public import public_active, public_alert, public_cap, public_chain, public_history
from .ruling import (
    Replay,
    RuleCard,
    WatchCard,
    public_document,
    public_events,
    public_issuer,
    public_past,
    public_replay,
    public_rules,
    public_rules_on,
    public_watched,
    rules,
    versions,
    watches,
)

__all__ = [
    "PAGE",
    "AlertCard",
    "AlertPlaceCard",
    "DutyCard",
    "Replay",
    "RuleCard",
    "WatchCard",
    "alert",
    "cap_of",
    "chain",
    "may_propose",
    "past",
    "proposals",
    "public_active",
    "public_alert",
    "public_cap",
    "public_chain",
    "public_document",
    "public_events",
    "public_history",
    "public_issuer",
    "public_past",
    "public_replay",
    "public_rules",
    "public_rules_on",
    "public_watched",
    "rules",
    "standing",
    "versions",
    "watches",
]
