"""Later words on values: a person's decision, or the rules' once more. Always appended."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import connection

from motcua.foundation import rows
from motcua.kernel.errors import NotFound

from ..rules.flags import UNUSED_FROM, Flag, by_person, is_held
from ..rules.holding import Decided, HeldState
from ..rules.intake import Kept, Written
from ..rules.quality import Judge, Tail
from . import writing

_HELD = """
SELECT h.state, h.value, h.ruleset_id, (
    SELECT max(o.revision) FROM observations_observation o
    WHERE o.series_id = h.series_id AND o.time = h.time)
FROM observations_held h WHERE h.series_id = %s AND h.time = %s AND h.revision = %s FOR UPDATE
"""
_DECIDE = """
UPDATE observations_held SET state = %s, decided_at = %s, decided_by = %s, reason = %s
WHERE series_id = %s AND time = %s AND revision = %s
"""
_PAST = """
SELECT DISTINCT ON (time) time, revision, value, flag FROM observations_observation
WHERE series_id = %s AND time >= %s AND time < %s ORDER BY time, revision DESC
"""
#: A decision on a value of an hour that began within this is news: what it says may alarm.
STILL_NEWS = timedelta(hours=2)
#: Rows of the past read at once.
_AT_ONCE = 5000


class Told(NamedTuple):
    """Who decides, and why."""

    by: str
    reason: str
    at: datetime


def decide(value: tuple[int, datetime, int], decision: HeldState, told: Told) -> int:
    """Write a person's word on a held value as its next revision. Returns that revision.

    :raises NotFound: no such held value
    :raises Decided: somebody did before, or something newer came
    """
    series, time, revision = value
    writing.states([series])
    found = rows.fetch(_HELD, [series, time, revision])
    if not found:
        raise NotFound("no such held value")
    state, number, ruleset, newest = found[0]
    if state != HeldState.HELD:
        raise Decided("decided before", outcome=state)
    flag = Flag.RELEASED if decision is HeldState.RELEASED else Flag.WRONG
    row = Written(series, time, told.at, number, None, ruleset, newest + 1, flag)
    writing.add([row])
    rows.run(_DECIDE, [decision, told.at, told.by, told.reason, series, time, revision])
    writing.recount([series])
    writing.touch({_hour(time): [series]}, before=told.at - STILL_NEWS)
    return row.revision


def judge_again(
    series: int, span: tuple[datetime, datetime], judge: Judge, ruleset: int, *, at: datetime
) -> tuple[int, int]:
    """Judge a stretch of a series' past by these rules; values whose flag they change get a next
    revision, with the same value. Returns how many were judged, and how many changed.

    What a person decided stays.
    """
    start, end = span
    writing.states([series])
    tail, judged = Tail(), 0
    changed: list[Written] = []
    freed: list[tuple[int, datetime, int]] = []
    for kept in _past(series, start - judge.reach, end):
        flag = judge.flag(tail, kept.time, kept.value)
        if kept.time < start:
            continue
        judged += 1
        if flag == kept.flag or by_person(kept.flag):
            continue
        changed.append(
            Written(series, kept.time, at, kept.value, None, ruleset, kept.revision + 1, flag)
        )
        if is_held(kept.flag):
            freed.append((series, kept.time, kept.revision))
    _write(series, changed, freed, at=at)
    return judged, len(changed)


def _write(
    series: int,
    changed: Sequence[Written],
    freed: Sequence[tuple[int, datetime, int]],
    *,
    at: datetime,
) -> None:
    if not changed:
        return
    writing.add(changed)
    writing.supersede(freed, at=at)
    writing.hold([row for row in changed if row.flag >= UNUSED_FROM], at=at)
    writing.recount([series])
    # What was computed long ago is computed again, and alarms nobody now.
    writing.touch({_hour(row.time): [series] for row in changed}, before=None)


def _past(series: int, start: datetime, end: datetime) -> Iterator[Kept]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_PAST, [series, start, end])
        while found := cursor.fetchmany(_AT_ONCE):
            for time, revision, value, flag in found:
                yield Kept(time.replace(tzinfo=UTC), revision, value, flag)


def _hour(time: datetime) -> datetime:
    return time.replace(minute=0, second=0, microsecond=0)
