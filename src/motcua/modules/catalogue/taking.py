"""Writes many procedures taken from the national portal at once, each table by COPY."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from motcua.foundation import journal, rows
from motcua.foundation.copying import copy_rows
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor

from . import events
from .models import Procedure
from .rules.national import Line, Made
from .rules.procedure import Origin
from .rules.showing import Shown, shown
from .rules.states import State
from .steps import write_shown

_PROCEDURE = (
    "id", "code", "name_vi", "name_en", "sector_code", "sector_vi", "sector_en", "online_level",
    "online_extent", "missing", "declared_full", "announced_by", "origin", "is_fileable",
    "life_events", "audience", "levels", "agency_kinds", "departments", "review_marks", "sort_name",
    "found_names", "found_phrases",
)  # fmt: skip
_REVISION = (
    "id", "procedure_id", "digest", "content", "source", "state", "effective_from", "effective_to",
    "imported_at", "imported_by", "published_at", "origin", "online_level", "online_extent",
    "missing",
)  # fmt: skip
_RECORD = (
    "id", "code", "digest", "record", "marks", "updated_at", "taken_at", "procedure_id",
    "revision_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taking:
    """A record found in order, with what is made of it; `revision` None where none is published."""

    line: Line
    made: Made | None
    procedure: UUID | None
    revision: UUID | None
    replaces: UUID | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a procedure before a record is taken."""

    id: UUID
    current: UUID | None
    origin: Origin


def standing_of(codes: Collection[str]) -> dict[str, Standing]:
    """The procedures that are here, locked: writers of one procedure queue here."""
    found = rows.fetch(_LOCKED, [sorted(codes)])
    return {code: Standing(key, current, Origin(origin)) for code, key, current, origin in found}


def known_content(packages: Collection[str]) -> set[str]:
    """Which of these digests are revisions already."""
    return {digest for (digest,) in rows.fetch(_KNOWN, [list(packages)])}


def write(found: Sequence[Taking], new: Mapping[str, UUID], *, by: Actor, at: datetime) -> None:
    """Everything of a batch; `new` are the procedures that were not here, with their keys."""
    made = [each for each in found if each.made is not None and each.revision is not None]
    shows = {each.line.code: shown(each.made.package) for each in made if each.made}
    copy_rows("catalogue_procedure", _PROCEDURE, _procedures(new, shows))
    copy_rows("catalogue_revision", _REVISION, _revisions(made, shows, by=by, at=at))
    copy_rows("catalogue_nationalrecord", _RECORD, _records(found, at))
    _put_in_force(made, shows, new, at=at)
    journal.record_all([
        journal.Fact(_fact(each, at), by.id, ("procedure", each.line.code)) for each in made
    ])  # fmt: skip


def _procedures(new: Mapping[str, UUID], shows: Mapping[str, Shown]) -> Iterator[Sequence[object]]:
    for code, key in new.items():
        row = Procedure(id=key, code=code)
        write_shown(row, shows[code], origin=Origin.NATIONAL)
        yield [getattr(row, column) for column in _PROCEDURE]


def _revisions(
    made: Sequence[Taking], shows: Mapping[str, Shown], *, by: Actor, at: datetime
) -> Iterator[Sequence[object]]:
    for each in made:
        assert each.made is not None
        package, online = each.made.package, shows[each.line.code].online
        yield (
            each.revision, each.procedure, package.digest, package.canonical.decode(),
            msgspec.json.encode(each.made.files).decode(), State.PUBLISHED.value,
            package.procedure.effective_from, None, at, by.id, at, Origin.NATIONAL.value,
            online.level, online.extent.value, [one.code for one in online.missing],
        )  # fmt: skip


def _records(found: Sequence[Taking], at: datetime) -> Iterator[Sequence[object]]:
    for each in found:
        marks = dict.fromkeys(doubt.mark.value for doubt in each.made.doubts) if each.made else ()
        yield (
            new_id(), each.line.code, each.line.digest, each.line.text, list(marks),
            each.line.updated_at, at, each.procedure, each.revision,
        )  # fmt: skip


def _put_in_force(
    made: Sequence[Taking], shows: Mapping[str, Shown], new: Mapping[str, UUID], *, at: datetime
) -> None:
    """New procedures only point at their revision; those that were here are shown anew."""
    first = [each for each in made if each.line.code in new]
    rows.run(_POINT, [[each.procedure for each in first], [each.revision for each in first]])
    again = [each for each in made if each.line.code not in new]
    if not again:
        return
    replaced = [each.replaces for each in again if each.replaces is not None]
    rows.run(_END, [at.date(), replaced])
    kept = Procedure.objects.in_bulk([each.procedure for each in again if each.procedure])
    for each in again:
        assert each.procedure is not None
        row = kept[each.procedure]
        row.current_id = each.revision
        write_shown(row, shows[each.line.code], origin=Origin.NATIONAL)
        row.save()


def _fact(each: Taking, at: datetime) -> events.NationalRevisionTaken:
    assert each.made is not None
    assert each.revision is not None
    return events.NationalRevisionTaken(
        revision=each.revision,
        procedure=each.line.code,
        digest=each.made.package.digest,
        record=each.line.digest,
        replaces=each.replaces,
        at=at,
    )


def is_due(each: Made, on: date) -> bool:
    """A record dated ahead is kept and waits: nothing is published that has not begun."""
    return each.package.procedure.effective_from <= on


_LOCKED = """
SELECT code, id, current_id, CASE WHEN current_id IS NULL THEN 'national' ELSE origin END
FROM catalogue_procedure WHERE code = ANY(%s::text[]) ORDER BY code FOR UPDATE
"""
_KNOWN = "SELECT digest FROM catalogue_revision WHERE digest = ANY(%s::text[])"
_POINT = """
UPDATE catalogue_procedure SET current_id = taken.revision
FROM unnest(%s::uuid[], %s::uuid[]) AS taken (procedure, revision) WHERE id = taken.procedure
"""
_END = """
UPDATE catalogue_revision SET state = 'ended', effective_to = GREATEST(effective_from, %s::date)
WHERE id = ANY(%s::uuid[])
"""
