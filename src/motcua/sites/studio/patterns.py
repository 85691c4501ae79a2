"""The pattern pages: every component, with example words, in both languages.

Open to all where the wiring says so (demo and test); elsewhere they do not exist.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from motcua.design import shell
from motcua.design.page import page

from . import examples

P = ParamSpec("P")


def _open() -> None:
    if not shell.city().patterns:
        raise Http404("pattern pages are closed here")


def only_where_open(door: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A pattern page that is not there where they are closed."""

    @wraps(door)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        _open()
        return door(*args, **kwargs)

    return guarded


def components(request: HttpRequest) -> HttpResponse:
    _open()
    return page(request, "studio/patterns.html", example=examples)


def questions(request: HttpRequest) -> HttpResponse:
    _open()
    wrong = "wrong" in request.GET
    return page(request, "studio/questions.html", example=examples, wrong=wrong)


def home(request: HttpRequest) -> HttpResponse:
    _open()
    return page(request, "studio/home.html", example=examples)


def question(request: HttpRequest) -> HttpResponse:
    _open()
    wrong = request.method == "POST" and not request.POST.get("acting_as")
    return page(request, "studio/question.html", status=422 if wrong else 200, wrong=wrong)


def worklist(request: HttpRequest) -> HttpResponse:
    _open()
    return page(request, "studio/worklist.html", example=examples)


def dossier(request: HttpRequest) -> HttpResponse:
    _open()
    return page(request, "studio/dossier.html", example=examples)


def sheet(request: HttpRequest) -> HttpResponse:
    _open()
    return page(request, "studio/print.html", example=examples)


def communes(request: HttpRequest) -> JsonResponse:
    _open()
    return JsonResponse(examples.COMMUNES.get(request.GET.get("province", ""), []), safe=False)
