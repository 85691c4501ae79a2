"""Another person signs what is filed, before it is: asked by link, known by their own number."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import Invalid, NotAllowed, WrongMoment
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.cosigners import Cosigner
from motcua.modules.people import queries as people

from .. import answering, content, events, standing, steps, undersigned
from ..models import Cosignature, Dossier, Draft
from ..proven import by_who_files
from ..rules import Missing, State
from ..rules.undersigning import INVITED_FOR, CosignatureRefused, CosignatureVoid


@dataclass(frozen=True, slots=True)
class Asked:
    """The link's token, for the one who passes it on; pages do not show it again."""

    id: UUID
    token: str
    until: datetime


@transaction.atomic(durable=True)
def ask_to_cosign(*, dossier_id: UUID, cosigner: str, by: Actor, at: datetime) -> Asked:
    """Make a link for somebody who must sign too, once everything is filled in.

    Asked again, an earlier link and signature are void.

    :raises NotFound: not the actor's draft
    :raises Incomplete: answers are missing or wrong
    :raises Invalid: the procedure asks for no such signature
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    if Role.APPLICANT not in roles:
        raise NotAllowed("only the applicant asks for signatures", act="ask_to_cosign")
    who, _digest = _wanted(dossier, cosigner, by=by, at=at)
    key = new_id()
    token = undersigned.link_token(key)
    Cosignature.objects.filter(dossier=dossier, cosigner=cosigner).delete()
    row = Cosignature.objects.create(
        id=key,
        dossier=dossier,
        cosigner=cosigner,
        number_print=undersigned.number_mark(who.personal_id),
        name=content.seal(who.full_name),
        token_print=undersigned.link_mark(token),
        invited_by=by.id,
        invited_at=at,
        until=at + INVITED_FOR,
    )
    _tell(dossier, events.CosignatureAsked(dossier.id, cosigner, at), by=by)
    return Asked(row.id, token, row.until)


@transaction.atomic(durable=True)
def cosign(*, token: str, digest: str, by: Actor, at: datetime) -> UUID:
    """Sign what was shown (`digest`). Returns the dossier's id.

    :raises NotAllowed: only a signed-in person
    :raises CosignatureRefused: no such link, no longer good, or not for this person's number
    :raises CosignatureVoid: the answers changed since they were shown
    """
    dossier, row = _asked(token, by=by, at=at)
    _who, now = _wanted(dossier, row.cosigner, by=by, at=at)
    if now != digest:
        raise CosignatureVoid("the answers changed")
    row.person, row.digest, row.signed_at = UUID(by.person), digest, at
    row.declined_at, row.reason = None, None
    row.save()
    _tell(dossier, events.Cosigned(dossier.id, row.cosigner, digest, at), by=by)
    return dossier.id


@transaction.atomic(durable=True)
def decline_to_cosign(*, token: str, reason: str, by: Actor, at: datetime) -> UUID:
    """Say no, and why; the applicant reads it. Returns the dossier's id.

    :raises CosignatureRefused: no such link, no longer good, or not for this person's number
    :raises Invalid: no reason
    """
    if not reason.strip():
        raise Invalid("say why", reason="missing")
    dossier, row = _asked(token, by=by, at=at)
    row.person, row.declined_at, row.reason = UUID(by.person), at, content.seal(reason.strip())
    row.digest, row.signed_at = "", None
    row.save()
    _tell(dossier, events.CosignatureDeclined(dossier.id, row.cosigner, at), by=by)
    return dossier.id


@transaction.atomic(durable=True)
def note_cosigned(*, dossier_id: UUID, cosigner: str, by: Actor, at: datetime) -> None:
    """The system notes a signature it knows of otherwise, as rehearsals do.

    :raises NotAllowed: not the system
    :raises Incomplete: answers are missing or wrong
    :raises Invalid: the procedure asks for no such signature
    """
    if by != SYSTEM:
        raise NotAllowed("only the system notes signatures given elsewhere")
    dossier = steps.lock(dossier_id)
    # Whose signatures are asked is judged as for the applicant, who is to file it.
    filer = Actor(f"person:{dossier.applicant}")
    who, digest = _wanted(dossier, cosigner, by=filer, at=at)
    Cosignature.objects.filter(dossier=dossier, cosigner=cosigner).delete()
    Cosignature.objects.create(
        id=new_id(),
        dossier=dossier,
        cosigner=cosigner,
        number_print=undersigned.number_mark(who.personal_id),
        name=content.seal(who.full_name),
        token_print=undersigned.link_mark(secrets.token_urlsafe(24)),
        invited_by=by.id,
        invited_at=at,
        until=at,
        digest=digest,
        signed_at=at,
    )
    _tell(dossier, events.Cosigned(dossier.id, cosigner, digest, at), by=by)


def _asked(token: str, *, by: Actor, at: datetime) -> tuple[Dossier, Cosignature]:
    """The dossier (locked first) and the open request, for whom it is meant and nobody else."""
    if by.person is None:
        raise NotAllowed("only a signed-in person signs", act="cosign")
    found = Cosignature.objects.filter(token_print=undersigned.link_mark(token)).first()
    if found is None:
        raise CosignatureRefused("no such link")
    dossier = steps.lock(found.dossier_id)
    row = Cosignature.objects.select_for_update().filter(id=found.id).first()
    is_good = row is not None and row.until > at and dossier.state == State.DRAFT
    if row is None or not is_good or bytes(row.number_print) != people.own_mark(by=by):
        raise CosignatureRefused("no longer good, or for somebody else")
    if by.person == str(dossier.applicant):
        raise CosignatureRefused("another's word is wanted, not the applicant's own")
    return dossier, row


def _wanted(dossier: Dossier, cosigner: str, *, by: Actor, at: datetime) -> tuple[Cosigner, str]:
    """The co-signer as the answers name them now, and the digest of what would be filed."""
    draft = Draft.objects.filter(dossier=dossier).first()
    if draft is None or dossier.state != State.DRAFT:
        raise WrongMoment("filed already", act="file", state=dossier.state)
    revision = catalogue.revision(dossier.revision_id)
    answers = content.unseal_answers(draft.answers)
    known = by_who_files(dossier)
    filed, problems = answering.judged(revision.form, answers, at=at, by=known)
    if problems:
        raise steps.Incomplete([Missing("answers-incomplete", {"count": problems})])
    who = undersigned.wanted(dossier, revision, filed, by=by).get(cosigner)
    if who is None:
        raise Invalid("no such signature is asked for", cosigner="unknown")
    return who, undersigned.digest_of(revision, filed)


def _tell(dossier: Dossier, event: journal.Event, *, by: Actor) -> None:
    journal.record(
        event,
        by=by,
        subject=steps.subject(dossier),
        on_behalf_of=standing.on_behalf_of(dossier, by) if by.id == _submitter(dossier) else None,
    )


def _submitter(dossier: Dossier) -> str:
    return f"person:{dossier.submitter}"
