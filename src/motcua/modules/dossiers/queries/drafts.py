"""What is being written: by the reader, for somebody, or with the reader's help."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.forms.rules import Sources, Typed
from motcua.modules.people import queries as people

from .. import content, current, guests, standing, tracing
from ..models import Draft, Invitation
from ..rules import State
from ..rules.sharing import Purpose


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft, or a supplement being made, with everything typed so far.

    `rights`: the reader's own draft (`own`), one to fill in, or only to look at. `unread` is what
    was typed and is no answer yet. `for_whom` names the applicant, where that is not the reader.
    """

    id: UUID
    procedure: str
    revision: UUID
    agency: str
    channel: str
    return_method: str
    language: str
    answers: content.Answers
    saved_at: datetime
    state: State
    sources: Sources
    begun_on: UUID | None = None
    expires_at: datetime | None = None
    rights: Purpose = Purpose.OWN
    unread: Mapping[str, Typed] = field(default_factory=dict)
    for_whom: str = ""

    @property
    def is_supplement(self) -> bool:
        """Whether a filed dossier is being completed, and not a new one written."""
        return self.state is not State.DRAFT

    @property
    def is_mine(self) -> bool:
        """Whether the reader may file it, throw it away and let others in."""
        return self.rights is Purpose.OWN


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An unfinished application. `warned`: it goes soon, and that was told."""

    id: UUID
    procedure_code: str
    procedure: Text
    agency: str
    saved_at: datetime
    expires_at: datetime | None
    warned: bool
    rights: Purpose
    for_whom: str


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """Somebody who is let in, or may yet be; `who` is empty until they have accepted."""

    id: UUID
    purpose: Purpose
    who: str
    invited_at: datetime
    accepted_at: datetime | None
    until: datetime


def draft(draft_id: UUID, *, by: Actor) -> DraftCard:
    """:raises NotFound: not the reader's draft nor one they help with, or filed already"""
    found = Draft.objects.select_related("dossier").filter(dossier_id=draft_id).first()
    if found is None:
        raise NotFound("no such draft")
    row = found.dossier
    is_mine = Role.APPLICANT in standing.roles_seen(by, row)
    rights = Purpose.OWN if is_mine else guests.rights_of(by, draft_id)
    if rights is None:
        raise NotFound("no such draft")
    return DraftCard(
        id=row.id,
        procedure=row.procedure,
        revision=current.revision_of(row),
        agency=row.agency,
        channel=row.channel,
        return_method=row.return_method,
        language=row.language,
        answers=content.unseal_answers(found.answers),
        saved_at=found.saved_at,
        state=State(row.state),
        sources=tracing.known(row, found),
        begun_on=found.begun_on,
        expires_at=found.expires_at,
        rights=rights,
        unread=content.unread(found),
        for_whom=_for_whom(found, by=by),
    )


def my_drafts(*, by: Actor) -> list[DraftRow]:
    """Unfinished applications, those of others that the reader helps with too, last saved first."""
    if by.person is None:
        return []
    mine = Q(dossier__applicant=by.person) | Q(dossier__mandate__in=standing.live_mandates(by))
    own = Draft.objects.filter(mine, dossier__state=State.DRAFT).select_related("dossier")
    rows = [_row(row, Purpose.OWN, by=by) for row in own.order_by("-saved_at")[:50]]
    known = {row.id for row in rows}
    rights = guests.helped(by)
    helped = Draft.objects.filter(dossier__in=rights.keys() - known).select_related("dossier")
    rows += [_row(each, rights[each.dossier_id], by=by) for each in helped]
    return sorted(rows, key=lambda row: row.saved_at, reverse=True)


def invitations(draft_id: UUID, *, by: Actor) -> list[InvitationCard]:
    """Who is let into a draft of the reader's, or may yet be.

    :raises NotFound: not the reader's draft
    """
    if not draft(draft_id, by=by).is_mine:
        raise NotFound("no such draft")
    rows = guests.live().filter(dossier=draft_id).order_by("invited_at", "id")
    return [_invitation(row) for row in rows]


def invitation(token_print: bytes, *, by: Actor) -> tuple[InvitationCard, Text]:
    """What somebody who has a link is invited to: the card, and which procedure.

    Says nobody's name: who has only the link may have found it.

    :raises NotFound: no such link, or no longer good, or taken up by another
    """
    found = guests.live().filter(token_print=token_print).select_related("dossier").first()
    is_free = found is not None and (found.person is None or str(found.person) == by.person)
    if found is None or not is_free or by.person is None:
        raise NotFound("no such invitation")
    name = catalogue.revision(current.revision_of(found.dossier)).name
    return _invitation(found, with_name=False), name


def names_of(draft_id: UUID, people_ids: Iterable[str], *, by: Actor) -> Mapping[str, str]:
    """The names of those who wrote in a draft, for somebody who sees it; others are left out.

    :raises NotFound: not for this reader
    """
    card = draft(draft_id, by=by)
    asked = set(people_ids)
    guests = Invitation.objects.filter(dossier=draft_id, person__isnull=False)
    known = {str(each) for each in guests.values_list("person", flat=True)}
    found = {each: people.display_name(each, by=SYSTEM) for each in asked & known}
    return found if card.is_mine else {each: found[each] for each in found if each == by.person}


def _row(row: Draft, rights: Purpose, *, by: Actor) -> DraftRow:
    return DraftRow(
        id=row.dossier_id,
        procedure_code=row.dossier.procedure,
        procedure=catalogue.revision(current.revision_of(row.dossier)).name,
        agency=row.dossier.agency,
        saved_at=row.saved_at,
        expires_at=row.expires_at,
        warned=row.warned_at is not None,
        rights=rights,
        for_whom=_for_whom(row, by=by),
    )


def _for_whom(row: Draft, *, by: Actor) -> str:
    is_mine = by.person == str(row.dossier.applicant)
    return "" if is_mine else content.unseal_text(row.dossier.applicant_name)


def _invitation(row: Invitation, *, with_name: bool = True) -> InvitationCard:
    is_named = with_name and row.person is not None
    return InvitationCard(
        id=row.id,
        purpose=Purpose(row.purpose),
        who=people.display_name(row.person, by=SYSTEM) if is_named and row.person else "",
        invited_at=row.invited_at,
        accepted_at=row.accepted_at,
        until=row.until,
    )
