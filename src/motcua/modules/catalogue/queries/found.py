"""Finding a procedure in one's own words, with or without marks, by life event, sector, agency."""

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from django.db import connection

from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text

from ..rules.searching import (
    Because,
    Filters,
    Index,
    Key,
    Question,
    answered,
    asked,
    lexicon,
)
from .counts import Counts, count
from .indexed import SHELF, STAMP, Kept

MOST = 100
MOST_SUGGESTED = 8
#: So many of the likeliest are looked at word by word for each letter that is typed.
LOOKED_AT_WHILE_TYPING = 40
NO_FILTERS = Filters()
T = TypeVar("T")
_COLUMNS = (
    "code, current_id, name_vi, name_en, sector_code, sector_vi, sector_en, online_level,"
    " online_extent, is_fileable, origin, levels, life_events"
)


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """`because`: why it was found, where its words do not show it; `origin`: city or national."""

    code: str
    revision: UUID
    name: Text
    sector_code: str
    sector: Text
    online_level: int
    online_extent: str
    is_fileable: bool = True
    origin: str = "city"
    levels: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a list; `next` is the cursor of the rest. `is_exact`: every word was found."""

    items: tuple[ProcedureRow, ...]
    next: str | None
    is_exact: bool = True
    total: int = 0
    counts: Counts = field(default_factory=Counts)
    sector_names: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Rows to be shown, as a statement that reads them, and what is told around them."""

    rows: str
    values: Sequence[int | str | list[str]]
    is_by_words: bool = False
    codes: tuple[str, ...] = ()
    next: str | None = None
    is_exact: bool = True
    total: int = 0
    counts: Counts = field(default_factory=Counts)
    because: Mapping[str, tuple[Because, ...]] = field(default_factory=dict)


def public_search(
    q: str = "", *, limit: int = 20, cursor: str | None = None, filters: Filters = NO_FILTERS
) -> Page:
    """Procedures in force that answer the words and pass the filters, best first; for no words
    all that pass, those that can be filed here first, then by name.

    :raises Invalid: a cursor that is not one of ours
    """
    limit = max(1, min(limit, MOST))

    def choose(index: Index) -> _Chosen:
        question = asked(q, index, lexicon())
        if question.is_empty:
            return _by_name(index, limit, _opened(cursor, "name", tuple[int, str, str]), filters)
        after = _opened(cursor, "words", tuple[int, int, str])
        return _by_words(question, index, limit, after, filters)

    kept, chosen, rows = _fresh(choose)
    if chosen.is_by_words:
        return _page(kept, chosen, _in_order(chosen, rows), chosen.next)
    found = list(rows.values())
    more = _closed("name", found[limit - 1][-3:]) if len(found) > limit else None
    return _page(kept, chosen, found[:limit], more)


def public_suggestions(q: str, *, limit: int = MOST_SUGGESTED) -> tuple[ProcedureRow, ...]:
    """The likeliest procedures while a question is typed: its last word may be a beginning."""
    limit = max(1, min(limit, MOST_SUGGESTED))

    def choose(index: Index) -> _Chosen:
        question = asked(q, index, lexicon(), is_unfinished=not q.endswith(" "))
        answer = answered(question, index, looked_at=LOOKED_AT_WHILE_TYPING)
        hits = answer.first(limit)
        return _with_codes(
            (hit.document.code for hit in hits),
            because={hit.document.code: answer.reasons(hit.document) for hit in hits},
        )

    kept, chosen, rows = _fresh(choose)
    return _page(kept, chosen, _in_order(chosen, rows), None).items


def public_by_codes(codes: Iterable[str]) -> dict[str, ProcedureRow]:
    """Those of the codes that are in force."""
    asked = dict.fromkeys(codes)  # read once: where the index was stale, it is asked again
    _, _, rows = _fresh(lambda _: _with_codes(asked))
    return {code: _row(row, ()) for code, row in rows.items()}


def public_counts(filters: Filters = NO_FILTERS) -> Counts:
    """How many procedures there are by each filter, among those that pass."""
    _, chosen, _ = _fresh(lambda index: _by_name(index, 0, None, filters))
    return chosen.counts


def _by_words(
    question: Question, index: Index, limit: int, after: Key | None, filters: Filters
) -> _Chosen:
    answer = answered(question, index, filters.let if filters else None)
    hits = answer.first(limit + 1, after)
    shown = hits[:limit]
    return _with_codes(
        (hit.document.code for hit in shown),
        next=_closed("words", shown[-1].key) if len(hits) > limit else None,
        is_exact=answer.is_exact,
        total=len(answer.hits),
        counts=count(hit.document.facets for hit in answer.hits),
        because={hit.document.code: answer.reasons(hit.document) for hit in shown},
    )


_WITH_CODES = (
    f"SELECT {_COLUMNS}, 0 AS rank, sort_name, code AS last FROM catalogue_procedure"  # noqa: S608 -- ours
    " WHERE current_id IS NOT NULL AND code = ANY(%s)"
)
#: What is near comes first: what can be filed here, then the commune's, then the province's.
_RANK = (
    "CASE WHEN is_fileable THEN 0 WHEN 'commune' = ANY(levels) THEN 1"
    " WHEN 'province' = ANY(levels) THEN 2 ELSE 3 END"
)
_NAMED = (
    f"SELECT {_COLUMNS}, {_RANK} AS rank, sort_name, code AS last FROM catalogue_procedure"  # noqa: S608 -- ours
    " WHERE current_id IS NOT NULL{conditions} ORDER BY rank, sort_name, code LIMIT %s"
)
_CONDITIONS = {
    "life_event": "%s = ANY(life_events)",
    "sector": "sector_code = %s",
    "audience": "%s = ANY(audience)",
    "level": "%s = ANY(levels)",
    "agency_kind": "%s = ANY(agency_kinds)",
    "department": "%s = ANY(departments)",
    "online_level": "online_level >= %s",
    "is_fileable": "is_fileable = %s",
}


def _with_codes(codes: Iterable[str], **told: Any) -> _Chosen:
    wanted = tuple(codes)
    return _Chosen(_WITH_CODES, [list(wanted)], is_by_words=True, codes=wanted, **told)


def _by_name(
    index: Index, limit: int, after: tuple[int, str, str] | None, filters: Filters
) -> _Chosen:
    conditions, values = [""], list[int | str | list[str]]()
    for name, condition in _CONDITIONS.items():
        if value := getattr(filters, name):
            conditions.append(condition)
            values.append(value)
    if after:
        conditions.append(f"({_RANK}, sort_name, code) > (%s, %s, %s)")
        values += after
    passing = [each.facets for each in list(index.living.values()) if filters.let(each.facets)]
    return _Chosen(
        _NAMED.format(conditions=" AND ".join(conditions)),
        [*values, limit + 1],
        total=len(passing),
        counts=count(passing),
    )


_FRESH = (
    f"SELECT now.place, now.stamp, it.* FROM ({STAMP}) now LEFT JOIN ({{rows}}) it ON TRUE"  # noqa: S608 -- ours
    " ORDER BY it.rank, it.sort_name, it.last"
)


_Rows = dict[str, Sequence[object]]


def _fresh(choose: Callable[[Index], _Chosen]) -> tuple[Kept, _Chosen, _Rows]:
    """Choose by the index of this process and read the rows, by code; again if it was behind."""
    place, kept = SHELF.last()
    while True:
        before, index = kept.stamp, kept.index
        chosen = choose(index)
        with connection.cursor() as cursor:
            cursor.execute(_FRESH.format(rows=chosen.rows), chosen.values)
            rows = cursor.fetchall()
        now, stamp = str(rows[0][0]), str(rows[0][1])
        if (now, stamp) == (place, before):
            return kept, chosen, {str(row[2]): row[2:] for row in rows if row[2] is not None}
        place, kept = now, SHELF.fresh(now, stamp)


def _in_order(chosen: _Chosen, rows: _Rows) -> list[Sequence[object]]:
    return [rows[code] for code in chosen.codes if code in rows]


def _page(kept: Kept, chosen: _Chosen, rows: Sequence[Sequence[object]], more: str | None) -> Page:
    items = tuple(_row(row, chosen.because.get(str(row[0]), ())) for row in rows)
    return Page(items, more, chosen.is_exact, chosen.total, chosen.counts, kept.sectors)


def _row(row: Sequence[object], because: tuple[Because, ...]) -> ProcedureRow:
    code, revision, vi, en, sector_code, sector_vi, sector_en, level, extent = row[:9]
    fileable, origin, levels, events = row[9:13]
    return ProcedureRow(
        code=str(code),
        revision=revision if isinstance(revision, UUID) else UUID(str(revision)),
        name=Text(str(vi), str(en)),
        sector_code=str(sector_code),
        sector=Text(str(sector_vi), str(sector_en)),
        online_level=int(str(level)),
        online_extent=str(extent),
        is_fileable=bool(fileable),
        origin=str(origin),
        levels=tuple(levels) if isinstance(levels, list) else (),
        life_events=tuple(events) if isinstance(events, list) else (),
        because=because,
    )


def _closed(kind: str, key: Sequence[object]) -> str:
    plain = [value if isinstance(value, str) else int(str(value)) for value in key]
    packed = base64.urlsafe_b64encode(msgspec.json.encode(plain)).rstrip(b"=").decode()
    return f"{kind}.{packed}"


def _opened(cursor: str | None, kind: str, shape: type[T]) -> T | None:
    if cursor is None:
        return None
    given, _, packed = cursor.partition(".")
    try:
        content = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        key = msgspec.json.decode(content, type=shape)
    except (ValueError, binascii.Error, msgspec.MsgspecError):
        raise Invalid("not a cursor of this list", field="cursor") from None
    if given != kind:
        raise Invalid("not a cursor of this list", field="cursor")
    return key
