"""Writing down that a register was asked, and what paper it holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import files, journal, keys, sealing
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor

from . import events, policies
from .models import FoundPaper, LookUp
from .rules import ABOUT, EXTRACT, GOOD_FOR, Ground, Outcome, Purpose, RegisterCode, Standing


@dataclass(frozen=True, slots=True)
class AboutOther:
    """About somebody else than whose application it is: the mark of their number, and the act
    that lets a register be asked about them."""

    mark: bytes
    basis: str


@transaction.atomic(durable=True)
def note_look_up(  # noqa: PLR0913 -- all that a look-up is
    *, lookup: UUID, person: UUID, register: RegisterCode, purpose: Purpose, subject: str,
    facts: Collection[str], documents: Collection[str], outcome: Outcome,
    by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Keep that this was asked, and what came of it. The same look-up twice is kept once."""
    asked = LookUp(
        id=lookup,
        person=person,
        register=register,
        purpose=purpose,
        ground=ABOUT[register].ground,
        basis=ABOUT[register].basis,
        facts=sorted(facts),
        documents=sorted(documents),
        outcome=outcome,
        asked_by=by.id,
        subject=subject,
        at=at,
    )
    _keep(asked, by=by)
    return lookup


@transaction.atomic(durable=True)
def note_paper(  # noqa: PLR0913 -- all that was asked and told
    *, lookup: UUID, person: UUID, register: RegisterCode, subject: str, document_type: str,
    standing: Standing, extract: files.Laid | None, other: AboutOther | None,
    by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Keep that a paper was asked for, and what it says where it is valid. Returns the id of it.

    What was found before stays until it is too old to be cited: a program may hold its entry.
    """
    mark = other.mark if other else b""
    asked = LookUp(
        id=lookup,
        person=person,
        about=mark,
        register=register,
        purpose=Purpose.CITING,
        ground=Ground.LAW if other else ABOUT[register].ground,
        basis=other.basis if other else ABOUT[register].basis,
        facts=[],
        documents=[document_type],
        outcome=_outcome(standing),
        asked_by=by.id,
        subject=subject,
        at=at,
    )
    _keep(asked, by=by)
    held = None
    if extract is not None:
        holder = keys.person(person)
        held = files.hold(extract, media_type=EXTRACT, holder=holder, at=at).sha256
    row = FoundPaper(
        id=new_id(), lookup=lookup, person=person, subject=subject, register=register,
        document_type=document_type, about=mark, standing=standing, file_id=held, at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    return row.id


@transaction.atomic(durable=True)
def forget_papers(*, by: Actor, at: datetime) -> int:
    """Let go what registers told too long ago to be cited; what was filed stays with its dossier.

    Returns how many it was.
    """
    policies.must_tidy(by)
    gone, _each = FoundPaper.objects.filter(at__lt=at - GOOD_FOR).delete()
    return gone


def _outcome(standing: Standing) -> Outcome:
    if standing is Standing.UNREACHABLE:
        return Outcome.UNREACHABLE
    return Outcome.NOTHING if standing is Standing.NOTHING else Outcome.FOUND


def _keep(row: LookUp, *, by: Actor) -> None:
    if LookUp.objects.filter(id=row.id).exists():
        return
    row.save(force_insert=True)
    fact = events.RegisterLookedUp(
        lookup=row.id,
        register=str(row.register),
        purpose=str(row.purpose),
        ground=str(row.ground),
        facts=tuple(row.facts),
        documents=tuple(row.documents),
        outcome=str(row.outcome),
        at=row.at,
    )
    journal.record(fact, by=by, subject=("person", str(row.person)))


@sealing.held_by_people("registers.FoundPaper")
def _holders(digest: str) -> list[str]:
    """About whom what a register said was kept."""
    found = FoundPaper.objects.filter(file=digest).values_list("person", flat=True)
    return [keys.person(each) for each in found]
