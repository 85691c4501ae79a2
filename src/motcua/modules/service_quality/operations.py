"""Saying which days must be counted again. Saying it twice costs time and changes no number."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.indicators import steps as indicators
from motcua.modules.indicators.steps import Dirty

from .facts import FILED, FINISHED, OFFERED, PAID, RECEIVED

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@transaction.atomic(durable=True)
def note_change(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """Something happened to a dossier: the days it was filed, received and finished on change.

    :raises NotAllowed: only the system counts
    """
    _must_be_system(by)
    del at  # the days are those of the dossier, however late the news comes
    known = dossiers.moments(dossier_id, by=by)
    if known is None or known.filed_at is None:
        return
    _mark(FILED, known.agency, [known.filed_at])
    # Until it is accepted a dossier counts when it was filed: acceptance moves it to its own day.
    _mark(RECEIVED, known.agency, [known.filed_at, known.accepted_at])
    _mark(FINISHED, known.agency, [known.ended_at])


@transaction.atomic(durable=True)
def note_payment(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """A charge of a dossier was paid at that moment.

    :raises NotAllowed: only the system counts
    """
    _must_be_system(by)
    known = dossiers.moments(dossier_id, by=by)
    if known is not None:
        _mark(PAID, known.agency, [at])


@transaction.atomic(durable=True)
def note_history(*, spans: Mapping[str, tuple[date, date]], by: Actor, at: datetime) -> None:
    """Dossiers of before were taken over: every day of each agency's span may have changed.

    :raises NotAllowed: only the system counts
    """
    _must_be_system(by)
    del at  # the days are those of the dossiers
    days = [Dirty(day, agency) for agency, span in spans.items() for day in _each(*span)]
    for source in (FILED, RECEIVED, FINISHED, PAID):
        indicators.mark(source, days)


@transaction.atomic(durable=True)
def note_offer(*, by: Actor, at: datetime) -> None:
    """What procedures are in force changed.

    :raises NotAllowed: only the system counts
    """
    _must_be_system(by)
    indicators.mark(OFFERED, [Dirty(_day(at))])


def _mark(source: str, agency: str, moments: Iterable[datetime | None]) -> None:
    indicators.mark(source, [Dirty(_day(each), agency) for each in moments if each is not None])


def _day(moment: datetime) -> date:
    return moment.astimezone(HERE).date()


def _each(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _must_be_system(by: Actor) -> None:
    if by != SYSTEM:
        raise NotAllowed("only the system counts", act="count")
