"""The city today: a map and a few honest numbers, each with its source, time and limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from motcua.design import formats
from motcua.design.page import now, page
from motcua.kernel.words import Text
from motcua.modules.alerts import queries as alerts
from motcua.modules.indicators import queries as indicators
from motcua.modules.indicators.queries import BandCard, DefinitionCard, ValueCard
from motcua.modules.indicators.rules.periods import Grain

from . import asking, mapping, telling, words

#: What the map shows.
MAPPED = "vn_aqi_hour"
#: Numbers of the whole city, and how fine they are taken; beside the air.
SHOWN = (
    ("dossiers_filed", Grain.DAY),
    ("dossiers_in_time_share", Grain.MONTH),
    ("paid_online_share", Grain.MONTH),
)
TOPICS = "indicators,alerts"


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the page. `value` is empty where there is none; `says` then tells so."""

    code: str
    name: str
    value: str
    unit: str
    says: str
    href: str
    facts: tuple[str, ...]
    parts: tuple[str, ...] = ()
    band: BandCard | None = None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A commune in the table behind the map."""

    code: str
    name: Text
    value: str
    band: BandCard | None
    period: str
    says: str
    completeness: str
    leading: str = field(default="")


@require_safe
@gzip_page
def show(request: HttpRequest) -> HttpResponse:
    """Everything on one page, whole without script and without boundaries."""
    at = now()
    today = formats.here(at).date()
    definitions = {card.code: card for card in indicators.public_definitions()}
    mapped = definitions.get(MAPPED)
    found = (
        asking.newest_by_place(asking.recent(mapped, Grain.HOUR, at, by_place=True))
        if mapped
        else {}
    )
    city = asking.province()
    communes = asking.communes(today, city)
    active = alerts.public_active(at=at)
    numbers = [_air(mapped, [card for card, _b in found.values()], communes)] if mapped else []
    numbers += [
        _number(definitions[code], grain, at) for code, grain in SHOWN if code in definitions
    ]
    return page(
        request,
        "city/today.html",
        at=at,
        active=active,
        numbers=numbers,
        warnings=_warnings(len(active)),
        mapped=mapped,
        map=mapping.draw(city, today, mapped, [card for card, _b in found.values()]),
        legend=mapping.legend(mapped),
        rows=_rows(mapped, found, communes, at) if mapped else [],
        n_communes=len(communes),
        values_url=reverse("city:coloured", args=[MAPPED]),
        stream=f"/stream?topics={TOPICS}",
        words=words,
    )


def _air(
    definition: DefinitionCard, cards: Sequence[ValueCard], communes: dict[str, Text]
) -> Number:
    """The worst air measured now, and where."""
    href = reverse("city:indicator", args=[definition.code])
    name = _("Không khí hiện nay, nơi xấu nhất")
    worst = max(cards, key=lambda card: card.value or 0.0, default=None)
    if worst is None or worst.value is None:
        says = _("Chưa có số liệu trong sáu giờ qua.")
        return Number(definition.code, name, "", "", says, href, _source(definition))
    place = formats.text(communes.get(worst.place, Text(worst.place)))
    measured = ngettext(
        "%(place)s; đo được ở %(n)s phường, xã.", "%(place)s; đo được ở %(n)s phường, xã.",
        len(cards),
    ) % {"place": place, "n": len(cards)}  # fmt: skip
    return Number(
        definition.code,
        name,
        formats.number(worst.value, definition.decimals),
        formats.text(definition.unit_name),
        measured,
        f"{href}?place={worst.place}",
        (words.period_of(worst), telling.completeness(definition, worst), *_source(definition)),
        band=definition.band_of(worst.value),
    )


def _number(definition: DefinitionCard, grain: Grain, at: datetime) -> Number:
    """A number of the whole city: the newest period that has one."""
    href = f"{reverse('city:indicator', args=[definition.code])}?grain={grain.value}"
    name, source = formats.text(definition.name), _source(definition)
    values = asking.recent(definition, grain, at)
    # A month that runs cannot be compared; a day is wanted while it runs.
    whole = [each for each in values if grain is Grain.DAY or not telling.is_running(each, at)]
    card, before = asking.newest(whole or values)
    if card is None or card.value is None:
        says = _("Chưa có số liệu của kỳ này và kỳ trước.")
        return Number(definition.code, name, "", "", says, href, source)
    facts = (words.period_of(card), telling.completeness(definition, card), *source)
    if definition.splits:
        last = [each for each in values if each.start == card.start and each.value is not None]
        parts = tuple(telling.parts(definition, last))
        total = formats.number(sum(each.value or 0 for each in last), definition.decimals)
        says = telling.unfinished(card, at)
        return Number(
            definition.code, name, total, formats.text(definition.unit_name), says, href, facts,
            parts,
        )  # fmt: skip
    return Number(
        definition.code,
        name,
        formats.number(card.value, definition.decimals),
        formats.text(definition.unit_name),
        telling.changed(definition, card, before, at),
        href,
        (facts[0], telling.interval(definition, card), *facts[1:]),
        band=definition.band_of(card.value),
    )


def _warnings(count: int) -> Number:
    said = _("Không có cảnh báo nào đang có hiệu lực.") if not count else ""
    return Number(
        "alerts", _("Cảnh báo đang có hiệu lực"), formats.number(count), "", said,
        reverse("city:alerts"), (_("Nguồn: Trung tâm điều hành của thành phố"),),
    )  # fmt: skip


def _source(definition: DefinitionCard) -> tuple[str, ...]:
    source = definition.definition.source
    title = source.number or formats.text(source.title.text)
    return (_("Cách tính: %(source)s, phiên bản %(n)s") % {
        "source": title, "n": definition.version},)  # fmt: skip


def _rows(
    definition: DefinitionCard,
    found: dict[str, tuple[ValueCard, ValueCard | None]],
    communes: dict[str, Text],
    at: datetime,
) -> list[PlaceRow]:
    """Communes with a value, the highest first."""
    rows = [
        PlaceRow(
            place,
            communes.get(place, Text(place)),
            telling.amount(definition, card.value or 0.0),
            definition.band_of(card.value),
            words.period_of(card),
            telling.changed(definition, card, before, at),
            words.percent(card.completeness),
        )
        for place, (card, before) in found.items()
    ]
    return sorted(rows, key=lambda row: -(found[row.code][0].value or 0.0))
