"""How long and how often we try, and how long things are kept: dated data, never an edit.

Our own choice and no law; the shape is that of Standard Webhooks (operational considerations).
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Policy:
    """`first_wait` grows by `factor` up to `longest_wait`; `jitter` is the share that is drawn by
    lot. `most_tries` counts for an endpoint in trouble, `refusal_tries` for one that says no to
    this very message. After `stop_after` of nothing but failures a subscription is stopped."""

    valid_from: date
    first_wait: timedelta
    factor: float
    longest_wait: timedelta
    jitter: float
    most_tries: int
    refusal_tries: int
    stop_after: timedelta
    connect_within: timedelta
    answer_within: timedelta
    answer_bytes: int
    batch: int
    keep_changes: timedelta
    keep_dead: timedelta
    prove_within: timedelta
    secret_overlap: timedelta
    subscriptions_each: int


POLICIES: tuple[Policy, ...] = (
    Policy(
        valid_from=date(2026, 11, 1),
        first_wait=timedelta(seconds=5),
        factor=3.0,
        longest_wait=timedelta(hours=1),
        jitter=0.25,
        most_tries=8,
        refusal_tries=3,
        stop_after=timedelta(days=3),
        connect_within=timedelta(seconds=5),
        answer_within=timedelta(seconds=15),
        answer_bytes=16 * 1024,
        batch=100,
        keep_changes=timedelta(days=7),
        keep_dead=timedelta(days=30),
        prove_within=timedelta(days=1),
        secret_overlap=timedelta(days=1),
        subscriptions_each=20,
    ),
)


def policy_on(day: date) -> Policy:
    """The policy in force on a day; the first one also holds before it began."""
    held = [row for row in POLICIES if row.valid_from <= day]
    return max(held, key=lambda row: row.valid_from) if held else POLICIES[0]
