"""Units by code, by what they lie in, and by what people type."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Length

from motcua.kernel.errors import NotFound

from ..models import LoadedDataset, Unit
from ..rules import Level, compact, order, words
from .cards import UnitCard, card, holding_on

MOST_CANDIDATES = 500  # more would be ranked than anybody reads
LONGEST_QUESTION = 200


def public_version() -> str | None:
    """The version of the data set in use, or None before any was loaded."""
    last = LoadedDataset.objects.order_by("-loaded_at", "-id").first()
    return last.version if last else None


def public_provinces(on: date) -> list[UnitCard]:
    """Provinces and cities under the central government, as dictionaries sort them."""
    return _sorted(Unit.objects.filter(holding_on(on), level=Level.PROVINCE))


def public_communes(province: str, on: date) -> list[UnitCard]:
    """Communes, wards and special zones of a province, sorted; empty for an unknown code."""
    if not _is_code(province):
        return []
    return _sorted(Unit.objects.filter(holding_on(on), level=Level.COMMUNE, province_code=province))


def public_unit(code: str, on: date) -> UnitCard:
    """The unit of a code: two digits a province, three a district, five a commune.

    A code that only some data sets use for a unit finds it too.

    :raises NotFound: none has that code on that day
    """
    units = Unit.objects.filter(holding_on(on), Q(code=code) | Q(also_coded=code))
    own_first = Case(When(code=code, then=Value(0)), default=Value(1))
    found = units.order_by(own_first).first() if _is_code(code) else None
    if found is None:
        raise NotFound(f"place {code}")
    return card(found)


def public_history(code: str) -> list[UnitCard]:
    """Every row of a code, newest first: what the unit was called and was, and when."""
    rows = [card(unit) for unit in Unit.objects.filter(code=code)] if _is_code(code) else []
    return sorted(rows, key=lambda unit: unit.valid_from or date.min, reverse=True)


def public_find(q: str, on: date, limit: int = 20) -> list[UnitCard]:
    """Provinces and communes whose name, with those above it, holds every word begun in `q`.

    With or without marks, in any order; the best first: named exactly so, then provinces, then
    names in which the words stand together, then the shorter.
    """
    asked = words(q[:LONGEST_QUESTION])
    if not asked:
        return []
    phrase, key = f" {' '.join(asked)}", compact(q[:LONGEST_QUESTION])
    units = Unit.objects.filter(holding_on(on), begun_in(asked) | Q(keys__contains=[key]))
    shortest = units.exclude(level=Level.DISTRICT).order_by(
        Length("code"), Length("search"), "code"
    )[:MOST_CANDIDATES]
    ranked = sorted(
        shortest,
        key=lambda u: (
            key not in u.keys,
            u.level != Level.PROVINCE or phrase not in u.search,
            phrase not in u.search,
            len(u.search),
            order(u.name_vi),
        ),
    )
    return [card(unit) for unit in ranked[: max(0, limit)]]


def begun_in(asked: Iterable[str]) -> Q:
    """Rows whose searched words begin with every word asked for."""
    condition = Q()
    for word in sorted(set(asked)):
        condition &= Q(search__contains=f" {word}")
    return condition


def _is_code(text: str) -> bool:
    return re.fullmatch(r"[0-9]{2,5}", text) is not None


def _sorted(units: Iterable[Unit]) -> list[UnitCard]:
    return sorted(map(card, units), key=lambda unit: (order(unit.short_name.vi), unit.code))
