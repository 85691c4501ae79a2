"""The verbs of observing; each is a transaction of its own."""

from .intake import take_batch
from .months import open_months
from .networks import Network, register_network
from .quality import Replayed, confirm, release, replay_rules, set_rules
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
    "Network",
    "Replayed",
    "close_series",
    "close_source",
    "confirm",
    "declare_rules",
    "issue_token",
    "open_months",
    "register_network",
    "register_series",
    "register_source",
    "register_things",
    "release",
    "replay_rules",
    "revoke_tokens",
    "set_rules",
    "take_batch",
]
