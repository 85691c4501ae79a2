"""A past for a new demo city: dossiers of the last three months, most of them finished."""

from datetime import datetime, timedelta

from motcua.foundation import partitions
from motcua.kernel.actors import SYSTEM
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries

from ..generating.city import SampleCity
from .people import FAMILIES

#: So many dossiers over so many days.
DOSSIERS, DAYS = 360, 92
#: A city that has a dossier of before yesterday has a past of its own.
_RECENT = timedelta(days=2)
#: What was filed longer ago than this may be finished.
_SETTLED = timedelta(days=1)


def has_past(*, at: datetime) -> bool:
    return bool(queries.public_filed(at - timedelta(days=DAYS + 1), at - _RECENT))


def give_past(*, at: datetime, seed: int) -> int:
    """Take over invented dossiers in one transaction, unless there are any. Returns how many."""
    if has_past(at=at):
        return 0
    since = at - timedelta(days=DAYS)
    # This month was made when the city started, as it is each time.
    before = at.date().replace(day=1) - timedelta(days=1)
    partitions.cover("foundation_entry", first=since.date(), last=before)
    city = SampleCity.look(DOSSIERS, since=since, at=at, seed=seed, families=FAMILIES)
    city.settled = _SETTLED
    batch = [city.dossier() for _ in range(DOSSIERS)]
    return dossiers.take_over(batch=batch, by=SYSTEM, at=at).taken
