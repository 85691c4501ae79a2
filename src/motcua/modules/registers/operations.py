"""Writing down that a register was asked."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor

from . import events
from .models import LookUp
from .rules import ABOUT, Outcome, Purpose, RegisterCode


@transaction.atomic(durable=True)
def note_look_up(  # noqa: PLR0913 -- all that a look-up is
    *, lookup: UUID, person: UUID, register: RegisterCode, purpose: Purpose, subject: str,
    facts: Collection[str], documents: Collection[str], outcome: Outcome,
    by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Keep that this was asked, and what came of it. The same look-up twice is kept once."""
    about = ABOUT[register]
    row = LookUp(
        id=lookup,
        person=person,
        register=register,
        purpose=purpose,
        ground=about.ground,
        basis=about.basis,
        facts=sorted(facts),
        documents=sorted(documents),
        outcome=outcome,
        asked_by=by.id,
        subject=subject,
        at=at,
    )
    if LookUp.objects.filter(id=lookup).exists():
        return lookup
    row.save(force_insert=True)
    fact = events.RegisterLookedUp(
        lookup=lookup,
        register=register.value,
        purpose=purpose.value,
        ground=about.ground.value,
        facts=tuple(row.facts),
        documents=tuple(row.documents),
        outcome=outcome.value,
        at=at,
    )
    journal.record(fact, by=by, subject=("person", str(person)))
    return lookup
