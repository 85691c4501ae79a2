"""`GET /api/v1/procedures/{code}`: one procedure, with everything the law wants published."""

from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from ninja import Router, Schema

from motcua.foundation import plugs
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries import ComponentCard, ProcedureCard, WayCard
from motcua.modules.catalogue.rules.fees import StatedFee
from motcua.modules.catalogue.rules.procedure import Case, TimeLimit
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.kinds.group import Group
from motcua.modules.results.ports import City

from . import limiting
from .procedures import SectorOut, Words

router = Router(tags=["procedures"])


class Time(Schema):
    """`unit` as in `/clock/due`, which tells what day that is; null where words alone tell it."""

    amount: str | None
    unit: str | None
    says: Words
    source: str


class Way(Schema):
    channel: str
    time: Time

    @staticmethod
    def resolve_time(way: WayCard) -> dict[str, object]:
        return _time(way.time)


class CaseOut(Schema):
    """A situation with its own code; `time` is null where the channel's own holds."""

    code: str
    name: Words
    time: Time | None

    @staticmethod
    def resolve_time(case: Case) -> dict[str, object] | None:
        return _time(case.time) if case.time else None


class Coded(Schema):
    code: str
    name: Words


class AgencyOut(Schema):
    kind: str
    name: Words


class Basis(Schema):
    number: str
    name: Words


class DecisionOut(Schema):
    """The decision that announced the procedure."""

    number: str
    issuer: Words
    signed_on: date | None


class StepOut(Schema):
    title: Words
    text: Words


class Document(Schema):
    """`need`: required, optional, fallback (only if registers do not tell), shown, or unstated.

    `group` is the heading a source lists it under, `blank_forms` the files it offers to fill in.
    """

    key: str
    code: str
    document_type: str
    name: Words
    need: str
    when_says: Words
    originals: int
    copies: int
    sources: list[str]
    note: Words
    group: Words
    blank_forms: list[str]


class Price(Schema):
    channel: str
    says: Words


class Exemption(Schema):
    name: Words
    percent: int
    basis: str


class Fee(Schema):
    code: str
    kind: str
    name: Words
    when: str
    basis: str
    prices: list[Price]
    exemptions: list[Exemption]


class StatedOut(Schema):
    """A fee as the source words it: `amount` is null where there is no figure; nothing is charged
    by it."""

    kind: str
    channel: str | None
    amount: int | None
    currency: str
    says: Words

    @staticmethod
    def resolve_channel(fee: StatedFee) -> str | None:
        return fee.channel.value if fee.channel else None


class Requirement(Schema):
    """`evidence` is what in the package meets it; nothing where it is not met."""

    code: str
    level: int
    says: Words
    is_met: bool
    evidence: list[str]


class Online(Schema):
    """Computed from the package and never declared; `requirements` say why it is not higher."""

    level: int
    extent: str
    requirements: list[Requirement]


class Partial(Schema):
    """Why it is not fully online; `code` is one of the reasons the law takes, or null."""

    code: str | None
    says: Words
    legal_basis: str


class NoteOut(Schema):
    """A caution about a figure: what it is about, how sure it is, and why."""

    about: str
    confidence: str
    text: Words


class Mark(Schema):
    """What is doubtful in the record the procedure was taken from."""

    code: str
    says: Words


class Choice(Schema):
    key: str
    label: Words


class QuestionOut(Schema):
    """`when` is the condition as the package writes it (handbook: forms); empty: always asked."""

    key: str
    kind: str
    label: Words
    required: bool
    when: str
    choices: list[Choice]
    questions: list["QuestionOut"]


class FormPage(Schema):
    key: str
    title: Words
    when: str
    questions: list[QuestionOut]


class Links(Schema):
    """The stable name of the procedure, its page, and its description as linked data."""

    id: str
    page: str
    jsonld: str
    turtle: str
    source: str


class Whole(Schema):
    """A procedure as it is in force. `digest` is the SHA-256 of its package.

    `is_fileable`: it can be filed here; else it is for reading only, `origin` is `national`, and
    `review_marks` say what is doubtful in its source. `declared_full` is what the national portal
    says of it, which is another thing than `online`, computed here.
    """

    code: str
    revision: str
    digest: str
    origin: str
    is_fileable: bool
    name: Words
    short_name: Words
    summary: Words
    sector: SectorOut
    life_events: list[str]
    levels: list[str]
    audience: list[str]
    agencies: list[AgencyOut]
    ways: list[Way]
    cases: list[CaseOut]
    intake: Time
    returning: list[str]
    requirements: Words
    steps: list[StepOut]
    documents: list[Document]
    is_free: bool
    fees: list[Fee]
    fees_say: Words
    stated_fees: list[StatedOut]
    outcomes: list[Coded]
    legal_basis: list[Basis]
    decision: DecisionOut
    online: Online
    partial: Partial | None
    declared_full: bool | None
    notes: list[NoteOut]
    review_marks: list[Mark]
    form: list[FormPage]
    effective_from: date
    effective_to: date | None
    links: Links

    @staticmethod
    def resolve_revision(card: ProcedureCard) -> str:
        return str(card.revision)

    @staticmethod
    def resolve_documents(card: ProcedureCard) -> list[ComponentCard]:
        return list(card.components)

    @staticmethod
    def resolve_intake(card: ProcedureCard) -> dict[str, object]:
        return _time(card.intake)

    @staticmethod
    def resolve_stated_fees(card: ProcedureCard) -> list[StatedFee]:
        return list(card.stated)

    @staticmethod
    def resolve_review_marks(card: ProcedureCard) -> list[dict[str, object]]:
        return [{"code": mark.value, "says": mark.says} for mark in card.review_marks]

    @staticmethod
    def resolve_form(card: ProcedureCard) -> list[dict[str, object]]:
        form = catalogue.revision(card.revision).form
        return [
            {
                "key": page.key,
                "title": page.title,
                "when": page.when.source if page.when else "",
                "questions": [_question(each) for each in page.questions],
            }
            for page in form.pages
        ]

    @staticmethod
    def resolve_links(card: ProcedureCard) -> dict[str, str]:
        base = plugs.get(City).base_url
        page = f"{base}/procedures/{card.code}"
        return {
            "id": f"{base}/id/procedure/{card.code}", "page": page, "jsonld": f"{page}.jsonld",
            "turtle": f"{page}.ttl", "source": card.source_link,
        }  # fmt: skip


@router.get("/{code}", response=Whole, summary="A procedure in force", url_name="procedure")
def procedure(request: HttpRequest, code: str) -> ProcedureCard:
    """Everything the law wants published about it: level with its requirements and evidence, times
    and cases, fees, documents, steps, legal basis, the form's questions, and what is doubtful."""
    limiting.count(request)
    return catalogue.public_procedure(code)


def _time(time: TimeLimit) -> dict[str, object]:
    return {
        "amount": None if time.amount is None else _plain(time.amount),
        "unit": time.unit,
        "says": time.says,
        "source": time.source,
    }


def _plain(amount: Decimal) -> str:
    return f"{amount:f}"


def _question(question: forms.Question) -> dict[str, object]:
    kind = question.kind
    return {
        "key": question.key,
        "kind": kind.name,
        "label": question.label,
        "required": question.required,
        "when": question.when.source if question.when else "",
        "choices": [
            {"key": choice.value, "label": choice.label} for choice in getattr(kind, "choices", ())
        ],
        "questions": [_question(each) for each in kind.questions]
        if isinstance(kind, Group)
        else [],
    }
