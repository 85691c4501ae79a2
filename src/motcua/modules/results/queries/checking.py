"""Is this paper genuine, and does it still hold? For anybody, without signing in."""

import io
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

import pikepdf

from motcua.foundation import files, plugs
from motcua.kernel.errors import Invalid, NotFound
from motcua.modules.organisation import queries as organisation

from ..models import Letter, Result
from ..ports import NotAPdf, Place, SignatureReport, Signer
from ..rules import letters as letter_rules
from ..rules import life
from ..rules.content import VIETNAM
from ..rules.verification import (
    SignatureCard,
    Standing,
    Upload,
    UploadCard,
    VerificationCard,
    standing,
)

LARGEST = 20 * 1024 * 1024
_END = b"%%EOF"
_MOST_REVISIONS = 20
_MARK = "motcua:"
_RECORDED = {
    life.State.REPLACED: Standing.REPLACED,
    life.State.RECALLED: Standing.RECALLED,
    **dict.fromkeys(life.STANDING, Standing.VALID),
}
_LETTERS_RECORDED = {
    letter_rules.LetterState.REQUESTED: Standing.UNFINISHED,
    letter_rules.LetterState.ISSUED: Standing.VALID,
    letter_rules.LetterState.VOIDED: Standing.VOIDED,
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the record says about a paper, before its file is looked at."""

    id: UUID
    kind: str
    recorded: Standing
    title: str
    title_en: str
    number: str
    issued_on: date | None
    agency: str
    subject: str
    signatory_title: str
    sha256: str
    expected: int
    changed_on: date | None = None
    replaced_by: UUID | None = None


def public_verification(paper_id: UUID | str) -> VerificationCard:
    """What a paper is, who signed it, and whether it still holds.

    :raises NotFound: no such paper, or a result that nobody has issued yet
    """
    return _card(_known(paper_id))


def public_check_upload(content: bytes) -> UploadCard:
    """Whether a file is one we issued, one we issued with something added, or an imitation.

    :raises Invalid: larger than 20 MB :raises NotAPdf: no PDF
    """
    if len(content) > LARGEST:
        raise Invalid("too large to be one of our papers", field="file", most=LARGEST)
    if b"%PDF-" not in content[:1024]:
        raise NotAPdf("no PDF")
    same = _by_file(sha256(content).hexdigest())
    if same is not None:
        return UploadCard(Upload.GENUINE, _card(same))
    for digest in _earlier_revisions(content):
        original = _by_file(digest)
        if original is not None:
            return UploadCard(Upload.EXTENDED, _card(original))
    claimed = _claimed(content)
    return UploadCard(Upload.ALTERED if claimed else Upload.UNKNOWN, claimed)


def _card(known: _Known) -> VerificationCard:
    signatures = _signatures(known)
    if known.sha256 and signatures is None:
        judged = Standing.DAMAGED
    else:
        judged = standing(known.recorded, signatures or (), expected=known.expected)
    return VerificationCard(
        id=str(known.id),
        kind=known.kind,
        standing=judged,
        title=known.title,
        title_en=known.title_en,
        number=known.number,
        issued_on=known.issued_on,
        agency=organisation.agency(known.agency).name.vi,
        agency_code=known.agency,
        subject=known.subject,
        signatures=signatures or (),
        sha256=known.sha256,
        changed_on=known.changed_on,
        replaced_by=str(known.replaced_by) if known.replaced_by else None,
    )


def _signatures(known: _Known) -> tuple[SignatureCard, ...] | None:
    """None where the stored file is gone or is not what was stored."""
    if not known.sha256:
        return ()
    try:
        reports = plugs.get(Signer).check(files.read(known.sha256))
    except (files.FileMissing, files.FileChanged, NotAPdf):
        return None
    return tuple(_signature(report, known) for report in reports)


def _signature(report: SignatureReport, known: _Known) -> SignatureCard:
    return SignatureCard(
        role=report.field,
        signer=report.signer,
        organisation=report.organisation,
        title=known.signatory_title if report.field == Place.SIGNATORY else "",
        signed_at=report.signed_at,
        time_stamped=report.stamped_at is not None,
        intact=report.intact and report.undisturbed,
        certificate_held=report.trusted,
        demo=report.demo,
    )


def _known(paper_id: UUID | str) -> _Known:
    try:
        key = paper_id if isinstance(paper_id, UUID) else UUID(paper_id)
    except ValueError as wrong:
        raise NotFound("no such paper") from wrong
    result = Result.objects.filter(id=key).first()
    if result is not None:
        return _known_result(result)
    letter = Letter.objects.filter(id=key).first()
    if letter is not None:
        return _known_letter(letter)
    raise NotFound("no such paper")


def _by_file(digest: str) -> _Known | None:
    result = Result.objects.filter(issued_sha256=digest).first()
    if result is not None:
        return _known_result(result)
    letter = Letter.objects.filter(file_sha256=digest).first()
    return _known_letter(letter) if letter is not None else None


def _known_result(row: Result) -> _Known:
    recorded = _RECORDED.get(life.State(row.state))
    if recorded is None:
        # A draft is nobody's business: to the public it does not exist yet.
        raise NotFound("no such paper")
    replacement = row.replacements.exclude(state=life.State.RECALLED).first()
    replaced = recorded is Standing.REPLACED and replacement is not None
    return _Known(
        id=row.id,
        kind="result",
        recorded=recorded,
        title=row.title_vi,
        title_en=row.title_en,
        number=row.number_text,
        issued_on=row.issued_on,
        agency=row.agency,
        subject=row.masked_subject,
        signatory_title=row.signatory_title,
        sha256=row.issued_sha256,
        expected=2,
        changed_on=row.closed_on,
        replaced_by=replacement.id if replaced and replacement is not None else None,
    )


def _known_letter(row: Letter) -> _Known:
    kind = letter_rules.LetterKind(row.kind)
    title = letter_rules.TITLES[kind]
    return _Known(
        id=row.id,
        kind=kind,
        recorded=_LETTERS_RECORDED[letter_rules.LetterState(row.state)],
        title=title.vi,
        title_en=title.en,
        number=row.number_text,
        issued_on=row.issued_on,
        agency=row.agency,
        subject=row.masked_subject,
        signatory_title="",
        sha256=row.file_sha256,
        expected=1,
        changed_on=row.voided_at.astimezone(VIETNAM).date() if row.voided_at else None,
    )


def _earlier_revisions(content: bytes) -> list[str]:
    """Digests of the file as it was before each addition, longest first; at most 20."""
    ends: set[int] = set()
    position = content.rfind(_END)
    while position >= 0 and len(ends) < _MOST_REVISIONS:
        end = position + len(_END)
        # A revision ends with the marker and the line end after it, if there is one.
        ends |= {end + extra for extra in (2, 1, 0) if content[end : end + extra].strip() == b""}
        position = content.rfind(_END, 0, position)
    longest = sorted(ends, reverse=True)[:_MOST_REVISIONS]
    return [sha256(content[:end]).hexdigest() for end in longest]


def _claimed(content: bytes) -> VerificationCard | None:
    """The paper of ours that the file says it is, in its keywords."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            keywords = str(pdf.docinfo.get("/Keywords", ""))
    except (pikepdf.PdfError, ValueError, RecursionError):
        keywords = content.decode("latin-1")
    _, marked, rest = keywords.partition(_MARK)
    if not marked:
        return None
    try:
        return public_verification(rest[:36])
    except NotFound:
        return None
