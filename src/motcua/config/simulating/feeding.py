"""Brings invented messages to the city as a source does: to the operation behind the gate."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from statistics import median_low

from motcua.kernel.actors import SYSTEM
from motcua.modules.observations import operations as observations
from motcua.modules.observations import policies, queries
from motcua.modules.observations.rules.rows import Message as Batch
from motcua.modules.observations.rules.rows import Row

from .faults import Message
from .fed import Fed, batched
from .network import SOURCE, every_series
from .readings import CADENCE, messages

#: How much of the past a new city is given, and how much is made up after a longer stop.
PAST = timedelta(days=3)


def feed(sent: Iterable[Message], fed: Fed, *, at: datetime, is_backfill: bool = False) -> None:
    """Hand messages over in batches; what tells of the past alarms nobody."""
    for some in batched(sent):
        rows = [Row(each.at, each.value, each.series) for each in some]
        digest = sha256(repr([(r.series, r.time, r.value) for r in rows]).encode()).hexdigest()
        receipt = observations.take_batch(
            source=SOURCE, message=Batch(rows, digest), is_backfill=is_backfill,
            by=policies.sender(SOURCE), at=at,
        )  # fmt: skip
        counts = receipt.counts
        fed.add(Fed(
            counts.n_rows, counts.n_accepted, counts.n_duplicate, counts.n_quarantined,
            counts.n_refused,
        ))  # fmt: skip


def catch_up(*, at: datetime, seed: int, with_faults: bool) -> Fed:
    """Send everything from the last reading there is until now, at most three days of it."""
    first, since = at - PAST, last_read(at=at)
    start = first if since is None else max(first, since + CADENCE)
    if since is None:
        months = {first.date(), at.date()}
        observations.open_months(wanted=months, by=SYSTEM, at=at)
    live = at - timedelta(hours=1)
    fed = Fed()
    told = messages(start, live, seed=seed, with_faults=with_faults)
    feed(told, fed, at=at, is_backfill=True)
    news = messages(max(start, live), at, seed=seed, with_faults=with_faults)
    feed(news, fed, at=at)
    return fed


def last_read(*, at: datetime) -> datetime | None:
    """When the network last spoke: by most of its series, since some have faults."""
    codes = {instrument.series(prop) for instrument, prop in every_series()}
    seen = [
        each.seen_time
        for each in queries.public_latest(at=at)
        if each.series.code in codes and each.seen_time is not None
    ]
    return median_low(seen) if seen else None
