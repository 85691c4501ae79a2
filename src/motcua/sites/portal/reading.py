"""Doors for reading a procedure: what people ask first is answered first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.design import clock, errors, formats
from motcua.design.page import page
from motcua.design.requests import actor_of, sign_in_url
from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.kernel.clock import Due
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.bundles import queries as bundles
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries.absent import public_absent
from motcua.modules.catalogue.rules import Channel, Source
from motcua.modules.dossiers.queries import held
from motcua.modules.dossiers.queries.held import HeldPaper
from motcua.modules.proposals import queries as proposals
from motcua.modules.registers import queries as registers
from motcua.modules.registers.rules import ABOUT, Ground
from motcua.modules.results.ports import City

from . import telling
from .cautions import cautions
from .deciding import deciding
from .my_case import MyCase, my_case
from .readiness import Reckoner, reckoner

GONE = 410


@dataclass(frozen=True, slots=True)
class Way:
    """A channel with its time, and when it would be ready if it were accepted now."""

    channel: str
    time: str
    says: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class Situation:
    """A case of the procedure that has a time of its own; `is_mine` by what the asker said."""

    name: str
    code: str
    says: str
    due: Due | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A document as the page shows it: whether it is asked for, and what is there already.

    `asked`: yes, maybe or no. `register` is who holds the facts, so that nobody need bring it.
    """

    card: catalogue.ComponentCard
    asked: str
    held: tuple[HeldPaper, ...]
    register: str


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Documents under one heading of the source; most have none."""

    title: Text
    rows: tuple[PaperRow, ...]

    @property
    def size(self) -> int:
        return len(self.rows)


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Can I do it online, what does it cost me, when is it ready, what do I need, who decides."""
    try:
        card = catalogue.public_procedure(code)
    except NotFound:
        return _absent(request, code)
    actor = actor_of(request)
    ready = reckoner()
    ways = _ways(card, ready)
    channel = _channel(card, request.GET.get("channel", ""))
    first = next((way for way in ways if way.channel == channel), None)
    case = _case(card, channel, request)
    situations = _situations(card, case, ready)
    mine = next((each for each in situations if each.is_mine and each.says), None)
    if first and mine:
        # The asker's own situation has a time of its own, which takes the place of the channel's.
        first = replace(first, time=mine.says, says=mine.says, due=mine.due)
    has_start = card.is_fileable and any(way.channel == "online" for way in ways)
    return page(
        request,
        "portal/procedure.html",
        card=card,
        ways=ways,
        first=first,
        intervals=clock.parts(first.due.explanation) if first and first.due else [],
        note=clock.note(first.due) if first and first.due else "",
        is_same_time=len({way.says for way in ways}) == 1,
        situations=situations,
        start=reverse("portal:start", args=[code]) if has_start else "",
        together=bundles.public_groups_with(code),
        case=case,
        terms=catalogue.revision(card.revision).form.terms if card.is_fileable else (),
        papers=_papers(card, case, by=actor),
        is_known=actor.person is not None,
        sign_in=sign_in_url(request),
        deciding=deciding(card, request.GET.get("agency", ""), by=actor),
        cautions=cautions(card.notes, card.review_marks),
        in_force=proposals.public_in_force(code),
        head=_head(code),
        words=telling,
    )


def _ways(card: catalogue.ProcedureCard, ready: Reckoner) -> list[Way]:
    return [
        Way(
            channel=way.channel.value,
            time=clock.allowance_words(way.time.allowance) if way.time.allowance else "",
            says=formats.text(way.time.says),
            due=ready(way.time.allowance),
        )
        for way in card.ways
    ]


def _situations(
    card: catalogue.ProcedureCard, mine: MyCase | None, ready: Reckoner
) -> list[Situation]:
    """The cases, where at least one has its own time; else their names say nothing new."""
    if not any(case.time for case in card.cases):
        return []
    return [
        Situation(
            formats.text(case.name),
            case.code,
            formats.text(case.time.says) if case.time else "",
            ready(case.time.allowance if case.time else None),
            is_mine=mine is not None and mine.situation == case.code,
        )
        for case in card.cases
    ]


def _channel(card: catalogue.ProcedureCard, asked: str) -> str:
    """The way asked for, else online, else the first."""
    known = [way.channel.value for way in card.ways]
    return next((each for each in (asked, "online", *known) if each in known), "")


def _case(card: catalogue.ProcedureCard, channel: str, request: HttpRequest) -> MyCase | None:
    """What it costs and takes for the asker. Of what is only for reading nothing is reckoned."""
    if not card.is_fileable or not channel:
        return None
    return my_case(catalogue.revision(card.revision).package, Channel(channel), request.GET)


def _papers(
    card: catalogue.ProcedureCard, case: MyCase | None, *, by: Actor
) -> Mapping[str, list[PaperGroup]]:
    """The documents by whether they are asked for, under the headings a source gives them."""
    has = held.held_papers(by=by) if card.is_fileable else []
    is_open = card.is_fileable
    found: dict[str, list[PaperRow]] = {"yes": [], "maybe": [], "no": []}
    for each in card.components:
        asked = case.documents[each.key].value if case else "yes"
        row = PaperRow(each, asked, _matching(each, has), _register(each) if is_open else "")
        found[asked].append(row)
    return {
        asked: [
            PaperGroup(title, tuple(group))
            for title, group in groupby(rows, key=lambda row: row.card.group)
        ]
        for asked, rows in found.items()
    }


def _register(component: catalogue.ComponentCard) -> str:
    """Where it can be looked up instead, as the page that asks for it will offer; '' nowhere."""
    holder = registers.public_holder(component.document_type)
    if holder is None or Source.REGISTER not in component.sources:
        return ""
    name = formats.text(ABOUT[holder].name)
    if ABOUT[holder].ground is Ground.CONSENT:
        return _("%(register)s, nếu bạn đồng ý") % {"register": name}
    return name


def _matching(
    component: catalogue.ComponentCard, has: Iterable[HeldPaper]
) -> tuple[HeldPaper, ...]:
    """What is there already of this type; the form itself is written anew each time."""
    if "form" in {str(source) for source in component.sources}:
        return ()
    same = [each for each in has if each.document_type == component.document_type]
    return tuple(same[:2])


def _head(code: str) -> dict[str, str]:
    """Addresses for search engines and programs: the page's own, and its data's."""
    base = plugs.get(City).base_url
    with override("vi"):
        plain = reverse("portal:procedure", args=[code])
    return {
        "canonical": f"{base}{reverse('portal:procedure', args=[code])}",
        "jsonld": f"{base}{plain}.jsonld",
        "turtle": f"{base}{plain}.ttl",
        "json": f"{base}{reverse('api:procedure', args=[code])}",
        "name": f"{base}/id/procedure/{code}",
    }


def _absent(request: HttpRequest, code: str) -> HttpResponse:
    """It was in force, or will be: say so, and where to go instead."""
    try:
        absent = public_absent(code)
    except NotFound:
        return errors.not_found(request)
    status = GONE if absent.ended_on else 200
    return page(request, "portal/absent.html", status, absent=absent)
