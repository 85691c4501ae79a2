"""How often somebody may do something: a count per fixed window, for doors that are knocked on.

A knock is one statement on an unlogged table: a crash may forget counts, nothing else. Who knocks
is kept as a keyed fingerprint only.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from django.db import connection

from motcua.kernel.errors import Refusal

from . import vault

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_KNOCK = (
    "INSERT INTO foundation_hit (key, window_start, count) VALUES (%s, %s, 1)"
    " ON CONFLICT (key, window_start) DO UPDATE SET count = foundation_hit.count + 1"
    " RETURNING count"
)
_LOOK = "SELECT 1 FROM foundation_hit WHERE key = %s AND window_start = %s"


class TooOften(Refusal):
    """More than the limit in this window; `params["seconds"]` is how long it still lasts."""

    code: ClassVar[str] = "too-often"
    status: ClassVar[int] = 429

    @property
    def seconds(self) -> int:
        return int(str(self.params["seconds"]))


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` times in every window of `per`, under a name that keeps counts of doors apart."""

    name: str
    most: int
    per: timedelta


def knock(limit: Limit, who: str, *, at: datetime) -> int:
    """Count one more time for `who`. Returns how many are left in this window.

    Call it outside a transaction: a rollback would forget the knock, and others would wait for it.

    :raises TooOften: this is one too many
    """
    key, start = _window(limit, who, at)
    with connection.cursor() as cursor:
        cursor.execute(_KNOCK, [key, start])
        (count,) = cursor.fetchone()
    if count > limit.most:
        seconds = max(1, round((start + limit.per - at).total_seconds()))
        raise TooOften(f"{limit.name}: {count} of {limit.most}", seconds=seconds)
    return limit.most - int(count)


def knocked(limit: Limit, who: str, *, at: datetime) -> bool:
    """Whether `who` has knocked in this window; looking counts nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [*_window(limit, who, at)])
        return cursor.fetchone() is not None


def _window(limit: Limit, who: str, at: datetime) -> tuple[str, datetime]:
    """The key of the count, and when its window began."""
    start = _EPOCH + (at - _EPOCH) // limit.per * limit.per
    return vault.fingerprint(f"limit:{limit.name}:{who}").hex(), start


def forget(*, before: datetime) -> int:
    """Remove the windows that began before; a periodic job calls it. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_hit WHERE window_start < %s", [before])
        return int(cursor.rowcount)
