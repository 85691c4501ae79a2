"""What registers hold that a form asks for: as its applicant is offered it, as officers read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation import files
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.files import FileState
from motcua.modules.people import queries as people
from motcua.modules.registers import queries as registers
from motcua.modules.registers.rules import (
    ABOUT,
    EXTRACT,
    Ground,
    Holding,
    PaperExtract,
    RegisterCode,
    Standing,
    extracts,
)

from .. import answering, citing, content, current, registered
from ..models import Dossier, Draft
from .drafts import draft
from .papers import file_of


class PaperNotTold(Refusal):
    """The answers do not say yet whose paper it is."""

    code = "paper-not-told"
    status = 422


@dataclass(frozen=True, slots=True)
class RegisterOffer:
    """A paper that a register may hold in the place of an upload.

    `standing` is None while nobody asked. `holding` says what it is, of the applicant's own only:
    of somebody else's they learn that there is one. `ref` names it in a page, '' unless valid.
    """

    question: str
    document: Text
    register: RegisterCode
    name: Text
    basis: str
    needs_consent: bool
    is_of_other: bool
    is_closed: bool
    lacks: bool
    standing: Standing | None
    asked_at: datetime | None
    holding: Holding | None
    ref: str


def register_offers(
    draft_id: UUID, questions: Iterable[str], *, by: Actor
) -> list[RegisterOffer]:  # fmt: skip
    """For the questions of a page; nothing for whoever only helps, or stands for others."""
    case = _case(draft_id, by=by)
    if case is None:
        return []
    asked = [each for key in questions if (each := registered.wanted(*case, key)) is not None]
    found = registers.papers_found(registered.subject_of(draft_id), by=by) if asked else []
    return [_offer(each, _told(each, found)) for each in asked]


def register_question(draft_id: UUID, question: str, *, by: Actor) -> registered.Wanted:
    """What may be asked for in the place of this question's file.

    :raises NotFound: nothing, or not for this reader
    :raises PaperNotTold: the answers do not say yet whose it is
    """
    case = _case(draft_id, by=by)
    asked = registered.wanted(*case, question) if case else None
    if asked is None:
        raise NotFound("no register is asked for this")
    if asked.lacks:
        raise PaperNotTold(question, question=question)
    return asked


def register_citation(
    draft_id: UUID, question: str, ref: str, *, by: Actor
) -> dict[str, object]:  # fmt: skip
    """The entry by which the answer cites what a register told for this draft.

    :raises NotFound: nothing valid was told for this question
    :raises PaperNotTold: the answers do not say any more whose it is
    """
    asked = register_question(draft_id, question, by=by)
    found = _told(asked, registers.papers_found(registered.subject_of(draft_id), by=by))
    if found is None or str(found.id) != ref or found.extract is None or by.person is None:
        raise NotFound("no such paper")
    return registered.entry_of(found, asked, applicant=UUID(by.person))


def extract_states(draft_id: UUID, *, by: Actor, at: datetime) -> Mapping[str, FileState]:
    """The extracts in a draft that cannot be taken any more, by digest, each with why.

    :raises NotFound: not a draft the reader sees
    """
    answers = draft(draft_id, by=by).answers
    if not registered.has_extracts(answers):
        return {}
    return answering.extracts_of(Dossier.objects.get(id=draft_id), answers, at=at)


def register_question_of(
    revision: catalogue.Revision, question: str, answers: Mapping[str, object], *, by: Actor
) -> registered.Wanted:  # fmt: skip
    """As `register_question`, of what the reader is about to file in one step.

    :raises NotFound: no register is asked for this
    :raises PaperNotTold: the answers do not say whose it is
    """
    asked = registered.wanted(revision, _facts(revision, answers, by=by), question)
    if asked is None:
        raise NotFound("no register is asked for this")
    if asked.lacks:
        raise PaperNotTold(question, question=question)
    return asked


def register_entry_of(
    asked: registered.Wanted, paper: UUID, *, by: Actor
) -> tuple[Standing, dict[str, object] | None]:  # fmt: skip
    """What came of asking, and the entry that cites it if it is valid.

    :raises NotFound: not told to this reader
    """
    found = registers.paper_found(paper, by=by)
    if found.extract is None or by.person is None:
        return found.standing, None
    return found.standing, registered.entry_of(found, asked, applicant=UUID(by.person))


def extracts_standing(
    revision: catalogue.Revision, answers: Mapping[str, object], *, by: Actor, at: datetime
) -> Mapping[str, FileState]:  # fmt: skip
    """The extracts that cannot be taken from this person, in answers not kept yet, with why."""
    if by.person is None or not registered.has_extracts(answers):
        return {}
    facts, on = _facts(revision, answers, by=by), answering.today(at)
    true = citing.true_only(answers, applicant=UUID(by.person))
    # What nobody here wrote is only told as such; what it says is not read at all.
    return {
        **registered.states(revision, true, facts, on=on),
        **registered.made_up(revision.form, true),
    }


def is_own_extract(entry: Mapping[str, object], *, by: Actor) -> bool:
    """Whether it cites what a register told for this person, word for word."""
    if by.person is None or not registered.is_extract(entry) or "cited" not in entry:
        return False
    (true,) = citing.true_only({"": [dict(entry)]}, applicant=UUID(by.person)).values()
    return true == [entry]


def _facts(
    revision: catalogue.Revision, answers: Mapping[str, object], *, by: Actor
) -> Mapping[str, object]:  # fmt: skip
    """What the package's rules read of an application that is filed in one step."""
    kind = people.person_card(by.person or "", by=by).kind
    return {
        "answers": forms.clean(revision.form, answers),
        "channel": "online",
        "applicant": {"kind": str(kind)},
    }


def extract_of(dossier_id: UUID, key: str, *, by: Actor) -> PaperExtract:
    """What a register told, as the dossier holds it.

    :raises NotFound: not for this reader, or not an extract
    """
    grant = file_of(dossier_id, key, by=by)
    if grant.media_type != EXTRACT:
        raise NotFound("not an extract")
    try:
        return extracts.read(files.read(grant.sha256))
    except (files.FileErased, ValueError) as gone:
        raise NotFound("it can no longer be read") from gone


def _case(
    draft_id: UUID, *, by: Actor
) -> tuple[catalogue.Revision, Mapping[str, object]] | None:  # fmt: skip
    """The form and what its rules read, for whose own application it is.

    Whoever helps with it, stands for somebody or writes it down at the counter was not given leave
    to learn what registers hold.
    """
    row = Draft.objects.select_related("dossier").filter(dossier_id=draft_id).first()
    if row is None or by.person is None or by.person != str(row.dossier.applicant):
        return None
    revision = catalogue.revision(current.revision_of(row.dossier))
    answers = content.unseal_answers(row.answers)
    return revision, answering.facts_so_far(row.dossier, revision, answers)


def _told(
    asked: registered.Wanted, found: Iterable[registers.PaperFound]
) -> registers.PaperFound | None:
    """What was told of just this paper."""
    mark = asked.number_mark
    for each in found:
        if (each.document_type, each.about) == (asked.component.document_type, mark):
            return each
    return None


def _offer(asked: registered.Wanted, found: registers.PaperFound | None) -> RegisterOffer:
    about, is_of_other = ABOUT[asked.register], asked.is_of_other
    extract = found.extract if found else None
    fits = extract is not None and asked.is_made_out_to(extract.paper)
    told = found if found is None or fits or found.standing is not Standing.VALID else None
    return RegisterOffer(
        question=asked.question,
        document=asked.component.name,
        register=asked.register,
        name=about.name,
        basis=asked.basis if is_of_other else about.basis,
        needs_consent=about.ground is Ground.CONSENT and not is_of_other,
        is_of_other=is_of_other,
        is_closed=about.ground is Ground.CONSENT and is_of_other,
        lacks=asked.lacks,
        standing=told.standing if told else None,
        asked_at=told.at if told else None,
        holding=extract.paper if extract and told and not is_of_other else None,
        ref=str(told.id) if told and fits else "",
    )
