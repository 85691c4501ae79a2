"""Taking over dossiers that lived in another system, with their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from motcua.foundation import journal, rows
from motcua.foundation.identifiers import new_id
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.calendar import Calendar
from motcua.kernel.errors import AlreadyDone, Invalid, NotAllowed, NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import queries as people

from .. import content, events, taking_over
from ..rules import State
from ..rules.past import HERE, PastDossier, Road, walk

#: How many problems are told of a batch: enough to see what is wrong with the export.
TOLD = 50


_HERE = """
SELECT submission_number, code, key FROM dossiers_dossier d
LEFT JOIN dossiers_filing ON dossier_id = d.id
WHERE submission_number = ANY(%s::text[]) OR code = ANY(%s::text[])
"""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one dossier of a batch; `row` counts from 1."""

    row: int
    number: str
    problem: str


class BatchRefused(Invalid):
    """Some dossier is not in order, so none was taken over; `rows` say which and why."""

    def __init__(self, rows: Sequence[RowProblem]) -> None:
        told = "; ".join(f"row {each.row} ({each.number}): {each.problem}" for each in rows[:TOLD])
        super().__init__(told, count=len(rows))
        self.rows = tuple(rows)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """`taken` dossiers were written, `known` were here before, unchanged."""

    batch: UUID
    taken: int
    known: int
    digest: str


@transaction.atomic(durable=True)
def take_over(*, batch: Sequence[PastDossier], by: Actor, at: datetime) -> TakenOver:
    """Write a batch of dossiers with all that happened to them, whole or not at all.

    Repeatable: a dossier that is here with the same content is passed over. Facts are recorded at
    the moments they happened, so their months must have been made (`partitions.cover`).

    :raises NotAllowed: only an administrator takes over
    :raises BatchRefused: some dossier is not in order; every one that is not, and why
    :raises AlreadyDone: another batch with one of them was written at the same moment
    """
    if by != SYSTEM and not by.agencies(Role.ADMIN):
        raise NotAllowed("only an administrator takes over", act="take_over")
    bench = _Bench(batch, at)
    keys = [_key(past) for past in batch]
    known = _known(batch, keys, bench)
    found = [
        taken
        for row, (past, key) in enumerate(zip(batch, keys, strict=True), 1)
        if key not in known and (taken := bench.look_at(row, past, key)) is not None
    ]
    if bench.problems:
        raise BatchRefused(sorted(bench.problems, key=lambda each: each.row))
    batch_id, digest = new_id(), sha256("".join(keys).encode()).hexdigest()
    try:
        taking_over.write(found, batch=str(batch_id))
    except IntegrityError as twice:
        if not isinstance(twice.__cause__, UniqueViolation):
            raise
        raise AlreadyDone("somebody else took over one of these at the same moment") from twice
    journal.record(
        events.DossiersTakenOver(batch_id, len(found), len(known), digest, _spans(found), at),
        by=by,
        subject=("batch", str(batch_id)),
    )
    return TakenOver(batch_id, len(found), len(known), digest)


def _spans(found: Sequence[taking_over.Taken]) -> tuple[events.Span, ...]:
    """Each agency's first and last day."""
    days: dict[str, list[date]] = {}
    for taken in found:
        ends = (taken.past.history[0].at, taken.past.history[-1].at)
        days.setdefault(taken.past.agency, []).extend(at.astimezone(HERE).date() for at in ends)
    return tuple(events.Span(code, min(on), max(on)) for code, on in sorted(days.items()))


def _key(past: PastDossier) -> str:
    """Names the content of a dossier, kept with its filing: the same again is the same."""
    return f"taken-over:{sha256(msgspec.json.encode(past, order='sorted')).hexdigest()}"


def _known(batch: Sequence[PastDossier], keys: Sequence[str], bench: "_Bench") -> set[str]:
    """Keys of what is here already; another dossier under the same number is a problem."""
    numbers = [past.number for past in batch]
    codes = [past.code for past in batch if past.code]
    here: dict[str, str] = {}
    for number, code, key in rows.fetch(_HERE, [numbers, codes]):
        here |= {name: key or "" for name in (number, code) if name}
    known = set()
    for row, (past, key) in enumerate(zip(batch, keys, strict=True), 1):
        found = next((here[name] for name in (past.number, past.code) if name in here), None)
        if found == key:
            known.add(key)
        elif found is not None:
            bench.note(row, past, "number: another dossier has it")
    return known


class _Bench:
    """Looks at the dossiers of one batch; what they have in common is asked for once."""

    def __init__(self, batch: Sequence[PastDossier], at: datetime) -> None:
        self.at = at
        self.problems: list[RowProblem] = []
        self.seen: set[str] = set()
        self.revisions: dict[UUID, catalogue.Revision | None] = {}
        self.calendars: dict[str, Calendar | None] = {}
        self.kinds: dict[str, str] = {}
        self.people = people.public_known(
            key for past in batch for key in (past.applicant, past.submitter)
        )

    def note(self, row: int, past: PastDossier, problem: str) -> None:
        self.problems.append(RowProblem(row, past.number, problem))

    def look_at(self, row: int, past: PastDossier, key: str) -> taking_over.Taken | None:
        """The dossier as it will be written, or None with its problems noted."""
        road, problems = walk(past)
        problems += self._around(past)
        if not problems:
            try:
                return self._taken(past, road, key)
            except Refusal as refused:
                problems.append(f"clock: {refused.detail}")
        for problem in problems:
            self.note(row, past, problem)
        return None

    def _around(self, past: PastDossier) -> list[str]:
        """What the batch and the city say to it."""
        problems = []
        numbers = {past.number, past.code} - {""}
        if numbers & self.seen:
            problems.append("number: twice in the batch")
        self.seen |= numbers
        if not {past.applicant, past.submitter} <= self.people:
            problems.append("people: applicant or submitter is not known")
        if past.history and past.history[-1].at > self.at:
            problems.append("history: goes beyond the present")
        return problems + self._offered(past)

    def _offered(self, past: PastDossier) -> list[str]:
        """What the procedure says to it."""
        revision = self._revision(past.revision)
        if revision is None or revision.code != past.procedure:
            return ["revision: not one of the procedure"]
        problems = []
        if past.channel not in {str(channel) for channel in revision.channels}:
            problems.append(f"channel: the procedure is not offered through {past.channel}")
        if past.return_method not in {str(way) for way in revision.returning}:
            problems.append(f"return_method: {past.return_method} is not offered")
        if self._kind(past.agency) not in {str(kind) for kind in revision.agency_kinds}:
            problems.append("agency: does not decide this procedure")
        return problems

    def _taken(self, past: PastDossier, road: Road, key: str) -> taking_over.Taken:
        revision = self._revision(past.revision)
        assert revision is not None
        calendar = self._calendar(past.agency)
        due_at = answer_by = None
        if past.clock:
            rules = organisation.clock_rules_on(past.clock[0].at.date())
            facts = {
                "answers": past.answers,
                "channel": past.channel,
                "applicant": {"kind": past.applicant_kind},
            }
            allowed = revision.allowance(past.channel, facts)
            due_at = clock.due_at(past.clock, allowed, revision.clock_policy, calendar, rules)
        elif road.reached is State.SUBMITTED:
            since = past.history[-1].at
            rules = organisation.clock_rules_on(since.date())
            answer_by = clock.when_ready(since, revision.intake, calendar, rules).due_at
        return taking_over.Taken(
            id=new_id(),
            past=past,
            road=road,
            key=key,
            original=content.digest({"revision": revision.digest, "answers": past.answers}),
            calendar=calendar.version if past.clock else "",
            due_at=due_at,
            answer_by=answer_by,
        )

    def _revision(self, key: UUID) -> catalogue.Revision | None:
        if key not in self.revisions:
            try:
                self.revisions[key] = catalogue.revision(key)
            except NotFound:
                self.revisions[key] = None
        return self.revisions[key]

    def _calendar(self, agency: str) -> Calendar:
        found = self.calendars.get(agency)
        if found is None:
            found = self.calendars[agency] = organisation.calendar_of(agency)
        return found

    def _kind(self, agency: str) -> str:
        if agency not in self.kinds:
            try:
                self.kinds[agency] = str(organisation.agency(agency).kind)
            except NotFound:
                self.kinds[agency] = ""
        return self.kinds[agency]
