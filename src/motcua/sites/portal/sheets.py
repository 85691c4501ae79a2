"""Doors for paper: the blank form and the list of what to prepare, as pages to print and as PDF.

A PDF is made by the worker and kept, since it is the same for everybody: who comes before it is
made is asked to wait a moment.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.design import errors, formats
from motcua.design.page import page
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.sheets import SheetKind, sheet

from . import telling


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
def pdf(request: HttpRequest, code: str, kind: str) -> HttpResponse:  # noqa: ARG001
    return errors.not_found(request)
