"""Papers that registers hold, cited instead of uploaded: whose each is, and whether it stands.

An answer cites one by an entry of the extract's file. The entry says which register, which type of
paper, which look-up, on which day and whose it is (by a mark); what the paper says lies in the
extract alone, sealed, so that whoever helps with the form learns nothing of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.foundation import vault
from motcua.kernel.words import fold
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.components import Component, Source
from motcua.modules.catalogue.rules.whose import Whose, whose_of
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.files import FileState, Standing
from motcua.modules.forms.rules.kinds.file import LONGEST_NAME
from motcua.modules.registers import queries as registers
from motcua.modules.registers.rules import ABOUT, EXTRACT, GOOD_FOR, Holding, Other, RegisterCode

from . import citing

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
REGISTER = "register"
APPLICANT = "applicant"
#: Why an extract does not stand; forms have a sentence for each.
ELSEWHERE, OF_ANOTHER, OLD = "extract-elsewhere", "extract-of-another", "extract-old"
VOID = "extract-void"

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question whose paper a connected register holds. `other` is whose it is, where that is not
    the applicant (`is_of_other`) and the answers say it."""

    question: str
    component: Component
    register: RegisterCode
    basis: str
    other: Other | None
    is_of_other: bool

    @property
    def lacks(self) -> bool:
        """Whether the answers do not say yet whose it is."""
        return self.is_of_other and self.other is None

    @property
    def number_mark(self) -> bytes:
        """As what was found says whom it is about."""
        return b"" if self.other is None else registers.public_mark(self.other)

    def is_made_out_to(self, paper: Holding) -> bool:
        """Whether the paper is of whom the answers name now; they may have changed since."""
        return self.other is None or fold(paper.holder) == fold(self.other.full_name)

    @property
    def about(self) -> str:
        """Whose it is, as an entry says it."""
        return APPLICANT if self.other is None else mark_of(self.other)


def subject_of(draft_id: UUID) -> str:
    """As the log of look-ups names what it was for."""
    return f"dossier:{draft_id}"


def wanted(revision: catalogue.Revision, facts: Facts, question: str) -> Wanted | None:
    """What a register may be asked for in the place of this question's file; None for nothing."""
    component = _component(revision, question)
    if component is None or not component.is_cited_from_register:
        return None
    holder = registers.public_holder(component.document_type)
    whose = whose_of(component.whose, facts)
    if holder is None or whose is None:
        return None
    other = _other(whose, facts)
    return Wanted(question, component, holder, whose.basis, other, not whose.is_applicant)


def mark_of(other: Other) -> str:
    """A mark of whose paper it is: of their number and the name that was given with it."""
    said = f"paper-of:{other.personal_id}:{fold(other.full_name)}"
    return vault.fingerprint(said).hex()[:32]


def entry_of(paper: registers.PaperFound, asked: Wanted, *, applicant: UUID) -> dict[str, object]:
    """The entry by which an answer cites it."""
    entry: dict[str, object] = {
        "sha256": paper.sha256, "name": _name(paper, asked), "size": paper.size,
        "media_type": EXTRACT,
    }  # fmt: skip
    where = {
        "from": REGISTER,
        "register": paper.register.value,
        "type": paper.document_type,
        "lookup": str(paper.lookup),
        "on": paper.at.astimezone(HERE).date().isoformat(),
        "about": asked.about,
    }
    return citing.cited(entry, where, applicant=applicant)


def _name(paper: registers.PaperFound, asked: Wanted) -> str:
    """What stands in the place of a file's name, wherever files are listed."""
    day = f"{paper.at.astimezone(HERE):%d-%m-%Y}"
    told = f" (tra cứu ở {ABOUT[paper.register].name.vi}, {day})"
    title = asked.component.name.vi.replace("/", "-")
    return title[: LONGEST_NAME - len(told)] + told


def states(
    revision: catalogue.Revision, answers: Mapping[str, object], facts: Facts, *,
    on: date, filed_on: date | None = None,
) -> dict[str, FileState]:  # fmt: skip
    """The extracts in these answers that cannot be taken, by digest, each with why.

    `facts` are those the package's rules read. What was filed with the dossier does not grow old.
    """
    return {
        str(entry["sha256"]): FileState(Standing.REFUSED, trouble)
        for question, entry in _extracts(revision.form, answers)
        if (trouble := _trouble(_component(revision, question), entry, facts, on, filed_on))
    }


def made_up(form: forms.Form, answers: Mapping[str, object]) -> dict[str, FileState]:
    """The extracts whose citation was taken away, as nobody here had written it."""
    return {
        str(entry["sha256"]): FileState(Standing.REFUSED, VOID)
        for _question, entry in _extracts(form, answers)
        if "cited" not in entry
    }


def is_extract(entry: Mapping[str, object]) -> bool:
    """Whether a register told it and nobody handed it in."""
    return entry.get("media_type") == EXTRACT


def has_extracts(answers: Mapping[str, object]) -> bool:
    """Whether any answer names one; most name none, and nothing more is asked of them."""
    return any(
        isinstance(each, Mapping) and is_extract(each)
        for answer in answers.values()
        if isinstance(answer, list)
        for each in answer
    )


def _extracts(
    form: forms.Form, answers: Mapping[str, object]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    for question in form.questions():
        if isinstance(question.kind, forms.File):
            for entry in question.kind.clean(answers.get(question.key)) or ():
                if is_extract(entry):
                    yield question.key, entry


def _trouble(
    component: Component | None, entry: Mapping[str, object], facts: Facts, on: date,
    filed_on: date | None,
) -> str:  # fmt: skip
    """Why the extract cannot stand for this document; empty where it can."""
    where = entry.get("cited")
    if not isinstance(where, Mapping):
        # The kind itself says so: nobody wrote where it is from.
        return ""
    is_its = component is not None and Source.REGISTER in component.sources
    if component is None or not is_its or where.get("type") != component.document_type:
        return ELSEWHERE
    whose = whose_of(component.whose, facts)
    other = _other(whose, facts) if whose else None
    is_told = whose is not None and (whose.is_applicant or other is not None)
    about = APPLICANT if other is None else mark_of(other)
    if not is_told or where.get("about") != about:
        return OF_ANOTHER
    told_on = date.fromisoformat(str(where["on"]))
    if filed_on is not None and told_on <= filed_on:
        return ""
    return OLD if on - told_on > GOOD_FOR else ""


def _component(revision: catalogue.Revision, question: str) -> Component | None:
    return next((each for each in revision.components if each.question == question), None)


def _other(whose: Whose, facts: Facts) -> Other | None:
    """Whom the answers name; None for the applicant, and while they do not say."""
    answers = facts.get("answers")
    if whose.is_applicant or not isinstance(answers, Mapping):
        return None
    number, name = answers.get(whose.personal_id), answers.get(whose.full_name)
    if not isinstance(number, str) or not isinstance(name, str):
        return None
    return Other(number, name, whose.basis)
