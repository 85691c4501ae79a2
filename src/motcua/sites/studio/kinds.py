"""The pattern pages of questions: one of every kind, asked by a compiled form; nothing is kept."""

from functools import cache
from pathlib import Path

import yaml
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from motcua.design import formats
from motcua.design.page import page, today
from motcua.foundation import plugs
from motcua.kernel.errors import NotFound
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import page_form
from motcua.modules.forms.reading import readings
from motcua.modules.forms.suggesting import suggestions

from .patterns import only_where_open

SPECIMEN = Path(__file__).with_name("specimen.yaml")


@cache
def specimen() -> forms.Form:
    """The form that has every kind, a page each."""
    tree = yaml.safe_load(SPECIMEN.read_text(encoding="utf-8"))
    return forms.parse_form(tree, file=SPECIMEN.name)


@only_where_open
def every(request: HttpRequest) -> HttpResponse:
    """The list of kinds."""
    return page(request, "studio/kinds.html", pages=specimen().pages)


@only_where_open
def one(request: HttpRequest, key: str) -> HttpResponse:
    """A question of one kind; what is sent is judged and shown in words, and forgotten."""
    form = specimen()
    if found := suggestions(form, request.GET):
        return JsonResponse(found)
    scene = forms.Scene(
        today(),
        plugs.get(forms.PlaceNames),
        organisations=plugs.get(forms.OrganisationNames),
    )
    try:
        compiled = page_form(form, key)
    except NotFound:
        raise Http404 from None
    posted = request.POST if request.method == "POST" else None
    filled = compiled(posted, None, draft={}, scene=scene)
    if read := readings(request.POST, filled):
        return JsonResponse(read)
    is_right = posted is not None and filled.is_valid()
    sections = forms.show(form, filled.answers, formats.language(), places=scene.places)
    return page(
        request,
        "studio/kind.html",
        422 if filled.problems else 200,
        filled=filled,
        lines=[line for each in sections if each.page == key for line in each.lines if line.text],
        is_right=is_right,
    )
