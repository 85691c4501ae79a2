"""What a procedure asks, for programs: the form as data and as JSON Schema, and its verdict."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from ninja import Query, Router, Schema

from motcua.design.problems import language_of
from motcua.foundation import plugs
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries import Revision
from motcua.modules.catalogue.rules.fees import PriceUnknown, charges_for
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.schema import schema_of
from motcua.modules.results.ports import City

from . import limiting, verdicts
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
    more (check digits, places, conditions over several answers): ask `check`."""
    limiting.count(request)
    revision = fileable(code)
    address = f"{plugs.get(City).base_url}/api/v1/procedures/{code}/form.schema.json"
    document = schema_of(revision.form, address=address, language=_language(request, asked))
    document["x-revision"] = revision.digest
    answer = JsonResponse(
        document, content_type=SCHEMA_TYPE, json_dumps_params={"ensure_ascii": False}
    )
    answer.headers["Vary"] = "Accept-Language"
    return answer


@router.post("/{code}/check", response=Verdict, summary="What is wrong with these answers?")
def check(request: HttpRequest, code: str, sent: Answers) -> dict[str, object]:
    """The same verdict as the form's, with the same codes. Nothing is kept."""
    limiting.count(request)
    revision = fileable(code)
    with translation.override(language_of(request)):
        counted, problems = verdicts.judged(revision.form, sent.answers)
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
