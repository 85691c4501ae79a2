"""Boundaries are taken: a dated version of a province's communes, from a GeoJSON document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed

from .. import events, policies, steps
from ..models import BoundarySet, Unit
from ..queries.cards import holding_on
from ..rules import Level, Outline, Provenance, boundaries
from ..steps.boundaries import Tell


@dataclass(frozen=True, slots=True)
class BoundariesTaken:
    """What a load did. `missing` are communes of the province that the document leaves out."""

    version: str
    units: int
    area_km2: float
    missing: tuple[str, ...]
    is_new: bool


def _nothing(done: int, of: int) -> None:
    del done, of


@transaction.atomic(durable=True)
def take_boundaries(
    *,
    outlines: Sequence[Outline],
    provenance: Provenance,
    by: Actor,
    at: datetime,
    tell: Tell = _nothing,
) -> BoundariesTaken:
    """Put boundaries in force from their day on. Taking the same ones again changes nothing.

    :raises NotAllowed: neither the program itself nor an administrator
    :raises BoundariesInvalid: a code no commune has on that day, or communes of two provinces
    """
    if not policies.may_load(by):
        raise NotAllowed("boundaries are loaded by administrators")
    steps.wait_for_other_sets()
    province, missing = _fitting(outlines, provenance.valid_from)
    digest = boundaries.digest(outlines, provenance)
    version = f"{province}-{provenance.valid_from}-{digest[:8]}"
    area = round(sum(each.area_km2 for each in outlines), 2)
    taken = BoundariesTaken(version, len(outlines), area, missing, is_new=True)
    if BoundarySet.objects.filter(version=version, superseded_at__isnull=True).exists():
        return BoundariesTaken(version, len(outlines), area, missing, is_new=False)
    # One that was superseded and comes again is written anew under its old name.
    BoundarySet.objects.filter(version=version).delete()
    row = BoundarySet(
        version=version,
        province_code=province,
        valid_from=provenance.valid_from,
        source=provenance.source,
        licence=provenance.licence,
        digest=digest,
        units=len(outlines),
        area_km2=area,
        width=0,
        height=0,
        loaded_at=at,
    )
    steps.begin_set(row, provenance, at=at)
    sheet = steps.write_outlines(version, outlines, tell)
    BoundarySet.objects.filter(version=version).update(width=sheet.width, height=sheet.height)
    journal.record(
        events.BoundariesLoaded(
            version=version,
            province=province,
            valid_from=provenance.valid_from,
            units=len(outlines),
            at=at,
        ),
        by=by,
        subject=("places", "boundaries"),
    )
    return taken


def _fitting(outlines: Sequence[Outline], on: date) -> tuple[str, tuple[str, ...]]:
    """The one province the codes belong to, and which of its communes are left out."""
    told = {each.code for each in outlines}
    communes = Unit.objects.filter(holding_on(on), level=Level.COMMUNE)
    provinces = dict(communes.filter(code__in=told).values_list("code", "province_code"))
    if unknown := sorted(told - set(provinces)):
        raise boundaries.refuse("code-unknown", _few(unknown))
    if len(set(provinces.values())) != 1:
        raise boundaries.refuse("provinces", ", ".join(sorted(set(provinces.values()))))
    (province,) = set(provinces.values())
    all_codes = set(communes.filter(province_code=province).values_list("code", flat=True))
    return province, tuple(sorted(all_codes - told))


def _few(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:10])
    return f"{shown} (+{len(codes) - 10})" if len(codes) > 10 else shown
