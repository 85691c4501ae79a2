"""Writes that may be part of somebody's transaction. `publish` is what other modules call."""

from .accounts import (
    count_expired,
    count_matched,
    expire_dead,
    forget_old_secrets,
    forget_unproven,
    hold_accounts,
    last_before,
    remove_changes,
    settle,
    settle_dead,
    want_dead,
)
from .sequence import head, number_waiting, publish
from .subscriptions import (
    add,
    change_secret,
    lock,
    move,
    new_key,
    new_token,
    note_problem,
    remove,
    subscriptions_of,
)

__all__ = [
    "add",
    "change_secret",
    "count_expired",
    "count_matched",
    "expire_dead",
    "forget_old_secrets",
    "forget_unproven",
    "head",
    "hold_accounts",
    "last_before",
    "lock",
    "move",
    "new_key",
    "new_token",
    "note_problem",
    "number_waiting",
    "publish",
    "remove",
    "remove_changes",
    "settle",
    "settle_dead",
    "subscriptions_of",
    "want_dead",
]
