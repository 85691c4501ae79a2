"""Who says yes to a draft beside its applicant: how it stands, and what a co-signer is shown."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.people import queries as people

from .. import answering, content, standing, undersigned
from ..models import Confirmation, Cosignature, Dossier, Draft
from ..proven import by_who_files
from ..rules import State
from ..rules.undersigning import Way, mark_of
from .sight import seen


@dataclass(frozen=True, slots=True)
class CosignerCard:
    """Somebody who must sign. `is_void`: they signed, and the answers changed since."""

    key: str
    role: Text
    name: str
    asked_at: datetime | None
    signed_at: datetime | None
    is_void: bool
    declined_at: datetime | None
    reason: str

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None and not self.is_void


@dataclass(frozen=True, slots=True)
class Undersigned:
    """How far a draft is on its way to being filed by more than one hand.

    `mark` stands on the sheet that is read and signed at the counter; `contacts`: the channels on
    which the applicant is known to be reached.
    """

    digest: str
    problems: int
    cosigners: tuple[CosignerCard, ...]
    confirmed: Way | None
    contacts: tuple[str, ...]

    @property
    def mark(self) -> str:
        return mark_of(self.digest)

    @property
    def is_complete(self) -> bool:
        return not self.problems and all(each.is_signed for each in self.cosigners)


@dataclass(frozen=True, slots=True)
class ToSign:
    """All that a co-signer sees: exactly what is filed, and nothing else of the applicant."""

    dossier: UUID
    procedure: str
    revision: UUID
    agency: str
    role: Text
    applicant: str
    answers: content.Answers
    digest: str
    signed_at: datetime | None


def undersigned_of(draft_id: UUID, *, by: Actor, now: datetime) -> Undersigned:
    """Whose yes a draft still wants.

    :raises NotFound: not the reader's draft, nor one this clerk writes down
    """
    row, draft = _draft(draft_id, by=by)
    revision = catalogue.revision(row.revision_id)
    answers = content.unseal_answers(draft.answers)
    known = by_who_files(row)
    filed, problems = answering.judged(revision.form, answers, at=now, by=known)
    digest = undersigned.digest_of(revision, filed)
    asked = {each.cosigner: each for each in Cosignature.objects.filter(dossier=row)}
    wanted = undersigned.wanted(row, revision, filed, by=by)
    held = Confirmation.objects.filter(dossier=row, confirmed_at__isnull=False, digest=digest)
    way = held.values_list("way", flat=True).first()
    card = people.person_card(row.applicant, by=SYSTEM)
    addresses = (("sms", card.phone), ("email", card.email))
    return Undersigned(
        digest=digest,
        problems=problems,
        cosigners=tuple(
            _cosigner(key, each.name, each.full_name, each.personal_id, asked.get(key), digest)
            for key, each in wanted.items()
        ),
        confirmed=Way(way) if way else None,
        contacts=tuple(channel for channel, address in addresses if address),
    )


def _cosigner(
    key: str, role: Text, name: str, number: str, row: Cosignature | None, digest: str
) -> CosignerCard:
    # A request made for another number than now stands in the answers was never made.
    is_theirs = row is not None and bytes(row.number_print) == undersigned.number_mark(number)
    found = row if is_theirs else None
    return CosignerCard(
        key=key,
        role=role,
        name=name,
        asked_at=found.invited_at if found else None,
        signed_at=found.signed_at if found else None,
        is_void=bool(found and found.signed_at and found.digest != digest),
        declined_at=found.declined_at if found else None,
        reason=content.unseal_text(found.reason) if found else "",
    )


def to_sign(token: str, *, by: Actor, now: datetime) -> ToSign:
    """What somebody is asked to sign, for the one person whose number the answers name.

    :raises NotFound: no such link, no longer good, or the reader is somebody else
    """
    found = (
        Cosignature.objects.select_related("dossier")
        .filter(token_print=undersigned.link_mark(token), until__gt=now, dossier__state=State.DRAFT)
        .first()
    )
    if found is None or by.person is None:
        raise NotFound("no such link")
    if bytes(found.number_print) != people.own_mark(by=by):
        raise NotFound("no such link")
    row = found.dossier
    draft = Draft.objects.get(dossier=row)
    revision = catalogue.revision(row.revision_id)
    filed, _problems = answering.judged(
        revision.form, content.unseal_answers(draft.answers), at=now
    )
    who = undersigned.wanted(row, revision, filed, by=by).get(found.cosigner)
    if who is None or undersigned.number_mark(who.personal_id) != bytes(found.number_print):
        raise NotFound("the answers name somebody else by now")
    digest = undersigned.digest_of(revision, filed)
    return ToSign(
        dossier=row.id,
        procedure=row.procedure,
        revision=row.revision_id,
        agency=row.agency,
        role=who.name,
        applicant=content.unseal_text(row.applicant_name),
        answers=filed,
        digest=digest,
        signed_at=found.signed_at if found.digest == digest else None,
    )


@dataclass(frozen=True, slots=True)
class SignatureCard:
    """A co-signature under what was filed."""

    role: Text
    name: str
    signed_at: datetime


def cosignatures(dossier_id: UUID, *, by: Actor) -> list[SignatureCard]:
    """Who signed what was filed, beside who filed it. :raises NotFound: not for this reader"""
    row, _roles = seen(dossier_id, by=by)
    rules = {each.key: each.name for each in catalogue.revision(row.revision_id).cosigners}
    if not rules:
        return []
    found = Cosignature.objects.filter(dossier=row, signed_at__isnull=False).order_by("signed_at")
    return [
        SignatureCard(
            rules.get(each.cosigner, Text(each.cosigner)), content.unseal_text(each.name),
            each.signed_at,
        )
        for each in found
        if each.signed_at
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CounterDraft:
    """Something a clerk writes down and has not filed yet."""

    id: UUID
    procedure: Text
    applicant: str
    agency: str
    started_at: datetime


def counter_drafts(*, by: Actor) -> list[CounterDraft]:
    """What this clerk began at the counter and did not finish, the latest first."""
    agencies = by.agencies(*standing.ASSISTANTS)
    if by.officer is None or not agencies:
        return []
    rows = Dossier.objects.filter(assisted_by=by.id, state=State.DRAFT, agency__in=agencies)
    return [
        CounterDraft(
            row.id, catalogue.revision(row.revision_id).name,
            content.unseal_text(row.applicant_name), row.agency, row.started_at,
        )
        for row in rows.order_by("-moved_at")[:50]
    ]  # fmt: skip


def _draft(draft_id: UUID, *, by: Actor) -> tuple[Dossier, Draft]:
    found = Draft.objects.select_related("dossier").filter(dossier_id=draft_id).first()
    if found is None or found.dossier.state != State.DRAFT:
        raise NotFound("no such draft")
    if Role.APPLICANT not in standing.roles_seen(by, found.dossier):
        raise NotFound("no such draft")
    return found.dossier, found
