"""Taking the national portal's catalogue: a batch of its records in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from motcua.foundation import rows
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed

from .. import taking
from ..rules.findings import Finding, PackageErrors
from ..rules.national import Doubt, Line, Made, make
from ..rules.procedure import Origin
from ..rules.states import local_day


class Outcome(StrEnum):
    """What became of a record."""

    PUBLISHED = "published"  # a procedure that was not in force is now, for reading
    REPLACED = "replaced"  # it took the place of what was taken before
    BESIDE = "beside"  # the city has its own in force: kept beside it
    KNOWN = "known"  # the very same was here
    OLDER = "older"  # a later record of the procedure was taken before
    HELD = "held"  # kept word by word; no procedure can be made of it


@dataclass(frozen=True, slots=True)
class TakenRecord:
    """`wrong`: why no package could be made of it; empty where its code is none of ours."""

    line: Line
    outcome: Outcome
    doubts: tuple[Doubt, ...] = ()
    wrong: tuple[Finding, ...] = ()


@transaction.atomic(durable=True)
def take_national(*, lines: Sequence[Line], by: Actor, at: datetime) -> tuple[TakenRecord, ...]:
    """Keep records word by word and publish what they tell, for reading, in one go.

    Repeatable: a record that is here is passed over and nothing is written for it. A city's own
    revision in force is never replaced. Of two records of one code the later line is left out.

    :raises NotAllowed: only the system takes the national catalogue
    """
    if by != SYSTEM:
        raise NotAllowed("only the system takes the national catalogue", act="take_national")
    newest = _newest([line.code for line in lines])
    seen: set[str] = set()
    found = [_looked_at(line, newest, seen) for line in lines]
    fresh = [each for each in found if each.outcome is Outcome.PUBLISHED]
    standing = taking.standing_of([each.line.code for each in fresh])
    known = taking.known_content([each.made.package.digest for each in fresh if each.made])
    settled = [_settled(each, standing, known, at) for each in found]
    new = {
        each.line.code: each.key
        for each in settled
        if each.line.code not in standing and each.key and each.made
    }
    taking.write([row for each in settled for row in each.rows()], new, by=by, at=at)
    return tuple(each.told() for each in settled)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A record on its way; `key` is its procedure, `replaces` the revision it takes over from."""

    line: Line
    outcome: Outcome
    made: Made | None = None
    wrong: tuple[Finding, ...] = ()
    key: UUID | None = None
    replaces: UUID | None = None

    def rows(self) -> Iterator[taking.Taking]:
        if self.outcome in (Outcome.KNOWN, Outcome.OLDER):
            return
        is_published = self.outcome in (Outcome.PUBLISHED, Outcome.REPLACED)
        revision = new_id() if is_published else None
        yield taking.Taking(self.line, self.made, self.key, revision, self.replaces)

    def told(self) -> TakenRecord:
        return TakenRecord(
            self.line, self.outcome, self.made.doubts if self.made else (), self.wrong
        )


def _newest(codes: Sequence[str]) -> dict[str, tuple[datetime, frozenset[str]]]:
    """Of each code: when the latest record kept was changed at the portal, and all digests."""
    found = rows.fetch(_KEPT, [list(codes)])
    return {code: (updated_at, frozenset(digests)) for code, updated_at, digests in found}


def _looked_at(
    line: Line, newest: Mapping[str, tuple[datetime, frozenset[str]]], seen: set[str]
) -> _Looked:
    updated_at, digests = newest.get(line.code, (line.updated_at, frozenset()))
    if line.digest in digests:
        return _Looked(line, Outcome.KNOWN)
    if line.updated_at < updated_at or line.code in seen:
        return _Looked(line, Outcome.OLDER)
    seen.add(line.code)
    if not line.has_sound_code:
        return _Looked(line, Outcome.HELD)
    try:
        return _Looked(line, Outcome.PUBLISHED, make(line))
    except PackageErrors as refused:
        return _Looked(line, Outcome.HELD, wrong=refused.findings)


def _settled(
    each: _Looked, standing: Mapping[str, taking.Standing], known: set[str], at: datetime
) -> _Looked:
    """Where it stands among what is here."""
    if each.made is None:
        return each
    here = standing.get(each.line.code)
    key = here.id if here else None
    if not taking.is_due(each.made, local_day(at)):
        return replace(each, outcome=Outcome.HELD, made=None, key=key)
    # The same content in other clothes: the record is kept, the revision is there.
    if each.made.package.digest in known or (here and here.origin is Origin.CITY):
        return replace(each, outcome=Outcome.BESIDE, key=key)
    if here is None or here.current is None:
        return replace(each, key=key or new_id())
    return replace(each, outcome=Outcome.REPLACED, key=key, replaces=here.current)


_KEPT = """
SELECT code, max(updated_at), array_agg(digest) FROM catalogue_nationalrecord
WHERE code = ANY(%s::text[]) GROUP BY code
"""
