"""The pattern pages of questions: one of every kind, asked by a compiled form; nothing is kept."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

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
REACTING = Path(__file__).with_name("reacting.yaml")


#: A part of the form as it is written.
Branch: TypeAlias = dict[str, Any]


@cache
def specimen() -> forms.Form:
    """The form that has every kind, a page each."""
    return forms.parse_form(_tree(), file=SPECIMEN.name)


@cache
def reacting() -> forms.Form:
    """The same questions, with what follows from their answers."""
    tree = _tree()
    following = yaml.safe_load(REACTING.read_text(encoding="utf-8"))
    asked = {page["key"]: page for page in tree["pages"]}
    pages = [_reacting(asked[kind], follows) for kind, follows in following.items()]
    return forms.parse_form({**tree, "pages": pages}, file=REACTING.name)


def _tree() -> Branch:
    tree: Branch = yaml.safe_load(SPECIMEN.read_text(encoding="utf-8"))
    return tree


def _reacting(asked: Branch, follows: Mapping[str, str]) -> Branch:
    """The question of a page, a question that comes with some answers, and a value of them."""
    kind, title = asked["key"], asked["title"]
    further = {"vi": "Câu hỏi thêm", "en": "A further question"}
    worth = {"vi": "Kết quả tự tính", "en": "What it comes to"}
    return {
        "key": f"reacting_{kind}",
        "title": {"vi": f"{title['vi']}: có câu tiếp theo", "en": f"{title['en']}: what follows"},
        "questions": [
            {**asked["questions"][0], "key": f"of_{kind}"},
            {"key": f"then_{kind}", "kind": "short_text", "label": further, "required": False}
            | {"when": follows["when"]},
            {"key": f"worth_{kind}", "kind": "computed", "label": worth, "value": follows["value"]},
        ],
    }


@only_where_open
def every(request: HttpRequest) -> HttpResponse:
    """The list of kinds."""
    return page(request, "studio/kinds.html", pages=specimen().pages, reacting=reacting().pages)


@only_where_open
def one(request: HttpRequest, key: str) -> HttpResponse:
    """A question of one kind; what is sent is judged and shown in words, and forgotten."""
    form = reacting() if reacting().page(key) else specimen()
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
