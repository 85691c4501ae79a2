"""«Is it meant for me?»: answered before anybody signs in or fills in anything.

The address is the whole state: nothing that is answered here is kept.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.design import errors
from motcua.design.page import page, today
from motcua.foundation import plugs
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import Channel
from motcua.modules.catalogue.rules.circumstances import (
    PAGE,
    Asked,
    circumstances,
    meant,
    of_terms,
)
from motcua.modules.forms import rules as forms
from motcua.modules.forms.asked import Asked as Question
from motcua.modules.forms.compile import page_form

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Standing:
    """What was asked and said, and which conditions hold: `unmet` do not, `open` nobody knows."""

    questions: tuple[Question, ...]
    errors: list[tuple[str, str]]
    unmet: tuple[forms.Term, ...]
    open: tuple[forms.Term, ...]
    is_told: bool

    @property
    def is_meant(self) -> bool:
        return self.is_told and not self.unmet and not self.open


@require_safe
def for_me(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what the conditions read, and tell what follows, with the procedure that may suit."""
    try:
        card = catalogue.public_procedure(code)
    except NotFound:
        return errors.not_found(request)
    revision = catalogue.revision(card.revision) if card.is_fileable else None
    if revision is None or not revision.form.terms:
        return errors.not_found(request)
    found = standing(revision.form, request.GET)
    return page(
        request,
        "portal/meant.html",
        422 if found.errors else 200,
        card=card,
        terms=revision.form.terms,
        found=found,
        instead=[each for term in found.unmet if (each := _procedure(term.instead))],
        start=reverse("portal:start", args=[code]),
    )


def standing(form: forms.Form, said: QueryDict) -> Standing:
    """What the address says, and what follows of it."""
    asked = of_terms(form)
    told = said if "asked" in said and len(said.urlencode()) <= LONGEST else None
    scene = forms.Scene(today(), plugs.get(forms.PlaceNames))
    filled = page_form(asked.form, PAGE)(told, None, draft={}, scene=scene)
    case = circumstances(asked, filled.answers, Channel.ONLINE)
    judged = meant(form, case, today=today())
    return Standing(
        questions=tuple(replace(question, optional=False) for question in filled.asked),
        errors=filled.error_list,
        unmet=tuple(term for term, holds in judged if holds is Asked.NO),
        open=tuple(term for term, holds in judged if holds is Asked.MAYBE),
        is_told=bool(case.answers),
    )


def _procedure(code: str) -> catalogue.ProcedureCard | None:
    """The procedure that may suit; None where none is named, or it is not in force here."""
    try:
        return catalogue.public_procedure(code) if code else None
    except NotFound:
        return None
