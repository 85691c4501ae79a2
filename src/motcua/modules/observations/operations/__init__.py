"""The verbs of observing; each is a transaction of its own."""

from .intake import take_batch
from .months import open_months
from .registry import (
    close_series,
    close_source,
    declare_rules,
    issue_token,
    register_series,
    register_source,
    register_things,
    revoke_tokens,
)

__all__ = [
    "close_series",
    "close_source",
    "declare_rules",
    "issue_token",
    "open_months",
    "register_series",
    "register_source",
    "register_things",
    "revoke_tokens",
    "take_batch",
]
