"""A draft as people would see it: citizens page by page, officers with a filled-in dossier.

What is typed into a preview is kept in the designer's own session and nowhere else.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from motcua.design.formats import language
from motcua.design.page import now, today
from motcua.foundation import plugs
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.catalogue.rules import (
    Channel,
    Component,
    Package,
    PriceUnknown,
    called_for,
    charges_for,
    level_of,
)
from motcua.modules.catalogue.rules.cases import allowance_of
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm, page_form
from motcua.modules.forms.reading import readings
from motcua.modules.forms.rules.files import NOTHING_HELD, Entry, Held
from motcua.modules.forms.rules.inventing import Inventor, NoAnswers
from motcua.modules.forms.suggesting import suggestions
from motcua.modules.organisation import queries as organisation
from motcua.modules.results import queries as results
from motcua.modules.results.rules import LetterKind
from motcua.modules.results.rules.letters import TITLES

from . import telling, words
from .around import Around, around, shown
from .doors import designing

#: What a file question holds in a preview: nothing is stored.
NO_FILE = {
    "sha256": "0" * 64, "name": "mau.pdf", "size": 1, "media_type": "application/pdf",
}  # fmt: skip
KEPT = "studio-preview"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that can be read, with what was typed into its preview."""

    here: Around
    package: Package
    answers: dict[str, object]


@designing()
def preview(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """The page of the procedure and the ways into both previews; or why there is none yet."""
    here = around(request, proposal_id)
    checked = telling.checked(here.id, here.as_bytes, on=today())
    package = checked.package
    request.session.pop(_kept(proposal_id), None)
    return shown(
        request,
        "studio/drafting/preview.html",
        here,
        package=package,
        facts=package.procedure if package else None,
        level=level_of(package) if package else None,
        spots=checked.faults,
        ready=_ready(package, {}) if package else None,
    )


@designing("GET", "POST")
def page_preview(request: HttpRequest, proposal_id: UUID, key: str) -> HttpResponse:
    """One page of the form as a citizen sees it; what is typed decides what is asked next."""
    made = _drafted(request, proposal_id)
    if found := suggestions(made.package.form, request.GET):
        return JsonResponse(found)
    filled = filled_page(made.package, key, made.answers, request)
    if read := readings(request.POST, filled):
        return JsonResponse(read)
    if request.method == "POST":
        goes_on = filled.is_valid()
        request.session[_kept(proposal_id)] = dict(filled.answers)
        if goes_on:
            following = forms.next_page(made.package.form, filled.answers, key)
            if following is not None:
                return redirect("studio:preview-page", proposal_id, following.key)
            return redirect("studio:preview-check", proposal_id)
    status = 422 if filled.problems else 200
    pages = forms.pages_to_fill(made.package.form, filled.answers)
    return shown(
        request, "studio/drafting/preview_page.html", made.here, status,
        filled=filled, pages=pages, key=key,
    )  # fmt: skip


def filled_page(
    package: Package, key: str, answers: dict[str, object], request: HttpRequest | None = None
) -> PageForm:
    """
    :raises NotFound: the form has no such page
    """
    posted = request.POST if request is not None and request.method == "POST" else None
    scene = forms.Scene(today(), plugs.get(forms.PlaceNames))
    files = {name: [NO_FILE] for name in _file_questions(package)}
    return page_form(package.form, key)(
        posted, None, draft={**files, **answers}, scene=scene, keep=NoFiles()
    )


def _file_questions(package: Package) -> list[str]:
    return [
        question.key
        for page in package.form.pages
        for question in page.questions
        if question.kind.name == "file"
    ]


class NoFiles:
    """A preview keeps none, whatever is sent."""

    def take(self, content: bytes, name: str) -> Entry:
        """:raises NotFound: always"""
        raise NotFound(f"a preview keeps no files: {len(content)} bytes of {name}")

    def join(self, contents: Sequence[bytes], name: str) -> Entry:
        """:raises NotFound: always"""
        return self.take(b"".join(contents), name)

    def find(self, document: str) -> Entry | None:  # noqa: ARG002
        """There are none."""
        return None

    def held(self, digests: Sequence[str]) -> Held:  # noqa: ARG002
        """Nothing is known of files that are not there."""
        return NOTHING_HELD


@designing()
def check_preview(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """The last page before filing: answers, price, due date."""
    made = _drafted(request, proposal_id)
    facts = _facts(made.package, made.answers)
    try:
        charges = charges_for(made.package.fees, facts)
    except PriceUnknown:
        charges = None
    return shown(
        request,
        "studio/drafting/preview_check.html",
        made.here,
        sections=_sections(made.package, made.answers),
        charges=charges,
        ready=_ready(made.package, facts),
    )


@designing()
def officer_preview(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """A dossier with specimen answers as the desk shows it, and the papers it would bring."""
    made = _drafted(request, proposal_id)
    answers = specimen(made.package)
    facts = _facts(made.package, answers)
    try:
        charges = charges_for(made.package.fees, facts)
    except PriceUnknown:
        charges = None
    components: list[Component] = called_for(made.package.components, facts)
    return shown(
        request,
        "studio/drafting/preview_officer.html",
        made.here,
        sections=_sections(made.package, answers),
        charges=charges,
        components=components,
        routes=list(made.package.routes.items()),
        ready=_ready(made.package, facts),
        kinds={
            kind: str(words.AGENCY_KINDS.get(kind.value, kind.value))
            for kind in made.package.routes
        },
        letters=[kind.value for kind in LetterKind],
        titles={kind.value: words for kind, words in TITLES.items()},
        package=made.package,
    )


@designing()
def paper(request: HttpRequest, proposal_id: UUID, name: str) -> HttpResponse:
    """The result or a letter as PDF, with invented data; or what is wrong with its template."""
    made = _drafted(request, proposal_id)
    package = made.package
    if name == "result" and package.is_complete:
        set_ = results.public_specimen(
            package.result_template, package.result, answers=specimen(package)
        )
    elif name in {kind.value for kind in LetterKind}:
        kind = LetterKind(name)
        template = package.letters.get(name) or results.public_city_template(kind)
        set_ = results.public_specimen(template, kind, answers=specimen(package))
    else:
        raise NotFound(name)
    if isinstance(set_, bytes):
        answer = HttpResponse(set_, content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
        return answer
    return shown(
        request, "studio/drafting/preview_paper.html", made.here, 422, paper=name, troubles=set_
    )


def _drafted(request: HttpRequest, proposal_id: UUID) -> Drafted:
    """
    :raises NotFound: there is no package to preview yet
    """
    here = around(request, proposal_id)
    checked = telling.checked(here.id, here.as_bytes, on=today())
    if checked.package is None:
        raise NotFound("the files do not make a package")
    answers = request.session.get(_kept(proposal_id), {})
    return Drafted(here, checked.package, dict(answers))


def _kept(proposal: UUID) -> str:
    return f"{KEPT}:{proposal}"


def specimen(package: Package) -> dict[str, object]:
    """Invented answers that the form accepts; as many as could be found."""
    inventor = Inventor(
        draw=random.Random(7),  # noqa: S311 - the same specimen every time
        province="01",
        communes=("00070", "00004"),
        today=today(),
        file=NO_FILE,
    )
    try:
        return inventor.answers(package.form, plugs.get(forms.PlaceNames))
    except NoAnswers:
        return {}


def _facts(package: Package, answers: dict[str, object]) -> dict[str, object]:
    return {"answers": forms.clean(package.form, answers), "channel": Channel.ONLINE.value}


def _sections(package: Package, answers: dict[str, object]) -> list[forms.Section]:
    return forms.show(package.form, answers, language(), places=plugs.get(forms.PlaceNames))


def _ready(package: Package, facts: dict[str, object]) -> clock.Due | None:
    """«If it were accepted now», by the city's calendar; None where it cannot be told."""
    way = package.procedure.channels.get(Channel.ONLINE)
    if way is None or not package.is_complete:
        return None
    own = allowance_of(package.case_rules, facts) if facts else None
    allowance = own or way.allowance
    if allowance is None:
        return None
    try:
        calendar = organisation.calendar_of(organisation.public_tops()[0])
        rules = organisation.clock_rules_on(today())
        return clock.when_ready(now(), allowance, calendar, rules)
    except (Refusal, IndexError):
        return None
