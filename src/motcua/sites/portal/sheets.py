"""Doors for paper: the blank form and the list of what to prepare, as pages to print and as PDF.

A PDF is made by the worker and kept, since it is the same for everybody: who comes before it is
made is asked to wait a moment.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.design import errors, formats
from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.foundation import files
from motcua.foundation.limits import Limit, TooOften, knock
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import operations
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries.sheets import public_sheet
from motcua.modules.catalogue.rules.sheets import SheetKind, sheet

from . import telling

MAKING = 202
PATIENCE_SECONDS = 3
#: Each one not made yet is work for the worker; a person prints a few, and looks again while they
#: are made.
ASKING = Limit("sheet", most=120, per=timedelta(minutes=10))


@require_safe
def blank_form(request: HttpRequest, code: str) -> HttpResponse:
    """Every page and question of the form, to be filled in by hand."""
    return _sheet(request, code, SheetKind.FORM, "portal/blank_form.html")


@require_safe
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    """What to prepare, to be ticked off."""
    return _sheet(request, code, SheetKind.CHECKLIST, "portal/checklist.html")


def _sheet(request: HttpRequest, code: str, kind: SheetKind, template: str) -> HttpResponse:
    try:
        card = catalogue.public_procedure(code)
    except NotFound:
        return errors.not_found(request)
    if kind is SheetKind.FORM and not card.is_fileable:
        return errors.not_found(request)
    package = catalogue.revision(card.revision).package
    return page(
        request,
        template,
        card=card,
        sheet=sheet(package, kind, formats.language()),
        pdf=reverse("portal:sheet-pdf", args=[code, kind.value]),
        words=telling,
    )


@require_safe
def pdf(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The sheet as PDF; while it is being made, a page that looks again by itself."""
    try:
        card, which = catalogue.public_procedure(code), SheetKind(kind)
    except (NotFound, ValueError):
        return errors.not_found(request)
    if which is SheetKind.FORM and not card.is_fileable:
        return errors.not_found(request)
    language = formats.language()
    found = public_sheet(card.digest, which, language)
    if found is not None:
        return _file(files.read(found), f"{code}-{kind}-{language}.pdf", found)
    status, seconds = MAKING, PATIENCE_SECONDS
    try:
        knock(ASKING, str(request.META.get("REMOTE_ADDR", "")), at=now())
        operations.ask_for_sheet(
            digest=card.digest, kind=which, language=language, by=actor_of(request), at=now()
        )
    except TooOften as refusal:
        status, seconds = refusal.status, refusal.seconds
    waiting = page(request, "portal/making.html", status, card=card, here=request.path)
    waiting.headers["Refresh"] = f"{seconds}; url={request.path}"
    return waiting


def _file(content: bytes, name: str, digest: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["ETag"] = f'"{digest[:32]}"'
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
