"""What lists say of procedures, whether in force or not; and those marked for review."""

from collections.abc import Collection
from dataclasses import dataclass

from motcua.kernel.words import Text

from .. import models

MOST = 100


@dataclass(frozen=True, slots=True)
class ShownCard:
    """`marks` are the doubts of the national portal's data that a designer should look at."""

    code: str
    name: Text
    is_in_force: bool
    is_fileable: bool
    origin: str
    online_level: int
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """Some of the procedures marked for review, by code; `next` is the cursor of the rest."""

    items: tuple[ShownCard, ...]
    next: str | None
    is_exact: bool = True


def public_names(codes: Collection[str]) -> dict[str, Text]:
    """Code -> name, of the procedures that have been in force."""
    return {code: card.name for code, card in public_shown(codes).items() if card.name.vi}


def public_shown(codes: Collection[str]) -> dict[str, ShownCard]:
    """What lists show of these procedures."""
    rows = models.Procedure.objects.filter(code__in=set(codes))
    return {row.code: _card(row) for row in rows}


def public_marked(*, limit: int = 20, cursor: str | None = None) -> MarkedPage:
    """Procedures in force whose data are doubtful, in the order of their codes."""
    limit = max(1, min(limit, MOST))
    rows = models.Procedure.objects.filter(current__isnull=False, code__gt=cursor or "")
    found = list(rows.exclude(review_marks=[]).order_by("code")[: limit + 1])
    items = tuple(map(_card, found[:limit]))
    return MarkedPage(items, items[-1].code if len(found) > limit else None)


def _card(row: models.Procedure) -> ShownCard:
    return ShownCard(
        code=row.code,
        name=Text(row.name_vi, row.name_en or row.name_vi),
        is_in_force=row.current_id is not None,
        is_fileable=row.is_fileable,
        origin=row.origin,
        online_level=row.online_level,
        marks=tuple(row.review_marks),
    )
