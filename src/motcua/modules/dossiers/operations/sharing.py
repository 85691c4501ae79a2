"""Letting somebody else into a draft, to look, to fill in or to have it; and out again."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal, vault
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed, NotFound, WrongMoment
from motcua.modules.documents import steps as documents
from motcua.modules.people import queries as people

from .. import content, events, guests, helping, steps, tracing
from ..models import Confirmation, Cosignature, Dossier, Draft, Invitation
from ..rules import State
from ..rules.sharing import (
    MOST_AT_ONCE,
    InvitationRefused,
    OwnInvitation,
    Purpose,
    TooManyInvited,
    lasts,
)

CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Invited:
    """What the inviter passes on, by two ways if they are wise; neither can be read again later."""

    id: UUID
    token: str
    code: str
    until: datetime


@transaction.atomic(durable=True)
def invite(
    *, dossier_id: UUID, purpose: Purpose, days: int = 0, by: Actor, at: datetime
) -> Invited:
    """Make a link and a code for somebody who is to look, to fill in, or to have the draft.

    :raises NotFound: not the actor's draft
    :raises NotAllowed: only the applicant invites, and only for themselves
    :raises WrongMoment: it was filed already
    :raises Invalid: not one of the lengths offered
    :raises TooManyInvited: so many are let in already
    """
    dossier = _my_draft(dossier_id, by=by, owning=purpose is Purpose.OWN)
    if guests.live(at).filter(dossier=dossier).count() >= MOST_AT_ONCE:
        raise TooManyInvited("too many are invited", most=MOST_AT_ONCE)
    key, token = new_id(), secrets.token_urlsafe(24)
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    row = Invitation.objects.create(
        id=key,
        dossier=dossier,
        purpose=purpose,
        token_print=token_print(token),
        code_print=_code_print(key, code),
        invited_by=UUID(by.person or ""),
        invited_at=at,
        until=at + lasts(purpose, days),
    )
    _tell(dossier, events.HelperInvited(dossier.id, key, purpose, row.until, at), by=by)
    return Invited(key, token, code, row.until)


@transaction.atomic(durable=True)
def accept_invitation(*, token: str, code: str, by: Actor, at: datetime) -> UUID:
    """Take up what one was invited to. Returns the dossier's id.

    Whoever opens the door counts the attempts: a code has six digits only. A link that was taken up
    is nobody else's any more; its holder may open it again.

    :raises NotAllowed: only a signed-in person
    :raises InvitationRefused: no such link, no longer good, taken up by another, or a wrong code
    :raises OwnInvitation: the draft is the actor's
    """
    if by.person is None:
        raise NotAllowed("only a person helps", act="help")
    mine = guests.live(at).select_for_update(of=("self",))
    row = mine.filter(token_print=token_print(token)).first()
    if row is None or bytes(row.code_print) != _code_print(row.id, code):
        raise InvitationRefused("no such invitation")
    if row.person is not None and str(row.person) != by.person:
        raise InvitationRefused("taken up by another")
    dossier = steps.lock(row.dossier_id)
    if by.person in (str(dossier.applicant), str(dossier.submitter)):
        raise OwnInvitation("the draft is the actor's")
    draft = Draft.objects.filter(dossier=dossier).first()
    if draft is None:
        raise InvitationRefused("nothing is being written")
    if row.person is None:
        row.person, row.accepted_at = UUID(by.person), at
        row.save(update_fields=["person", "accepted_at"])
        accepted = events.InvitationAccepted(dossier.id, row.id, row.purpose, at)
        _tell(dossier, accepted, by=by)
        if row.purpose == Purpose.OWN:
            _hand_over(dossier, draft, to=UUID(by.person), by=by, at=at)
    return dossier.id


@transaction.atomic(durable=True)
def end_invitation(*, invitation_id: UUID, by: Actor, at: datetime) -> UUID:
    """Revoke it, or leave: at once. Returns the dossier's id. Ended before is as good.

    :raises NotFound: neither the actor's draft nor the actor's invitation
    """
    row = Invitation.objects.select_for_update().filter(id=invitation_id).first()
    if row is None:
        raise NotFound("no such invitation")
    dossier = steps.lock(row.dossier_id)
    is_guest = row.person is not None and str(row.person) == by.person
    if not is_guest and Role.APPLICANT not in steps.roles_of(by, dossier):
        raise NotFound("no such invitation")
    if row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        _tell(dossier, events.InvitationEnded(dossier.id, row.id, at), by=by)
    return dossier.id


def token_print(token: str) -> bytes:
    """What is kept of a link."""
    return vault.fingerprint(f"invitation:{token}")


def _code_print(invitation: UUID, code: str) -> bytes:
    return vault.fingerprint(f"invitation-code:{invitation}:{code.strip()}")


def _my_draft(dossier_id: UUID, *, by: Actor, owning: bool) -> Dossier:
    dossier, roles = steps.lock_for(dossier_id, by=by)
    is_applicant = by.person is not None and by.person == str(dossier.applicant)
    # Who stands for another lets nobody else in: that is not theirs to give on.
    if Role.APPLICANT not in roles or not is_applicant:
        raise NotAllowed("only the applicant lets others in", act="invite")
    has_draft = Draft.objects.filter(dossier=dossier).exists()
    if not has_draft or (owning and State(dossier.state) is not State.DRAFT):
        raise WrongMoment("filed already", act="file", state=dossier.state)
    return dossier


def _hand_over(dossier: Dossier, draft: Draft, *, to: UUID, by: Actor, at: datetime) -> None:
    """From now on it is this person's alone."""
    before = dossier.applicant
    card = people.person_card(to, by=SYSTEM)
    dossier.applicant = dossier.submitter = to
    dossier.mandate_id, dossier.assisted_by = None, ""
    dossier.applicant_kind = card.kind
    dossier.applicant_name = content.seal(card.display_name)
    dossier.save(
        update_fields=[
            "applicant",
            "submitter",
            "mandate",
            "assisted_by",
            "applicant_kind",
            "applicant_name",
        ]
    )
    known = tracing.handed_over(content.unseal_sources(draft.sources), by=f"person:{before}")
    draft.sources, draft.begun_by, draft.begun_with = content.seal_sources(known), None, None
    answers = content.unseal_answers(draft.answers)
    given = {
        digest: documents.give(digest, owner=before, to=to, by=by, at=at)
        for digest in content.files_in(answers)
    }
    draft.answers = content.seal({key: _in_store(each, given) for key, each in answers.items()})
    draft.save(update_fields=["answers", "sources", "begun_by", "begun_with"])
    # Whoever said yes to it, said so to somebody else's application.
    Cosignature.objects.filter(dossier=dossier).delete()
    Confirmation.objects.filter(dossier=dossier).delete()
    helping.end_all(dossier, at=at)
    _tell(dossier, events.DraftHandedOver(dossier.id, before, to, at), by=by)


def _in_store(answer: object, given: Mapping[str, UUID | None]) -> object:
    """The answer, with its files as they are named in the store they were given to."""
    if not isinstance(answer, list):
        return answer
    return [
        {**each, "document": str(given[each["sha256"]])}
        if isinstance(each, dict) and each.get("document") and given.get(each.get("sha256", ""))
        else each
        for each in answer
    ]


def _tell(dossier: Dossier, event: journal.Event, *, by: Actor) -> None:
    is_self = by.person == str(dossier.applicant)
    for_whom = None if is_self else f"person:{dossier.applicant}"
    journal.record(event, by=by, subject=steps.subject(dossier), on_behalf_of=for_whom)
