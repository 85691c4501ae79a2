"""People are told what others did with what is theirs: each once, in their account and by message.

Called by reactions, after the fact is committed. Whoever is told already is not told again.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import queries as people
from motcua.modules.people import steps as telling

from .. import content, current, notices, undersigned
from ..models import Cosignature, Dossier, Draft, Invitation
from ..rules import State
from ..rules.expiring import keeping_on
from ..rules.sharing import Purpose


@transaction.atomic(durable=True)
def tell_asked_to_sign(*, dossier_id: UUID, cosigner: str, by: Actor, at: datetime) -> None:
    """Who is asked to sign too, if they are known here by their number."""
    _must_be_system(by)
    rows = Cosignature.objects.filter(dossier=dossier_id, cosigner=cosigner)
    _tell_asked(rows.select_related("dossier").first(), at=at)


@transaction.atomic(durable=True)
def tell_newcomer(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """Who was not known when they were asked to sign hears of it when they come."""
    _must_be_system(by)
    mark = people.own_mark(by=Actor(f"person:{person_id}"))
    for row in Cosignature.objects.filter(number_print=mark).select_related("dossier"):
        _tell_asked(row, at=at)


def _tell_asked(row: Cosignature | None, *, at: datetime) -> None:
    if row is None or row.dossier.state != State.DRAFT or row.until <= at:
        return
    person = people.marked(bytes(row.number_print), by=SYSTEM)
    if person is None or person == row.dossier.applicant or row.signed_at or row.declined_at:
        return
    told = notices.asked_to_sign(
        key=row.id, applicant=content.unseal_text(row.dossier.applicant_name),
        procedure=_name(row.dossier), until=row.until, token=undersigned.link_token(row.id),
    )  # fmt: skip
    telling.tell(person, told, by=SYSTEM, at=at)


@transaction.atomic(durable=True)
def tell_signed(*, dossier_id: UUID, cosigner: str, by: Actor, at: datetime) -> None:
    """The applicant, and who writes it for them: the one who was asked signed, or will not."""
    _must_be_system(by)
    rows = Cosignature.objects.filter(dossier=dossier_id, cosigner=cosigner)
    row = rows.select_related("dossier").first()
    if row is None or row.person is None:
        # Asked anew meanwhile, or noted by the system.
        return
    name = content.unseal_text(row.name)
    moment = row.signed_at or row.declined_at
    if moment is None:
        return
    make = notices.signed if row.signed_at else notices.declined
    told = make(key=row.id, dossier=row.dossier.id, name=name, procedure=_name(row.dossier),
                at=moment)  # fmt: skip
    for person in {row.dossier.applicant, row.dossier.submitter}:
        telling.tell(person, told, by=SYSTEM, at=at)


@transaction.atomic(durable=True)
def tell_filed_for(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant hears at once what others filed for them, who it was, and how to object."""
    dossier = _found(dossier_id, by=by)
    if dossier is None or dossier.filed_at is None:
        return
    at_counter = dossier.submitter == dossier.applicant
    who = (
        organisation.officer(dossier.assisted_by.removeprefix("officer:")).full_name
        if at_counter and dossier.assisted_by
        else people.display_name(dossier.submitter, by=SYSTEM)
    )
    told = notices.filed_for(
        dossier=dossier.id, who=who, at_counter=at_counter, procedure=_name(dossier),
        number=dossier.submission_number or "", at=dossier.filed_at,
    )  # fmt: skip
    telling.tell(dossier.applicant, told, by=SYSTEM, at=at)


@transaction.atomic(durable=True)
def tell_objection(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """Who filed it under a mandate hears that the one they stood for does not agree."""
    dossier = _found(dossier_id, by=by)
    if dossier is None or dossier.objected_at is None or dossier.submitter == dossier.applicant:
        return
    told = notices.objected(
        dossier=dossier.id, procedure=_name(dossier), number=dossier.submission_number or "",
        at=dossier.objected_at,
    )  # fmt: skip
    telling.tell(dossier.submitter, told, by=SYSTEM, at=at)


@transaction.atomic(durable=True)
def tell_helper_joined(*, invitation_id: UUID, by: Actor, at: datetime) -> None:
    """Whose draft it is hears who took up their invitation."""
    _must_be_system(by)
    rows = Invitation.objects.exclude(purpose=Purpose.OWN).select_related("dossier")
    row = rows.filter(id=invitation_id, person__isnull=False, ended_at=None).first()
    if row is None or row.person is None:
        return
    told = notices.helper_joined(
        key=row.id, dossier=row.dossier.id, name=people.display_name(row.person, by=SYSTEM),
        purpose=Purpose(row.purpose), procedure=_name(row.dossier),
    )  # fmt: skip
    telling.tell(row.dossier.applicant, told, by=SYSTEM, at=at)


@transaction.atomic(durable=True)
def tell_handed_over(
    *, dossier_id: UUID, before: UUID, after: UUID, moment: datetime, by: Actor, at: datetime
) -> None:
    """Who gave a draft away hears that it was taken."""
    dossier = _found(dossier_id, by=by)
    if dossier is None:
        return
    told = notices.handed_over(
        dossier=dossier.id, name=people.display_name(after, by=SYSTEM), procedure=_name(dossier),
        at=moment,
    )  # fmt: skip
    telling.tell(before, told, by=SYSTEM, at=at)


@transaction.atomic(durable=True)
def tell_expiring(*, dossier_id: UUID, expires_at: datetime, by: Actor, at: datetime) -> None:
    """Whoever has the draft hears that it soon goes; nothing if they went on meanwhile."""
    _must_be_system(by)
    draft = Draft.objects.select_related("dossier").filter(dossier=dossier_id).first()
    if draft is None or draft.expires_at != expires_at or draft.warned_at is None:
        return
    told = notices.expiring(
        dossier=dossier_id, procedure=_name(draft.dossier), until=expires_at,
        reason=keeping_on(draft.warned_at.astimezone(notices.HERE).date()).reason,
    )  # fmt: skip
    telling.tell(draft.dossier.applicant, told, by=SYSTEM, at=at)


def _found(dossier_id: UUID, *, by: Actor) -> Dossier | None:
    _must_be_system(by)
    return Dossier.objects.filter(id=dossier_id).first()


def _name(dossier: Dossier) -> Text:
    return catalogue.revision(current.revision_of(dossier)).name


def _must_be_system(by: Actor) -> None:
    if by != SYSTEM:
        raise NotAllowed("only the system gives notices")
