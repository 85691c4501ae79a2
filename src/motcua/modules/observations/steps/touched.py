"""What was touched: hours of series whose indicators are to be computed again."""

from dataclasses import dataclass
from datetime import datetime

from motcua.foundation import rows

_CLAIM = """
DELETE FROM observations_touched WHERE id IN (
    SELECT id FROM observations_touched ORDER BY hour DESC, id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING hour, series_ids, is_backfill
"""


@dataclass(frozen=True, slots=True)
class Touched:
    """A series that got values in the hour that begins at `hour` (UTC).

    `is_backfill`: they are of long ago, and nobody is to be alarmed by what follows from them.
    """

    series: int
    hour: datetime
    is_backfill: bool


def claim_touched(limit: int) -> list[Touched]:
    """Take up to `limit` entries off the list, newest hours first, inside the caller's transaction.

    An entry is an hour of one batch and names all series it touched; each series and hour is told
    once, however many entries named it, and as news if one of them was. What another transaction
    holds is left to it; a rollback puts all of it back.
    """
    found: dict[tuple[int, datetime], bool] = {}
    for hour, series, is_backfill in rows.fetch(_CLAIM, [limit]):
        for key in series:
            found[key, hour] = found.get((key, hour), True) and is_backfill
    return [Touched(series, hour, old) for (series, hour), old in sorted(found.items())]
