"""What this process remembers of series, so that a batch need not ask for them.

Remembered facts carry the registry's stamp; whatever changes a series, its thing, its rules or its
source gives the registry a new one, and a batch that reads another stamp than the remembered one
forgets everything of its source.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from motcua.foundation import rows
from motcua.foundation.identifiers import new_id
from motcua.kernel.errors import NotFound, Refusal

from ..rules.properties import properties
from ..rules.quality import Judge, Ruleset
from ..rules.series import Directory, SeriesFacts, news

#: More series than this of one source are not remembered all at once.
MOST_REMEMBERED = 100_000

_remembered: dict[str, tuple[UUID | None, Directory]] = {}
_rulesets: dict[int, Ruleset] = {}


class SourceClosed(Refusal):
    """The source was closed; it sends no more."""

    code = "source-closed"


def stamp_anew() -> None:
    """Something remembered has changed: everybody forgets, once this transaction is committed."""
    rows.run(
        "INSERT INTO observations_registry (key, stamp) VALUES (1, %s)"
        " ON CONFLICT (key) DO UPDATE SET stamp = excluded.stamp",
        [new_id()],
    )


def forget(source: str) -> None:
    _remembered.pop(source, None)


def directory(
    source: str, stamp: UUID | None, codes: Iterable[str], pairs: Iterable[tuple[str, str]]
) -> Directory:
    """The series of a source, with at least those of these names, as far as there are such.

    :raises NotFound: no such source
    :raises SourceClosed: it sends no more
    """
    known_at, known = _remembered.get(source, (None, None))
    if known is None or known_at != stamp or len(known.by_code) > MOST_REMEMBERED:
        must_be_open(source)
        known = Directory()
        _remembered[source] = (stamp, known)
    new_codes = [code for code in codes if code not in known.by_code]
    new_pairs = [pair for pair in pairs if pair not in known.by_thing]
    if new_codes or new_pairs:
        known.add(_asked(source, new_codes, new_pairs))
    return known


def must_be_open(source: str) -> None:
    """:raises NotFound: no such source; SourceClosed: it sends no more"""
    found = rows.fetch("SELECT is_open FROM observations_source WHERE code = %s", [source])
    if not found:
        raise NotFound("no such source")
    if not found[0][0]:
        raise SourceClosed("the source was closed", source=source)


FACTS = """
SELECT s.id, s.code, s.thing_id, s.property, s.procedure, t.place, s.unit, s.cadence_seconds,
    s.is_public, s.is_closed, r.id, r.rules
FROM observations_series s
JOIN observations_thing t ON t.code = s.thing_id
JOIN LATERAL (
    SELECT id, rules FROM observations_ruleset
    WHERE series_id = s.id OR series_id IS NULL AND property = s.property
    ORDER BY series_id NULLS LAST, version DESC LIMIT 1
) r ON true
"""
_ASKED = f"""{FACTS}
WHERE s.source_id = %s AND s.id IN (
    SELECT id FROM observations_series WHERE code = ANY(%s::text[])
    UNION ALL
    SELECT o.id FROM unnest(%s::text[], %s::text[]) AS pair (thing, property)
    JOIN observations_series o ON o.thing_id = pair.thing AND o.property = pair.property
)
ORDER BY s.id
"""  # noqa: S608 -- ours


def _asked(source: str, codes: list[str], pairs: list[tuple[str, str]]) -> list[SeriesFacts]:
    things, names = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return facts_of(rows.fetch(_ASKED, [source, codes, things, names]))


def facts_of(found: list[tuple[Any, ...]]) -> list[SeriesFacts]:
    """Rows of `FACTS` as facts; a property that is no longer declared has no series."""
    declared = properties()
    return [
        SeriesFacts(
            id=row[0],
            code=row[1],
            thing=row[2],
            property=row[3],
            procedure=row[4],
            place=row[5],
            unit=row[6],
            kept_unit=declared[row[3]].unit,
            cadence_seconds=row[7],
            is_public=row[8],
            is_closed=row[9],
            ruleset=row[10],
            judge=Judge(ruleset(row[10], row[11]), row[7]),
            news=news(row[7]),
        )
        for row in found
        if row[3] in declared
    ]


def ruleset(key: int, raw: Any) -> Ruleset:
    """The rules of a row of rulesets, which never changes."""
    found = _rulesets.get(key)
    if found is None:
        told = msgspec.json.decode(raw) if isinstance(raw, str | bytes) else raw
        found = _rulesets[key] = msgspec.convert(told, Ruleset)
    return found
