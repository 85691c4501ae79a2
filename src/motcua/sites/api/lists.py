"""The reference lists that a form asks from: codes and names, searched as on its pages."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from motcua.design.problems import language_of
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.forms.rules.lists import Entry, ReferenceList
from motcua.modules.forms.rules.schema import list_in, schema_of_list

from . import limiting
from .forms import address_of, as_schema, fileable
from .procedures import Words

router = Router(tags=["forms"])
MOST_FOUND, LONGEST = 100, 100


class Item(Schema):
    """`also`: other names it is found by."""

    code: str
    name: Words
    also: list[str]


class List(Schema):
    """`key` names the edition, which never changes. `source` says where it comes from, `as_of` on
    which day it was compared; both are empty for a list of the form's own. `total`: how many there
    are in all."""

    key: str
    title: Words
    source: str
    as_of: str
    total: int
    items: list[Item]


class Sought(Schema):
    """`q`: words of a name, or a code; with it the best come first, at most 100."""

    q: str = ""


@router.get("/{code}/lists/{question}.schema.json", summary="The codes of a list, as JSON Schema")
def choices_schema(request: HttpRequest, code: str, question: str) -> HttpResponse:
    """Where a list is too long for the form's schema, that refers here."""
    limiting.count(request)
    listed = _listed(code, question)
    folder = address_of(code).rpartition("/")[0]
    address = f"{folder}/lists/{question}.schema.json"
    return as_schema(schema_of_list(listed, address=address, language=language_of(request)))


@router.get("/{code}/lists/{question}", response=List, summary="The list a question asks from")
def choices(
    request: HttpRequest, code: str, question: str, sought: Annotated[Sought, Query()]
) -> dict[str, object]:
    """`question` as in the form; `members.country` where it is asked in each row. Answers are the
    codes; names are for people."""
    limiting.count(request)
    listed = _listed(code, question)
    q = sought.q.strip()[:LONGEST]
    entries = listed.search(q, most=MOST_FOUND) if q else listed.entries
    return {
        "key": listed.key,
        "title": _words(listed.title),
        "source": listed.source,
        "as_of": listed.as_of,
        "total": len(listed.entries),
        "items": [_item(entry) for entry in entries],
    }


def _listed(code: str, question: str) -> ReferenceList:
    found = list_in(fileable(code).form, question)
    if found is None:
        raise NotFound("no list is asked from there")
    return found


def _item(entry: Entry) -> dict[str, object]:
    return {"code": entry.code, "name": _words(entry.name), "also": list(entry.also)}


def _words(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}
