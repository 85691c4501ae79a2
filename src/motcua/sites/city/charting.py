"""Which chart an indicator or a comparison gets, and the doors that answer with it."""

from collections.abc import Iterator, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from motcua.design import charts, formats
from motcua.design.page import now
from motcua.foundation import plugs
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.indicators import queries as indicators
from motcua.modules.indicators.queries import Comparison, ValueCard
from motcua.modules.indicators.rules.periods import between

from . import answering, asking, comparing, specs, words
from .asking import Question

SECONDS = 60
PATIENCE = 30


@require_safe
@gzip_page
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """The chart of an indicator as SVG."""
    return _answered(request, code, is_live=False, compared=False)


@require_safe
@gzip_page
def live(request: HttpRequest, code: str) -> HttpResponse:
    """The same chart as a Vega specification, with how numbers are written in this language."""
    return _answered(request, code, is_live=True, compared=False)


@require_safe
@gzip_page
def compared_picture(request: HttpRequest, code: str) -> HttpResponse:
    """A comparison as SVG."""
    return _answered(request, code, is_live=False, compared=True)


@require_safe
@gzip_page
def compared_live(request: HttpRequest, code: str) -> HttpResponse:
    """A comparison as a Vega specification."""
    return _answered(request, code, is_live=True, compared=True)


def _answered(request: HttpRequest, code: str, *, is_live: bool, compared: bool) -> HttpResponse:
    size = specs.Size.NARROW if request.GET.get("size") == "narrow" else specs.Size.WIDE
    try:
        definition = indicators.public_definition(code)
        if compared:
            wish = comparing.wish(request, definition, now())
            spec = of_comparison(comparing.compared(wish), size)
        else:
            asked = asking.question(request, definition, now())
            spec = of_values(asked, asked.values(), size)
    except NotFound:
        raise Http404 from None
    except Refusal as refused:
        return answering.refused(refused)
    language = formats.language()
    try:
        drawn = plugs.get(charts.Draughtsman).draw(spec, language)
    except charts.NotDrawn:
        return HttpResponse(status=503, headers={"Retry-After": str(PATIENCE)})
    if not is_live:
        return answering.kept(request, drawn.svg, "image/svg+xml", seconds=SECONDS)
    numbers = answering.encoded(charts.NUMBERS[language])
    content = b'{"vega":' + drawn.vega + b',"numbers":' + numbers + b"}"
    return answering.kept(request, content, "application/json; charset=utf-8", seconds=SECONDS)


def of_values(asked: Question, values: Sequence[ValueCard], size: specs.Size) -> specs.Spec:
    """A line with its intervals, or stacked bars where the indicator is divided into counts."""
    definition = asked.definition
    said = specs.Words(
        formats.text(definition.name),
        formats.text(definition.unit_name),
        words.CHART_TIMES[formats.language()][asked.grain],
        definition.decimals,
    )
    if definition.splits:
        names = {code: formats.text(name) for code, name in definition.categories.items()}
        marks = [
            specs.Mark(card.start, card.value, whole=card.is_complete, category=card.split)
            for card in values
            if card.split
        ]
        rest = {mark.category for mark in marks} - names.keys()
        names |= {code: words.category(code) for code in sorted(rest)}
        return specs.stack(marks, said, size, names=names)
    stripes = [
        specs.Stripe(band.low, formats.text(band.name), band.rgb) for band in definition.bands
    ]
    return specs.line(list(_marks(asked, values)), said, size, stripes=stripes)


def of_comparison(comparison: Comparison, size: specs.Size) -> specs.Spec:
    """Everybody compared, in order, on the interval of each."""
    said = specs.Words(
        formats.text(comparison.definition.name),
        comparing.unit_of(comparison),
        "",
        comparing.decimals(comparison),
    )
    bars = [
        specs.Bar(name, row.rate or 0.0, row.low, row.high)
        for name, row in comparing.bars(comparison)
    ]
    return specs.compare(bars, said, size)


def _marks(asked: Question, values: Sequence[ValueCard]) -> Iterator[specs.Mark]:
    """Every period from the first to the last value; those without one break the line."""
    if not values:
        return
    by_start = {card.start: card for card in values}
    for period in between(asked.grain, values[0].start, values[-1].end):
        card = by_start.get(period.start)
        if card is None:
            yield specs.Mark(period.start, None)
        else:
            yield specs.Mark(card.start, card.value, card.low, card.high, whole=card.is_complete)
