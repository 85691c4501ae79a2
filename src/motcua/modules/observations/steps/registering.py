"""Registering sources, things and series, many at once, inside the caller's transaction.

Also the way of modules above that keep things of their own (entities): what is registered anew
costs three statements however many there are. What was there and is different is changed where
an administrator registers, and stays as it is where a source only speaks (`register_missing`).
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from motcua.foundation import journal, rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from .. import events
from ..rules.properties import Property
from ..rules.registering import (
    SeriesSpec,
    SeriesTaken,
    SourceFacts,
    ThingFacts,
    different_codes,
    full_code,
    must_be_series,
    must_be_source,
    must_be_thing,
    property_of,
)
from . import knowing

_SOURCE = """
INSERT INTO observations_source (code, name_vi, name_en, agency, licence, is_open, registered_at)
VALUES (%s, %s, %s, %s, %s, true, %s)
ON CONFLICT (code) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en,
    agency = excluded.agency, licence = excluded.licence
"""
_NEW_THINGS = """
INSERT INTO observations_thing AS t (code, name_vi, name_en, place, lon, lat, registered_at)
SELECT *, %s FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::float8[], %s::float8[])
ON CONFLICT (code) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en,
    place = excluded.place, lon = excluded.lon, lat = excluded.lat
WHERE (t.name_vi, t.name_en, t.place, t.lon, t.lat) IS DISTINCT FROM
    (excluded.name_vi, excluded.name_en, excluded.place, excluded.lon, excluded.lat)
"""
_THINGS = f"{_NEW_THINGS} RETURNING code, place, xmax = 0"
#: What is there is changed only while nobody but this source knows it: no other source observes
#: there, and none of its series was opened. A thing without series is an administrator's.
_MISSING_THINGS = f"""{_NEW_THINGS} AND (
    SELECT bool_and(s.source_id = %s AND NOT s.is_public) FROM observations_series s
    WHERE s.thing_id = t.code)
RETURNING code, place, xmax = 0
"""  # noqa: S608 -- ours
_NEW_SERIES = """
INSERT INTO observations_series AS s (code, thing_id, property, procedure, unit, cadence_seconds,
    source_id, licence, is_public, is_closed, registered_at)
SELECT *, false, %s FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::integer[], %s::text[], %s::text[], %s::bool[])
"""
_SERIES = f"""{_NEW_SERIES}
ON CONFLICT (code) DO UPDATE SET unit = excluded.unit, is_closed = false,
    cadence_seconds = excluded.cadence_seconds, licence = excluded.licence,
    is_public = excluded.is_public
WHERE (s.unit, s.cadence_seconds, s.licence, s.is_public, s.is_closed) IS DISTINCT FROM
    (excluded.unit, excluded.cadence_seconds, excluded.licence, excluded.is_public, false)
RETURNING id, code, xmax = 0
"""
_MISSING_SERIES = f"{_NEW_SERIES} ON CONFLICT DO NOTHING RETURNING id, code, true"
#: Which of the list are there (counted from one), under whatever code.
_NOT_MISSING = """
SELECT u.nth FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) WITH ORDINALITY
    AS u (thing, property, procedure, source, nth)
JOIN observations_series s ON s.thing_id = u.thing AND s.property = u.property
    AND s.procedure = u.procedure AND s.source_id = u.source
"""
_THERE = """
SELECT id, code, thing_id, property, procedure, source_id FROM observations_series
WHERE code = ANY(%s::text[])
"""
#: Series that are the same but for their code.
_OTHERWISE = """
SELECT u.code FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
    AS u (code, thing, property, procedure, source)
JOIN observations_series s ON s.thing_id = u.thing AND s.property = u.property
    AND s.procedure = u.procedure AND s.source_id = u.source AND s.code <> u.code
"""
_STATES = "INSERT INTO observations_latest (series_id, tail) SELECT unnest(%s::bigint[]), ''"
#: The rules as they are declared, unless somebody has set newer ones.
_DECLARE = """
INSERT INTO observations_ruleset (property, series_id, version, rules, set_at, set_by, reason)
SELECT u.property, NULL, u.version, u.rules::jsonb, %s, %s, ''
FROM unnest(%s::text[], %s::integer[], %s::text[]) AS u (property, version, rules)
WHERE NOT EXISTS (
    SELECT FROM observations_ruleset r
    WHERE r.series_id IS NULL AND r.property = u.property AND r.version >= u.version)
ON CONFLICT (property, version) WHERE series_id IS NULL DO NOTHING
RETURNING id, property, version
"""


def register_source(*, facts: SourceFacts, by: Actor, at: datetime) -> None:
    """Register a source, or change its facts.

    :raises BadCode: not spelt like one
    """
    must_be_source(facts)
    rows.run(
        _SOURCE,
        [facts.code, facts.name.vi, facts.name.en, facts.agency, facts.licence, at],
    )
    knowing.stamp_anew()
    fact = events.SourceRegistered(facts.code, facts.agency, at)
    journal.record(fact, by=by, subject=("observations.source", facts.code))


def register_things(*, things: Sequence[ThingFacts], by: Actor, at: datetime) -> None:
    """Register things, or change their facts.

    :raises BadCode, BadPosition: what is wrong with one of them
    """
    for each in things:
        must_be_thing(each)
    if not things:
        return
    _write_things(_THINGS, things, [], by, at)


def register_missing(
    *,
    things: Sequence[ThingFacts],
    specs: Sequence[SeriesSpec],
    source: str,
    by: Actor,
    at: datetime,
) -> None:
    """Register what a source speaks of and nobody registered yet; what is there stays.

    Series that are there keep unit, cadence, licence, openness and whether they are closed. Facts
    of a thing that is there change only while all its series are this source's and not public.

    :raises Invalid, SeriesTaken, NotFound: as `register_things` and `register_series`
    """
    for each in things:
        must_be_thing(each)
    if things:
        _write_things(_MISSING_THINGS, things, [source], by, at)
    for spec in specs:
        must_be_series(spec)
    same = [(spec.thing, spec.property, spec.procedure, spec.source) for spec in specs]
    columns = [[each[part] for each in same] for part in range(4)]
    there = {nth for (nth,) in rows.fetch(_NOT_MISSING, columns)}
    missing = [spec for nth, spec in enumerate(specs, 1) if nth not in there]
    different_codes(missing)
    if missing:
        _write_series(_MISSING_SERIES, missing, by, at)


def _write_things(
    statement: str, things: Sequence[ThingFacts], more: list[str], by: Actor, at: datetime
) -> None:
    ordered = sorted(things, key=lambda each: each.code)
    changed = rows.fetch(statement, [
        at,
        [each.code for each in ordered],
        [each.name.vi for each in ordered],
        [each.name.en for each in ordered],
        [each.place for each in ordered],
        [each.lon for each in ordered],
        [each.lat for each in ordered],
        *more,
    ])  # fmt: skip
    if not all(is_new for _, _, is_new in changed):
        knowing.stamp_anew()
    journal.record_all([
        journal.Fact(
            events.ThingRegistered(code, place, at), by.id, ("observations.thing", code)
        )
        for code, place, _ in changed
    ])  # fmt: skip


def register_series(*, specs: Sequence[SeriesSpec], by: Actor, at: datetime) -> dict[str, int]:
    """Register series, or change unit, cadence, licence or openness of those there are.

    Returns the ids by code. Their things and sources must be registered.

    :raises UnknownProperty, WrongUnit, BadCadence, BadCode: what is wrong with one of them
    :raises SeriesTaken: a code that names another thing, property, procedure or source
    :raises NotFound: no such thing or source
    """
    for spec in specs:
        must_be_series(spec)
    different_codes(specs)
    return _write_series(_SERIES, specs, by, at) if specs else {}


def _write_series(
    statement: str, specs: Sequence[SeriesSpec], by: Actor, at: datetime
) -> dict[str, int]:
    declare_rules([property_of(spec.property) for spec in specs], by=by, at=at)
    ordered = sorted(specs, key=lambda spec: full_code(spec))
    _must_exist(ordered)
    changed = rows.fetch(statement, [
        at,
        [full_code(spec) for spec in ordered],
        [spec.thing for spec in ordered],
        [spec.property for spec in ordered],
        [spec.procedure for spec in ordered],
        [spec.unit for spec in ordered],
        [spec.cadence_seconds for spec in ordered],
        [spec.source for spec in ordered],
        [spec.licence for spec in ordered],
        [spec.is_public for spec in ordered],
    ])  # fmt: skip
    there = _identical(ordered)
    _begin(changed)
    named = {full_code(spec): spec for spec in ordered}
    journal.record_all([
        journal.Fact(
            events.SeriesRegistered(
                key, named[code].thing, named[code].property, named[code].source, at
            ),
            by.id,
            ("observations.series", str(key)),
        )
        for key, code, _ in changed
    ])  # fmt: skip
    return there


def _must_exist(specs: Sequence[SeriesSpec]) -> None:
    things = sorted({spec.thing for spec in specs})
    sources = sorted({spec.source for spec in specs})
    known = rows.fetch(
        "SELECT (SELECT count(*) FROM observations_thing WHERE code = ANY(%s::text[])),"
        " (SELECT count(*) FROM observations_source WHERE code = ANY(%s::text[]))",
        [things, sources],
    )[0]
    if tuple(known) != (len(things), len(sources)):
        raise NotFound("no such thing, or no such source")
    same = [(spec.thing, spec.property, spec.procedure, spec.source) for spec in specs]
    columns = [list(column) for column in zip(*same, strict=True)]
    otherwise = rows.fetch(_OTHERWISE, [[full_code(spec) for spec in specs], *columns])
    if otherwise or len(set(same)) < len(same):
        raise SeriesTaken("the same series under another code", series=str(otherwise[:1]))


def _identical(specs: Sequence[SeriesSpec]) -> dict[str, int]:
    """Ids by code; a series never becomes another thing's or another source's."""
    found = {row[1]: row for row in rows.fetch(_THERE, [[full_code(spec) for spec in specs]])}
    for spec in specs:
        code, same = full_code(spec), (spec.thing, spec.property, spec.procedure, spec.source)
        if code not in found or tuple(found[code][2:]) != same:
            raise SeriesTaken("the code names another series", series=code)
    return {code: row[0] for code, row in found.items()}


def _begin(changed: Sequence[tuple[int, str, bool]]) -> None:
    new = [key for key, _, is_new in changed if is_new]
    if new:
        rows.run(_STATES, [new])
    if len(new) < len(changed):
        knowing.stamp_anew()


def declare_rules(declared: Sequence[Property], *, by: Actor, at: datetime) -> None:
    """Keep the declared rules of these properties as versions, as far as none newer is kept."""
    known = {each.code: each for each in declared}
    made = rows.fetch(_DECLARE, [
        at, by.id, list(known),
        [each.rules_version for each in known.values()],
        [msgspec.json.encode(each.rules).decode() for each in known.values()],
    ])  # fmt: skip
    if made:
        knowing.stamp_anew()
    journal.record_all([
        journal.Fact(
            events.RulesSet(key, code, None, version, at), by.id, ("observations.property", code)
        )
        for key, code, version in made
    ])  # fmt: skip
