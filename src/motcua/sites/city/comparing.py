"""Comparison of communes, agencies or periods; ranks are ranges where intervals meet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from motcua.design import formats
from motcua.design.page import now, page
from motcua.kernel.errors import NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.indicators import queries as indicators
from motcua.modules.indicators.queries import Among, Comparison, ComparisonRow, DefinitionCard
from motcua.modules.indicators.rules.definition import FactsFormula, Kind
from motcua.modules.indicators.rules.periods import Grain, containing, midnight

from . import asking, words
from .asking import Choices, QuestionInvalid

PERS: dict[str, str | Promise] = {
    "": gettext_lazy("Không chia"),
    "population": gettext_lazy("1.000 dân"),
    "households": gettext_lazy("1.000 hộ"),
    "businesses": gettext_lazy("1.000 doanh nghiệp"),
    "area_km2": gettext_lazy("km²"),
}
AMONG: dict[Among, str | Promise] = {
    Among.PLACES: gettext_lazy("Các phường, xã"),
    Among.AGENCIES: gettext_lazy("Các cơ quan"),
    Among.PERIODS: gettext_lazy("Các kỳ"),
}
BACK = 12  # periods that are compared where nobody says how many
RATE_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be compared, everything said."""

    definition: DefinitionCard
    among: Among
    grain: Grain
    on: date
    start: datetime
    end: datetime
    per: str = ""
    split: str = ""
    place: str = ""
    agency: str = ""

    @property
    def query(self) -> dict[str, str]:
        told = {
            "among": self.among.value, "grain": self.grain.value, "on": self.on.isoformat(),
            "per": self.per, "split": self.split, "place": self.place, "agency": self.agency,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Line:
    """One of those compared, as the table tells it."""

    name: str
    href: str
    value: str
    interval: str
    rank: str
    denominator: str
    completeness: str
    unknown: str


@require_safe
@gzip_page
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The comparison with its chart, its table and what cannot be known."""
    try:
        definition = indicators.public_definition(code)
    except NotFound:
        raise Http404 from None
    at, refusal = now(), None
    try:
        asked = wish(request, definition, at)
        comparison = compared(asked)
    except Refusal as refused:
        refusal, asked = refused, usual(definition, at)
        comparison = compared(asked)
    options = asking.choices(definition, formats.here(at).date())
    return page(
        request,
        "city/compare.html",
        422 if refusal else 200,
        definition=definition,
        asked=asked,
        comparison=comparison,
        options=options,
        kinds=[(each.value, AMONG[each]) for each in kinds_of(definition)],
        pers=list(PERS.items()) if divides(definition) else [],
        splits=list(definition.categories.items()),
        refusal=refusal,
        title=title_of(asked, options),
        lines=[_line(comparison, row) for row in comparison.rows],
        has_interval=any(row.low is not None for row in comparison.rows),
        has_value=any(row.rate is not None for row in comparison.rows),
        per=per_words(comparison),
        chart=(f"{reverse('city:compare', args=[code])}/chart", urlencode(asked.query)),
        words=words,
    )


def wish(request: HttpRequest, definition: DefinitionCard, at: datetime) -> Wish:
    """
    :raises QuestionInvalid: a word, a day or a grain that is none
    """
    asked = request.GET
    standing = usual(definition, at)
    among = asked.get("among", "") or standing.among.value
    if among not in [each.value for each in kinds_of(definition)]:
        raise QuestionInvalid("no such comparison", field="among", value=among[:40])
    per = asked.get("per", "")
    if per not in PERS:
        raise QuestionInvalid("no such denominator", field="per", value=per[:40])
    grain = asking.grain_of(asked.get("grain", ""), definition)
    on = asking.day_of(asked, "on") or _usual_day(grain, at)
    is_among_periods = among == Among.PERIODS
    place = asking.code_of(asked.get("place", ""), "place") if is_among_periods else ""
    agency = asking.code_of(asked.get("agency", ""), "agency") if is_among_periods else ""
    return replace(
        _bare(definition, Among(among), grain, on),
        per=per if among == Among.PLACES else "",
        split=asking.code_of(asked.get("split", ""), "split"),
        place=place if definition.has_places else "",
        agency=agency if definition.has_agencies and not place else "",
    )


def usual(definition: DefinitionCard, at: datetime) -> Wish:
    """What is compared where nobody says what: places first, of the last whole period."""
    grain = definition.smallest
    return _bare(definition, kinds_of(definition)[0], grain, _usual_day(grain, at))


def _bare(definition: DefinitionCard, among: Among, grain: Grain, on: date) -> Wish:
    is_hour = grain is Grain.HOUR
    # Of a day's hours the last whole one stands for it; periods are compared back from there.
    last = midnight(on + timedelta(days=1)) - timedelta(microseconds=1)
    period = containing(grain, min(last, _last_hour()) if is_hour else midnight(on))
    start, end = period.start, period.end
    if among is Among.PERIODS:
        for _back in range((2 * BACK if is_hour else BACK) - 1):
            period = period.previous
        start = period.start
    return Wish(definition, among, grain, on, start, end)


def _last_hour() -> datetime:
    return containing(Grain.HOUR, now()).previous.start


def _usual_day(grain: Grain, at: datetime) -> date:
    """A day of the last period that is over: one that still runs is compared with nothing."""
    if grain is Grain.HOUR:
        return formats.here(at).date()
    return containing(grain, at).previous.first_day


def compared(asked: Wish) -> Comparison:
    """
    :raises Refusal: as `indicators.public_comparison`
    """
    return indicators.public_comparison(
        asked.definition.code,
        among=asked.among,
        grain=asked.grain,
        start=asked.start,
        end=asked.end,
        per=asked.per,
        split=asked.split,
        place=asked.place,
        agency=asked.agency,
    )


def kinds_of(definition: DefinitionCard) -> list[Among]:
    """What an indicator can be compared among, the first where nobody says."""
    found = []
    # Gauges with zeros of their own cannot be set beside each other.
    if definition.has_places and not definition.definition.local_bands:
        found.append(Among.PLACES)
    if definition.has_agencies:
        found.append(Among.AGENCIES)
    return [*found, Among.PERIODS]


def divides(definition: DefinitionCard) -> bool:
    """Whether it is a count of places, so that people or area may divide it."""
    formula = definition.definition.formula
    is_count = isinstance(formula, FactsFormula) and formula.kind in (Kind.COUNT, Kind.SUM)
    return is_count and definition.has_places


def per_words(comparison: Comparison) -> str:
    return str(PERS.get(comparison.per, "")) if comparison.per else ""


def decimals(comparison: Comparison) -> int:
    """Of a rate two at least; of a value as the indicator says."""
    own = comparison.definition.decimals
    return max(own, RATE_DECIMALS) if comparison.per else own


def title_of(asked: Wish, options: Choices) -> str:
    if asked.among is not Among.PERIODS:
        return words.period(asked.grain, asked.start, asked.end)
    if asked.place:
        return formats.text(options.communes.get(asked.place, Text(asked.place)))
    if asked.agency in options.agencies:
        return formats.text(options.agencies[asked.agency].name)
    return _("Toàn thành phố")


def name_of(comparison: Comparison, row: ComparisonRow) -> str:
    """The place, the agency, or the period by its words."""
    if comparison.among != Among.PERIODS:
        return formats.text(row.name)
    start = datetime.fromisoformat(row.key)
    return words.period(comparison.grain, start, containing(comparison.grain, start).end)


def _line(comparison: Comparison, row: ComparisonRow) -> Line:
    places = decimals(comparison)
    return Line(
        name_of(comparison, row),
        reverse("city:place", args=[row.key]) if comparison.among == Among.PLACES else "",
        "" if row.rate is None else formats.number(row.rate, places),
        ""
        if row.low is None or row.high is None
        else f"{formats.number(row.low, places)}–{formats.number(row.high, places)}",
        _rank(row),
        _denominator(comparison, row),
        words.percent(row.card.completeness) if row.card else "–",
        formats.text(row.unknown),
    )


def _rank(row: ComparisonRow) -> str:
    if row.rank is None:
        return "–"
    return str(row.rank.best) if row.rank.is_exact else f"{row.rank.best}–{row.rank.worst}"


def _denominator(comparison: Comparison, row: ComparisonRow) -> str:
    if row.denominator is None:
        return ""
    number = formats.number(row.denominator, 2 if comparison.per == "area_km2" else 0)
    if row.denominator_on is None:
        return number
    source = formats.text(row.denominator_source)
    return f"{number} ({formats.day(row.denominator_on)}; {source})"


def bars(comparison: Comparison) -> Sequence[tuple[str, ComparisonRow]]:
    """Rows with a number, with the name a chart has room for."""
    return [(name_of(comparison, row), row) for row in comparison.rows if row.rate is not None]


def unit_of(comparison: Comparison) -> str:
    """What the numbers are in, and what they were divided by."""
    unit = formats.text(comparison.definition.unit_name)
    if not comparison.per:
        return unit
    return _("%(unit)s trên %(per)s") % {"unit": unit, "per": per_words(comparison)}
