"""Changing the numbers of a rule: tried on the past first, then kept as a draft for another."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.errors import NotAllowed, NotFound, Refusal
from motcua.modules.alerts import operations, queries
from motcua.modules.alerts.queries import RuleCard
from motcua.modules.alerts.rules import thresholds
from motcua.modules.alerts.rules.cap import Severity
from motcua.modules.alerts.rules.thresholds import Confirms, RuleInvalid, ThresholdRule

from . import telling, words
from .doors import Gap, on_duty, text
from .rules import SPANS, back, newest_of, past_of

WHOLE = (
    "periods", "clear_periods", "fresh_minutes", "cooldown_minutes", "silent_minutes",
    "lasts_minutes",
)  # fmt: skip


@dataclass(slots=True)
class Reader:
    """Reads numbers from the form into a rule's document, and notes what is no number."""

    request: HttpRequest
    document: dict[str, object]
    gaps: list[Gap] = field(default_factory=list)

    def number(self, name: str, label: str, read: Callable[[str], float]) -> float:
        try:
            return read(text(self.request, name).replace(",", "."))
        except ValueError:
            self.gaps.append((name, _("%(name)s: ghi một con số") % {"name": label}))
            return 1

    def choice(self, name: str, known: set[str], otherwise: str) -> str:
        typed = text(self.request, name)
        if typed in known:
            return typed
        self.gaps.append((name, _("Chọn một trong danh sách")))
        return otherwise


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page shows beside the rule: what is wrong, and whether the past was asked."""

    gaps: tuple[Gap, ...] = ()
    refusal: Refusal | None = None
    is_tried: bool = False

    @property
    def status(self) -> int:
        if self.refusal is not None:
            return self.refusal.status
        return 422 if self.gaps else 200


@on_duty("GET", "POST")
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, try on the past, or keep."""
    card = newest_of(request, code)
    if not card.may_draft:
        raise NotAllowed("those on duty draft rules")
    if request.method == "GET":
        return _ask(request, card, card.rule, Asked())
    rule, gaps = _read(request, card.rule)
    if gaps or "try" in request.POST:
        return _ask(request, card, rule, Asked(tuple(gaps), is_tried=not gaps))
    return _keep(request, card, rule)


def _keep(request: HttpRequest, card: RuleCard, rule: ThresholdRule) -> HttpResponse:
    reason = text(request, "reason")
    if not reason:
        return _ask(request, card, rule, Asked((("reason", _("Ghi lý do")),)))
    document = queries.public_document(rule)
    try:
        operations.draft_rule(document=document, reason=reason, by=actor_of(request), at=now())
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return _ask(request, card, rule, Asked(refusal=refusal))
    return back(card.code, "draft")


def _ask(request: HttpRequest, card: RuleCard, rule: ThresholdRule, asked: Asked) -> HttpResponse:
    past, watched = past_of(rule, SPANS[-1]) if asked.is_tried else ([], 0)
    before, _count = past_of(card.rule, SPANS[-1]) if asked.is_tried else ([], 0)
    return page(
        request,
        "control_room/draft.html",
        asked.status,
        card=card,
        rule=rule,
        typed=_fields(request, card.rule),
        whole=WHOLE,
        labels=labels(),
        severities=[(value.value, str(said)) for value, said in words.SEVERITIES.items()],
        confirms=[(value.value, str(said)) for value, said in words.CONFIRMS.items()],
        reason=text(request, "reason"),
        asked=asked,
        past=past,
        before=[len(each.replay.signals) for each in before],
        watched=watched,
        days=SPANS[-1],
        words=telling,
    )


def _read(request: HttpRequest, rule: ThresholdRule) -> tuple[ThresholdRule, list[Gap]]:
    """The rule with the numbers that were typed, and everything that is wrong with them."""
    reader, named = Reader(request, dict(queries.public_document(rule))), labels()
    for name in WHOLE:
        reader.document[name] = reader.number(name, named[name], int)
    reader.document["margin"] = reader.number("margin", named["margin"], float)
    share = reader.number("completeness", named["completeness"], float)
    reader.document["completeness"] = share / 100
    known = {value.value for value in Confirms}
    reader.document["confirms"] = reader.choice("confirms", known, rule.confirms)
    reader.document["levels"] = [
        _level(reader, place, level) for place, level in enumerate(rule.levels)
    ]
    if reader.gaps:
        return rule, reader.gaps
    try:
        made = thresholds.read(reader.document)
    except RuleInvalid as refusal:
        return rule, telling.gaps(refusal.missing)
    wrong = thresholds.faults(made, events=frozenset(queries.public_events()))
    return made, telling.gaps(wrong)


def _level(reader: Reader, place: int, level: thresholds.Level) -> dict[str, object]:
    known = {value.value for value in Severity}
    told: dict[str, object] = {
        "severity": reader.choice(f"severity-{place}", known, level.severity),
        "band": level.band,
    }
    if not level.band:
        told["at"] = reader.number(f"level-{place}", _("Ngưỡng"), float)
    return told


def _fields(request: HttpRequest, rule: ThresholdRule) -> dict[str, str]:
    """What stands in the fields: as typed, or as the rule has it."""
    shown = {name: str(getattr(rule, name)) for name in WHOLE}
    shown |= {
        "margin": f"{rule.margin:g}",
        "confirms": rule.confirms.value,
        "completeness": f"{100 * rule.completeness:g}",
    }
    for place, level in enumerate(rule.levels):
        shown[f"level-{place}"] = "" if level.at is None else f"{level.at:g}"
        shown[f"severity-{place}"] = level.severity.value
    typed = {name: text(request, name) for name in shown if name in request.POST}
    return shown | typed


def labels() -> dict[str, str]:
    return {
        "margin": _("Hết khi xuống dưới ngưỡng thấp nhất trừ đi"),
        "periods": _("Số kỳ liền nhau để phát cảnh báo"),
        "clear_periods": _("Số kỳ liền nhau để coi là hết"),
        "completeness": _("Tỷ lệ số liệu tối thiểu của một kỳ, phần trăm"),
        "fresh_minutes": _("Bỏ qua số liệu cũ hơn (phút)"),
        "cooldown_minutes": _("Sau khi hết, im lặng (phút)"),
        "silent_minutes": _("Báo ca trực khi không có số liệu quá (phút)"),
        "lasts_minutes": _("Cảnh báo có hiệu lực (phút)"),
    }
