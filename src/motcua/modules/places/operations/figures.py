"""Denominators are taken: what counts are divided by, of a day, with a source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed

from .. import events, policies
from ..models import Denominator, Unit
from ..rules import DenominatorsInvalid, Figure


@dataclass(frozen=True, slots=True)
class FiguresLoaded:
    """How many figures are new, how many were corrected; the rest stood there already."""

    added: int
    changed: int


@transaction.atomic(durable=True)
def take_denominators(*, figures: Sequence[Figure], by: Actor, at: datetime) -> FiguresLoaded:
    """Add figures; one for the same place, kind and day is corrected. Again changes nothing.

    :raises NotAllowed: neither the program itself nor an administrator
    :raises DenominatorsInvalid: a place that never had that code
    """
    if not policies.may_load(by):
        raise NotAllowed("denominators are loaded by administrators")
    places = {figure.place for figure in figures}
    known = set(Unit.objects.filter(code__in=places).values_list("code", flat=True))
    if unknown := sorted(places - known):
        told = ", ".join(unknown[:10])
        raise DenominatorsInvalid(f"no place has the code {told}", problem=told, line=0)
    present = {
        (row.place_code, row.kind, row.on_day): row
        for row in Denominator.objects.select_for_update().filter(place_code__in=places)
    }
    rows = [_row(figure, at) for figure in figures]
    new = [row for row in rows if (row.place_code, row.kind, row.on_day) not in present]
    changed = [row for row in rows if _differs(row, present)]
    Denominator.objects.bulk_create(
        [*new, *changed],
        update_conflicts=True,
        unique_fields=["place_code", "kind", "on_day"],
        update_fields=["value", "source", "loaded_at"],
    )
    loaded = FiguresLoaded(len(new), len(changed))
    if rows and (new or changed):
        journal.record(
            events.DenominatorsLoaded(added=loaded.added, changed=loaded.changed, at=at),
            by=by,
            subject=("places", "denominators"),
        )
    return loaded


def _row(figure: Figure, at: datetime) -> Denominator:
    return Denominator(
        place_code=figure.place,
        kind=figure.kind.value,
        value=figure.value,
        on_day=figure.on,
        source=figure.source,
        loaded_at=at,
    )


def _differs(row: Denominator, present: dict[tuple[str, str, date], Denominator]) -> bool:
    had = present.get((row.place_code, row.kind, row.on_day))
    return had is not None and (had.value, had.source) != (row.value, row.source)
