"""What a person has already that a question asks for: results issued to them, and what they handed
in before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.components import Source
from motcua.modules.forms.rules import File
from motcua.modules.results import queries as results

from .. import answering, citing, content, current
from ..models import Dossier, Filing
from ..rules import SUBJECT, State

#: Only the latest dossiers are looked through.
LATEST = 20
RESULT, FILE = "result", "file"


@dataclass(frozen=True, slots=True)
class Citable:
    """`ref` names it in a page; `where` is the dossier or the number, `on` its day."""

    ref: str
    title: Text
    where: str
    on: date
    is_result: bool


def citable(document_type: str, *, by: Actor) -> list[Citable]:
    """Documents of this type that the reader has, issued ones first."""
    if by.person is None or not document_type:
        return []
    rows = list(
        Dossier.objects.filter(applicant=by.person)
        .exclude(state=State.DRAFT)
        .order_by("-filed_at", "-id")[:LATEST]
    )
    return [*_issued(rows, document_type, by=by), *_handed_in(rows, document_type)]


def citation(ref: str, document_type: str, *, by: Actor) -> dict[str, object]:
    """The entry by which an answer cites it.

    :raises NotFound: not among what the reader has of this type
    """
    found = next((each for each in citable(document_type, by=by) if each.ref == ref), None)
    if found is None or by.person is None:
        raise NotFound("no such document")
    where = {"from": RESULT if found.is_result else FILE, "number": found.where,
             "on": found.on.isoformat()}  # fmt: skip
    kind, _, rest = ref.partition(":")
    if kind == RESULT:
        paper = results.result_file(UUID(rest), by=by)
        entry: dict[str, object] = {
            "sha256": paper.sha256, "name": paper.name, "size": len(paper.content),
            "media_type": "application/pdf",
        }  # fmt: skip
    else:
        dossier, _, digest = rest.partition(":")
        entry = _entry(UUID(dossier), digest)
    return citing.cited(entry, where, applicant=UUID(by.person))


def _issued(rows: list[Dossier], document_type: str, *, by: Actor) -> Iterator[Citable]:
    subjects = [
        (SUBJECT, str(row.id))
        for row in rows
        if catalogue.revision(current.revision_of(row)).result.document_type == document_type
    ]
    if subjects:
        for card in results.issued_for(subjects, by=by):
            yield Citable(f"{RESULT}:{card.id}", card.title, card.number, card.issued_on,
                          is_result=True)  # fmt: skip


def _handed_in(rows: list[Dossier], document_type: str) -> Iterator[Citable]:
    """Each content once, from the latest dossier that has it."""
    seen: set[str] = set()
    filings = Filing.objects.in_bulk([row.id for row in rows if row.goes_by_id is None])
    for row in rows:
        revision = catalogue.revision(row.revision_id)
        asked = {
            each.question: each.name
            for each in revision.components
            if each.question
            and each.document_type == document_type
            and Source.STORE in each.sources
        }
        if not asked or row.id not in filings:
            continue
        answers = content.unseal_answers(filings[row.id].answers)
        for key, name in asked.items():
            for entry in _files(answers.get(key)):
                digest = str(entry["sha256"])
                # What was cited there is offered by where it is from.
                if digest not in seen and "cited" not in entry and row.filed_at is not None:
                    seen.add(digest)
                    yield Citable(
                        f"{FILE}:{row.id}:{digest}", name, row.code or row.submission_number or "",
                        answering.today(row.filed_at), is_result=False,
                    )  # fmt: skip


def _entry(dossier: UUID, digest: str) -> dict[str, object]:
    filing = Filing.objects.get(dossier_id=dossier)
    answers = content.unseal_answers(filing.answers).values()
    entries = (each for answer in answers for each in _files(answer))
    found = next((each for each in entries if each["sha256"] == digest), None)
    if found is None:
        raise NotFound("no such document")
    return found


def _files(answer: object) -> list[dict[str, object]]:
    return File().clean(answer) or []
