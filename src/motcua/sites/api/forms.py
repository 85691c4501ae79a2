"""What a procedure asks, for programs: the form as data and as JSON Schema, and its verdict."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from ninja import Query, Router, Schema

from motcua.design.problems import language_of
from motcua.foundation import plugs
from motcua.modules.access.rules import Scope
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries import Revision
from motcua.modules.catalogue.rules.fees import PriceUnknown, charges_for
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.schema import schema_of
from motcua.modules.results.ports import City

from . import limiting, verdicts
from .entering import Keyed
from .proofs import prover_of
from .verdicts import ProblemOut

router = Router(tags=["forms"])
SCHEMA_TYPE = "application/schema+json"


class Language(Schema):
    """`lang`: vi or en; without it, by `Accept-Language`."""

    lang: str = ""


class Answers(Schema):
    """`answers` by the keys of the form's questions, in the shapes of its JSON Schema."""

    answers: dict[str, Any]


class LineOut(Schema):
    code: str
    name: str
    amount: int


class Verdict(Schema):
    """`is_complete`: it could be filed as it is. `counted`: the answers that count; what is asked
    of nobody in this situation is left out. `price`: the lines of the fee in đồng, null while an
    answer it depends on is missing."""

    is_complete: bool
    problems: list[ProblemOut]
    counted: dict[str, Any]
    price: list[LineOut] | None
    revision: str


@router.get("/{code}/form.schema.json", summary="What to send, as JSON Schema")
def schema(request: HttpRequest, code: str, asked: Annotated[Language, Query()]) -> HttpResponse:
    """JSON Schema 2020-12 of the answers. Whatever it refuses, the form refuses; the form knows
    more (check digits, places, conditions over several answers): ask `check`. `x-list` is where the
    names of a list's codes are, `x-proof` that an address is to be proved: see `/proofs`."""
    limiting.count(request)
    revision = fileable(code)
    document = schema_of(
        revision.form, address=address_of(code), language=_language(request, asked)
    )
    document["x-revision"] = revision.digest
    return as_schema(document)


def address_of(code: str) -> str:
    """Where the schema of a procedure's form is."""
    return f"{plugs.get(City).base_url}/api/v1/procedures/{code}/form.schema.json"


def as_schema(document: Mapping[str, object]) -> HttpResponse:
    """A JSON Schema as an answer."""
    answer = JsonResponse(
        dict(document), content_type=SCHEMA_TYPE, json_dumps_params={"ensure_ascii": False}
    )
    answer.headers["Vary"] = "Accept-Language"
    return answer


@router.post(
    "/{code}/check",
    response=Verdict,
    summary="What is wrong with these answers?",
    openapi_extra={"security": [{}, {Keyed.__name__: []}]},
)
def check(request: HttpRequest, code: str, sent: Answers) -> dict[str, object]:
    """The same verdict as the form's, with the same codes. Nothing is kept.

    With a key that opens `dossiers:file`, what its owner proved counts as proved; without one, no
    address does."""
    limiting.count(request)
    revision = fileable(code)
    is_somebody = "Authorization" in request.headers
    proofs = prover_of(Keyed(Scope.FILE)(request)) if is_somebody else forms.NONE_PROVED
    with translation.override(language_of(request)):
        counted, problems = verdicts.judged(revision.form, sent.answers, proofs=proofs)
        return {
            "is_complete": not problems,
            "problems": problems,
            "counted": counted,
            "price": _price(revision, counted),
            "revision": revision.digest,
        }


def fileable(code: str) -> Revision:
    """What is in force and can be filed here.

    :raises NotFound: no such procedure
    :raises ForReadingOnly: published for information only
    """
    revision = catalogue.revision(catalogue.public_procedure(code).revision)
    if not revision.is_complete:
        raise dossiers.ForReadingOnly(f"{code} has no form here", procedure=code)
    return revision


def _language(request: HttpRequest, asked: Language) -> str:
    return asked.lang if asked.lang in ("vi", "en") else language_of(request)


def _price(revision: Revision, counted: dict[str, object]) -> list[dict[str, object]] | None:
    facts = {"answers": forms.clean(revision.form, counted), "channel": "online"}
    try:
        lines = charges_for(revision.fees, facts)
    except PriceUnknown:
        return None
    language = translation.get_language() or "vi"
    return [
        {"code": line.code, "name": line.name.in_(language), "amount": int(line.amount)}
        for line in lines
    ]
