"""Results and letters as others see them. Which subject a reader may see is judged above."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation import files
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text, fold

from .. import policies
from ..models import Letter, Result
from ..rules import letters as letter_rules
from ..rules import life
from ..rules.content import Receiver
from ..sealed import open_content, open_receiver, open_text

Subject = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ResultCard:
    """A result on a dossier's page. `acts` is what the reader may do with it now.

    `returned_because` is there while the draft is back with its writer.
    """

    id: UUID
    subject: Subject
    state: life.State
    agency: str
    title: Text
    number: str
    issued_on: date | None
    drafted_by: str
    drafted_at: datetime
    approved_by: str
    signatory: str
    signatory_title: str
    sha256: str
    replaces: UUID | None
    returned_because: str
    handed_to: Receiver | None
    acts: tuple[life.Act, ...]

    @property
    def is_in_force(self) -> bool:
        return self.state in life.STANDING


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter on a dossier's page. `sha256` is empty until it is typeset, `twin_sha256` where it
    has no signed data beside it."""

    id: UUID
    kind: letter_rules.LetterKind
    title: Text
    state: letter_rules.LetterState
    number: str
    issued_on: date
    sha256: str
    voided_at: datetime | None
    voided_because: str
    twin_sha256: str = ""


@dataclass(frozen=True, slots=True)
class DraftValues:
    """What the officer filled in, for writing the draft again."""

    values: dict[str, object]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A stored paper with a name to save it under."""

    content: bytes
    name: str
    sha256: str


def result_of(subject: Subject, *, by: Actor) -> ResultCard | None:
    """The newest result of a subject that was not recalled; None before the first draft."""
    found = [card for card in results_of(subject, by=by) if card.state != life.State.RECALLED]
    return found[-1] if found else None


def results_of(subject: Subject, *, by: Actor) -> list[ResultCard]:
    """All results of a subject, oldest first: replaced and recalled ones too."""
    policies.must_be_somebody(by)
    rows = Result.objects.filter(subject_type=subject[0], subject_id=subject[1])
    return [_result_card(row, by) for row in rows.order_by("drafted_at", "id")]


def result_card(result_id: UUID, *, by: Actor) -> ResultCard:
    """:raises NotFound: no such result"""
    policies.must_be_somebody(by)
    return _result_card(_result(result_id), by)


def draft_of(result_id: UUID, *, by: Actor) -> DraftValues:
    """:raises NotFound: no such result :raises NotAllowed: not an officer of its agency"""
    row = _result(result_id)
    policies.must_belong(by, agency=row.agency)
    content = open_content(row.content)
    return DraftValues(content.values or {}, content.words or {})


def result_file(result_id: UUID, *, by: Actor) -> PaperFile:
    """The issued file. :raises NotFound: no such result, or not issued yet"""
    policies.must_be_somebody(by)
    row = _result(result_id)
    if not row.issued_sha256:
        raise NotFound("the result is not issued yet")
    name = _file_name(row.number_text, row.title_vi)
    return PaperFile(files.read(row.issued_sha256), name, row.issued_sha256)


def letters_of(subject: Subject, *, by: Actor) -> list[LetterCard]:
    """All letters of a subject, oldest first, voided ones too."""
    policies.must_be_somebody(by)
    rows = Letter.objects.filter(subject_type=subject[0], subject_id=subject[1])
    return [_letter_card(row) for row in rows.order_by("requested_at", "id")]


def letter_card(letter_id: UUID, *, by: Actor) -> LetterCard:
    """:raises NotFound: no such letter"""
    policies.must_be_somebody(by)
    return _letter_card(_letter(letter_id))


def letter_file(letter_id: UUID, *, by: Actor) -> PaperFile:
    """The sealed letter. :raises NotFound: no such letter, or not typeset yet"""
    policies.must_be_somebody(by)
    row = _letter(letter_id)
    if not row.file_sha256:
        raise NotFound("the letter is not typeset yet")
    name = _file_name(row.number_text, letter_rules.TITLES[letter_rules.LetterKind(row.kind)].vi)
    return PaperFile(files.read(row.file_sha256), name, row.file_sha256)


def letter_twin(letter_id: UUID, *, by: Actor) -> PaperFile:
    """The signed data of a letter. :raises NotFound: no such letter, or it has none (yet)"""
    policies.must_be_somebody(by)
    row = _letter(letter_id)
    if not row.twin_sha256:
        raise NotFound("the letter has no signed data")
    title = letter_rules.TITLES[letter_rules.LetterKind(row.kind)].vi
    name = _file_name(row.number_text, title, suffix="jws")
    return PaperFile(files.read(row.twin_sha256), name, row.twin_sha256)


def _result(result_id: UUID) -> Result:
    row = Result.objects.filter(id=result_id).first()
    if row is None:
        raise NotFound(f"result {result_id}")
    return row


def _letter(letter_id: UUID) -> Letter:
    row = Letter.objects.filter(id=letter_id).first()
    if row is None:
        raise NotFound(f"letter {letter_id}")
    return row


def _result_card(row: Result, by: Actor) -> ResultCard:
    state = life.State(row.state)
    returned = state is life.State.RETURNED
    return ResultCard(
        id=row.id,
        subject=(row.subject_type, row.subject_id),
        state=state,
        agency=row.agency,
        title=Text(row.title_vi, row.title_en),
        number=row.number_text,
        issued_on=row.issued_on,
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        approved_by=row.approved_by,
        signatory=row.signatory_name,
        signatory_title=row.signatory_title,
        sha256=row.issued_sha256,
        replaces=row.replaces_id,
        returned_because=open_text(row.reason) if returned else "",
        handed_to=open_receiver(row.hand_over) if row.hand_over else None,
        acts=tuple(life.acts_open_to(by, state, agency=row.agency, drafter=row.drafted_by)),
    )


def _letter_card(row: Letter) -> LetterCard:
    kind = letter_rules.LetterKind(row.kind)
    return LetterCard(
        id=row.id,
        kind=kind,
        title=letter_rules.TITLES[kind],
        state=letter_rules.LetterState(row.state),
        number=row.number_text,
        issued_on=row.issued_on,
        sha256=row.file_sha256,
        voided_at=row.voided_at,
        voided_because=open_text(row.reason),
        twin_sha256=row.twin_sha256,
    )


def _file_name(number: str, title: str, *, suffix: str = "pdf") -> str:
    """Plain letters, so that every system can save it."""
    words = fold(f"{title} {number}").replace("/", "-")
    return "-".join("".join(c if c.isalnum() else " " for c in words).split()) + f".{suffix}"
