"""Finding a procedure in one's own words, with or without marks."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.db import connection

from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text

from ..rules.searching import Sought, all_of, any_of, pairs, sought, terms

Key = int | str

MOST = 100
#: Tried in this order: every word, every telling word, some of the telling words.
_ASKED = ("all", "telling", "some")
_COLUMNS = (
    "code, current_id, name_vi, name_en, sector_code, sector_vi, sector_en,"
    " online_level, online_extent"
)


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    code: str
    revision: UUID
    name: Text
    sector_code: str
    sector: Text
    online_level: int
    online_extent: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a list; `next` is the cursor of the rest. `is_exact`: every word was found."""

    items: tuple[ProcedureRow, ...]
    next: str | None
    is_exact: bool = True


def public_search(q: str = "", *, limit: int = 20, cursor: str | None = None) -> Page:
    """Procedures in force that answer the words, best first; all of them by name for no words.

    Where no procedure has every word, those that have at least half of them are given instead.

    :raises Invalid: a cursor that is not one of ours
    """
    limit = max(1, min(limit, MOST))
    what = sought(q)
    if what.is_empty:
        return _by_name(limit, _opened(cursor, "name"))
    if cursor is not None:
        kind = cursor.partition(".")[0]
        if kind not in _ASKED:
            raise Invalid("not a cursor of this list", field="cursor")
        return _ranked(what, kind, limit, _opened(cursor, kind))
    pages = (_ranked(what, kind, limit, None) for kind in _ASKED)
    return next((page for page in pages if page.items), Page((), None))


_NAMED = """
SELECT {columns}, sort_name, code FROM catalogue_procedure
WHERE current_id IS NOT NULL{after} ORDER BY sort_name, code LIMIT %s
"""


def _by_name(limit: int, after: Sequence[Key] | None) -> Page:
    then = " AND (sort_name, code) > (%s, %s)" if after else ""
    sql = _NAMED.format(columns=_COLUMNS, after=then)
    rows = _rows(sql, [*(after or ()), limit + 1])
    return _page(rows, limit, "name", 2)


#: Smaller is better: the code itself, then how near the words stand to a name, then to what
#: people say; `missing` counts the words not found, and comes before all of it. Where the whole
#: phrase was found, the shortest name says it most exactly; else those are first that have most
#: neighbouring words as neighbours, and then those with the words nearest each other.
_PARTED = "(NOT (found_names || found_phrases) LIKE %s)::int"
_RANKED = """
WITH candidate AS (
  SELECT {columns}, sort_name,
    {missing} AS missing,
    CASE
      WHEN code = %s THEN 0
      WHEN %s <> '' AND starts_with(code, %s) THEN 1
      WHEN found_names LIKE %s THEN 2
      WHEN found_names LIKE %s THEN 3
      WHEN found_phrases LIKE %s THEN 4
      WHEN found_names LIKE %s THEN 5
      WHEN found_phrases LIKE %s THEN 6
      ELSE 7
    END AS tier,
    1e7::bigint * ({parted})
      + (1e6 - 1e6 * ts_rank_cd(lexemes, %s::tsquery, 1))::bigint AS apart
  FROM catalogue_procedure
  WHERE current_id IS NOT NULL AND (lexemes @@ %s::tsquery OR {by_code})
), ranked AS (
  SELECT *, CASE WHEN tier < 7 THEN length(sort_name) ELSE apart END AS distance FROM candidate
)
SELECT {columns}, missing, tier, distance, code FROM ranked
WHERE missing <= %s{after}
ORDER BY missing, tier, distance, code LIMIT %s
"""


def _ranked(what: Sought, kind: str, limit: int, after: Sequence[Key] | None) -> Page:
    words = what.words if kind == "all" else what.telling
    is_exact = kind != "some"
    wanted = all_of(words) if is_exact else any_of(words)
    each = [] if is_exact else terms(words)
    phrase, near = " ".join(words), pairs(words)
    parameters: list[Key] = [
        *each,
        what.code, what.code, what.code,
        f"%| {phrase} |%", f"%| {phrase}%", f"%| {phrase} |%", f"% {phrase}%", f"% {phrase}%",
        *(f"% {pair}%" for pair in near),
        wanted, wanted,
        *([what.code] if what.code else []),
        len(each) // 2,
        *(after or ()),
        limit + 1,
    ]  # fmt: skip
    sql = _RANKED.format(
        columns=_COLUMNS,
        missing=" + ".join(["(NOT lexemes @@ %s::tsquery)::int"] * len(each)) or "0",
        parted=" + ".join([_PARTED] * len(near)) or "0",
        by_code="starts_with(code, %s)" if what.code else "FALSE",
        after=" AND (missing, tier, distance, code) > (%s, %s, %s, %s)" if after else "",
    )
    page = _page(_rows(sql, parameters), limit, kind, 4)
    return Page(page.items, page.next, is_exact)


def _rows(sql: str, parameters: Sequence[Key]) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))
        return list(cursor.fetchall())


def _page(rows: list[tuple[object, ...]], limit: int, kind: str, keys: int) -> Page:
    items = tuple(_row(row) for row in rows[:limit])
    more = len(rows) > limit
    return Page(items, _closed(kind, rows[limit - 1][-keys:]) if more else None)


def _row(row: Sequence[object]) -> ProcedureRow:
    code, revision, vi, en, sector_code, sector_vi, sector_en, level, extent = row[:9]
    return ProcedureRow(
        code=str(code),
        revision=revision if isinstance(revision, UUID) else UUID(str(revision)),
        name=Text(str(vi), str(en)),
        sector_code=str(sector_code),
        sector=Text(str(sector_vi), str(sector_en)),
        online_level=int(str(level)),
        online_extent=str(extent),
    )


def _closed(kind: str, key: Sequence[object]) -> str:
    plain = [value if isinstance(value, str) else int(str(value)) for value in key]
    packed = base64.urlsafe_b64encode(msgspec.json.encode(plain)).rstrip(b"=").decode()
    return f"{kind}.{packed}"


def _opened(cursor: str | None, kind: str) -> list[Key] | None:
    if cursor is None:
        return None
    given, _, packed = cursor.partition(".")
    try:
        shape = tuple[str, str] if kind == "name" else tuple[int, int, int, str]
        content = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        key = msgspec.json.decode(content, type=shape)
    except (ValueError, binascii.Error, msgspec.MsgspecError):
        key = None
    if given != kind or key is None:
        raise Invalid("not a cursor of this list", field="cursor")
    return list(key)
