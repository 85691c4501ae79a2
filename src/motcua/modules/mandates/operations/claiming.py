"""Proved, not given: by a paper that an officer looks at, or by a register."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotAllowed
from motcua.modules.people import steps as people
from motcua.modules.people.facts import Claims, PersonKind

from .. import rules, sealing, steps, wording
from ..facts import Named, Terms
from ..models import Mandate
from ..rules import Act, Ground, State


@transaction.atomic(durable=True)
def claim(  # noqa: PLR0913 -- who, what of, by which paper, looked at where
    *, giver: Named, terms: Terms, proof: str, proof_name: str, agency: str,
    by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Say that the actor stands for somebody, with a paper (a stored file). An officer looks at it.

    Whether the person is known here is not told: that is found out when the paper is accepted.

    :raises NotAllowed: the actor is not a person
    :raises Invalid: themselves, a number that cannot be, or impossible terms
    """
    if by.person is None:
        raise NotAllowed("only people stand for others")
    holder, giver = wording.named_of(by), wording.checked(giver)
    if (holder.kind, holder.number) == (giver.kind, giver.number):
        raise Invalid("nobody stands for themselves", number="own")
    rules.check_terms(
        kind=terms.kind, procedures=terms.procedures, until=terms.until,
        today=wording.today(at), born_on=giver.birth_on,
    )  # fmt: skip
    row = steps.make(
        giver=giver, holder=holder, terms=terms, ground=Ground.PAPER, by=by, at=at,
        holder_id=UUID(by.person), proof_id=proof, proof_name=sealing.seal(proof_name),
        agency=agency,
    )  # fmt: skip
    return row.id


@transaction.atomic(durable=True)
def confirm(*, mandate_id: UUID, by: Actor, at: datetime) -> None:
    """The officer has looked at the paper: it says so. In force from now on.

    :raises NotFound: not for this officer
    :raises MandateMoved: decided before
    :raises IdentityMismatch: the number is known here with another name or day of birth
    """
    row = steps.lock_for(mandate_id, Act.CONFIRM, by=by)
    row.giver = _known(sealing.unseal_named(row.giver_sealed), at=at)
    row.decided_by = by.id
    steps.begin(row, Act.CONFIRM, by=by, at=at)


@transaction.atomic(durable=True)
def turn_down(*, mandate_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """The paper does not say so; the officer says why.

    :raises NotFound: not for this officer
    :raises Invalid: no reason
    """
    if not reason.strip():
        raise Invalid("say why", reason="missing")
    row = steps.lock_for(mandate_id, Act.TURN_DOWN, by=by)
    steps.end(row, Act.TURN_DOWN, reason=reason.strip(), by=by, at=at)


@transaction.atomic(durable=True)
def note_registered(
    *, holder: UUID, giver: Named, terms: Terms, by: Actor, at: datetime
) -> UUID | None:
    """A register says who stands for whom. Returns its id; None where that is known already.

    :raises NotAllowed: only the system brings what registers say
    """
    if by != SYSTEM:
        raise NotAllowed("only the system asks registers")
    person = Actor(f"person:{holder}")
    stands = wording.named_of(person)
    giver = wording.checked(giver)
    giver_id = _known(giver, at=at)
    known = Mandate.objects.filter(
        giver=giver_id, holder=holder, kind=terms.kind, ground=Ground.REGISTER
    )
    # Ended by the people themselves stays ended: the register does not bring it back.
    if known.filter(state__in=[State.LIVE, State.ENDED]).exists():
        return None
    row = steps.make(
        giver=giver, holder=stands, terms=terms, ground=Ground.REGISTER, by=by, at=at,
        giver_id=giver_id, holder_id=holder,
    )  # fmt: skip
    steps.began(row, by=by, at=at)
    return row.id


def _known(named: Named, *, at: datetime) -> UUID:
    is_citizen = named.kind is PersonKind.CITIZEN
    claims = Claims(
        provider="",
        subject="",
        kind=named.kind,
        full_name=named.name,
        personal_id=named.number if is_citizen else "",
        tax_code="" if is_citizen else named.number,
        organisation="" if is_citizen else named.name,
        birth_on=named.birth_on,
    )
    person, _is_new = people.know(claims, at=at)
    found: UUID = person.id
    return found
