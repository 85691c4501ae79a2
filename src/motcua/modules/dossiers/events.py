"""Facts about dossiers, in the past tense; ids and values only, never personal data."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DraftStarted:
    kind: ClassVar[str] = "dossier.draft_started/1"
    dossier: UUID
    procedure: str
    revision: UUID
    agency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DossierFiled:
    """The applicant's original is stored; `digest` is the SHA-256 of what was filed."""

    kind: ClassVar[str] = "dossier.filed/1"
    dossier: UUID
    submission_number: str
    procedure: str
    revision: UUID
    agency: str
    channel: str
    digest: str
    files: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DossierMoved:
    """The dossier went from one state to another. `code` is empty before acceptance."""

    kind: ClassVar[str] = "dossier.moved/1"
    dossier: UUID
    code: str
    agency: str
    act: str
    before: str
    after: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DossierAccepted:
    kind: ClassVar[str] = "dossier.accepted/1"
    dossier: UUID
    code: str
    agency: str
    due_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class SupplementAsked:
    """`counts_as_late`: a second request was made (index 766, progress group)."""

    kind: ClassVar[str] = "dossier.supplement_asked/1"
    dossier: UUID
    supplement: UUID
    stage: str
    items: int
    reply_by: datetime
    counts_as_late: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class SupplementGiven:
    kind: ClassVar[str] = "dossier.supplement_given/1"
    dossier: UUID
    supplement: UUID
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SecondRequestAllowed:
    kind: ClassVar[str] = "dossier.second_request_allowed/1"
    dossier: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class DossierEnded:
    """The work is done, or will never be: resolved, refused, withdrawn, stopped. Once for each."""

    kind: ClassVar[str] = "dossier.ended/1"
    dossier: UUID
    agency: str
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DossierAssigned:
    kind: ClassVar[str] = "dossier.assigned/1"
    dossier: UUID
    officer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpinionAsked:
    kind: ClassVar[str] = "dossier.opinion_asked/1"
    dossier: UUID
    opinion: UUID
    of_agency: str
    reply_by: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class OpinionGiven:
    kind: ClassVar[str] = "dossier.opinion_given/1"
    dossier: UUID
    opinion: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class DueMoved:
    """The due date changed: a pause, a resumption, a restart or an extension."""

    kind: ClassVar[str] = "dossier.due_moved/1"
    dossier: UUID
    cause: str
    before: datetime | None
    after: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class DossierExtended:
    """The one new date; `apology_late` when it was sent less than a day before the old one."""

    kind: ClassVar[str] = "dossier.extended/1"
    dossier: UUID
    old_due: datetime
    new_due: datetime
    apology_late: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class DossierCarriedOver:
    """Its procedure changed, and it goes on by the new revision; `asked` new questions are open.

    The original, the promised date and the charge stay as they were.
    """

    kind: ClassVar[str] = "dossier.carried_over/1"
    dossier: UUID
    run: UUID
    before: UUID
    after: UUID
    asked: int
    place_before: str
    place_after: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DossierCarriedBack:
    """It goes on as before: `after` is the revision it had been carried over to."""

    kind: ClassVar[str] = "dossier.carried_back/1"
    dossier: UUID
    run: UUID
    after: UUID
    before: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class NewAnswersGiven:
    """The applicant answered what was asked since the procedure changed."""

    kind: ClassVar[str] = "dossier.new_answers_given/1"
    dossier: UUID
    run: UUID
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftRenewed:
    """A draft not filed yet goes on with the new form; what fits no more is set aside."""

    kind: ClassVar[str] = "dossier.draft_renewed/1"
    dossier: UUID
    run: UUID
    before: UUID
    after: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswersHelped:
    """Somebody who was invited filled in these questions; the journal says who."""

    kind: ClassVar[str] = "dossier.answers_helped/1"
    dossier: UUID
    questions: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class HelperInvited:
    """A link was made for somebody to look at the draft, to fill it in, or to have it (`own`)."""

    kind: ClassVar[str] = "dossier.helper_invited/1"
    dossier: UUID
    invitation: UUID
    purpose: str
    until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class InvitationAccepted:
    kind: ClassVar[str] = "dossier.invitation_accepted/1"
    dossier: UUID
    invitation: UUID
    purpose: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InvitationEnded:
    """It was revoked, or whoever was invited left."""

    kind: ClassVar[str] = "dossier.invitation_ended/1"
    dossier: UUID
    invitation: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftHandedOver:
    """Somebody else has the draft now; whoever had it before sees it no more."""

    kind: ClassVar[str] = "dossier.draft_handed_over/1"
    dossier: UUID
    before: UUID
    after: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftExpiring:
    """Whoever writes the draft is told that it goes, unless they go on with it."""

    kind: ClassVar[str] = "dossier.draft_expiring/1"
    dossier: UUID
    expires_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftExpired:
    """Nobody went on with it: the draft is gone with all that was typed."""

    kind: ClassVar[str] = "dossier.draft_expired/1"
    dossier: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day (here) on which something happened at an agency."""

    agency: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class DossiersTakenOver:
    """A batch of dossiers came from another system; `digest` names all of its content.

    `spans` has the days of what was taken, for those who count: its own facts queue nothing.
    """

    kind: ClassVar[str] = "dossier.taken_over/2"
    batch: UUID
    taken: int
    known: int
    digest: str
    spans: tuple[Span, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class FilingConfirmed:
    """The person at the counter said that what is filed for them is right (`way`: code, signature).

    `digest` is of what they read; the filing has the same.
    """

    kind: ClassVar[str] = "dossier.filing_confirmed/1"
    dossier: UUID
    way: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CosignatureAsked:
    kind: ClassVar[str] = "dossier.cosignature_asked/1"
    dossier: UUID
    cosigner: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Cosigned:
    """Somebody whom the procedure names signed just these answers."""

    kind: ClassVar[str] = "dossier.cosigned/1"
    dossier: UUID
    cosigner: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CosignatureDeclined:
    kind: ClassVar[str] = "dossier.cosignature_declined/1"
    dossier: UUID
    cosigner: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnscannedOpened:
    """An officer read the copy of a document whose scanner had not answered for too long."""

    kind: ClassVar[str] = "dossier.unscanned_opened/1"
    dossier: UUID
    document: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class FiledForAnother:
    """Somebody else's hand filed it for the applicant (`hand`: counter, mandate): they are told."""

    kind: ClassVar[str] = "dossier.filed_for_another/1"
    dossier: UUID
    hand: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FilingObjected:
    """The applicant says that what was filed for them is not what they wanted."""

    kind: ClassVar[str] = "dossier.filing_objected/1"
    dossier: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class ObjectionTakenBack:
    kind: ClassVar[str] = "dossier.objection_taken_back/1"
    dossier: UUID
    at: datetime
