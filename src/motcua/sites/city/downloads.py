"""Downloads: values of an indicator and raw observations, as CSV and JSON that flow."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from motcua.design import formats
from motcua.design.page import now
from motcua.kernel.errors import NotFound
from motcua.modules.indicators import queries as indicators
from motcua.modules.indicators.queries import ValueCard
from motcua.modules.indicators.rules.periods import Grain, midnight
from motcua.modules.observations import queries as observations
from motcua.modules.observations.queries import SeriesCard

from . import answering, asking
from .answering import moment
from .asking import Question, QuestionInvalid

#: Read at once while a download flows, by how fine the values are.
STRIDES = {Grain.HOUR: timedelta(days=14), Grain.DAY: timedelta(days=200)}
LONG_STRIDE = timedelta(days=3660)
VALUE_COLUMNS = (
    "indicator", "formula_version", "formula_digest", "grain", "start", "end", "place", "agency",
    "split", "value", "low", "high", "unit", "band", "n_expected", "n_received", "is_complete",
    "denominator", "boundary_version", "revision", "computed_at",
)  # fmt: skip
RAW_COLUMNS = ("series", "time", "value", "unit", "flag", "is_used", "revision", "received_at")
RAW_STRIDE = timedelta(days=1)
RAW_USUAL = timedelta(days=7)
RAW_MOST = timedelta(days=366)
UNUSED_FROM = 40

Answer = HttpResponse | StreamingHttpResponse


@require_safe
@gzip_page
def values_csv(request: HttpRequest, code: str) -> Answer:
    return _values(request, code, is_csv=True)


@require_safe
@gzip_page
def values_json(request: HttpRequest, code: str) -> Answer:
    return _values(request, code, is_csv=False)


def _values(request: HttpRequest, code: str, *, is_csv: bool) -> Answer:
    try:
        definition = indicators.public_definition(code)
        asked = asking.question(request, definition, now())
    except NotFound:
        raise Http404 from None
    except QuestionInvalid as refused:
        return answering.refused(refused)
    rows = (_value_row(asked, card) for card in _flow(asked))
    name = "_".join(part for part in (code, asked.place or asked.agency, asked.grain) if part)
    if is_csv:
        return answering.csv_file(rows, VALUE_COLUMNS, name)
    return answering.json_file(rows, _about(asked), name)


def _flow(asked: Question) -> Iterator[ValueCard]:
    stride = STRIDES.get(asked.grain, LONG_STRIDE)
    start = asked.start
    while start < asked.end:
        end = min(start + stride, asked.end)
        yield from asking.over(asked, start, end)
        start = end


def _value_row(asked: Question, card: ValueCard) -> dict[str, object]:
    definition = asked.definition
    return {
        "indicator": card.indicator,
        "formula_version": card.formula_version,
        "formula_digest": definition.formula_digest,
        "grain": card.grain.value,
        "start": moment(card.start),
        "end": moment(card.end),
        "place": card.place,
        "agency": card.agency,
        "split": card.split,
        "value": card.value,
        "low": card.low,
        "high": card.high,
        "unit": definition.unit,
        "band": card.band,
        "n_expected": card.n_expected,
        "n_received": card.n_received,
        "is_complete": card.is_complete,
        "denominator": card.denominator,
        "boundary_version": card.boundary_version,
        "revision": card.revision,
        "computed_at": moment(card.computed_at),
    }


def _about(asked: Question) -> dict[str, object]:
    """What must be known to use and cite the values."""
    card = asked.definition
    source = card.definition.source
    return {
        "indicator": card.code,
        "name": {"vi": card.name.vi, "en": card.name.en},
        "explanation": {"vi": card.explanation.vi, "en": card.explanation.en},
        "unit": card.unit,
        "formula_version": card.version,
        "formula_digest": card.formula_digest,
        "completeness": {
            "percent": card.definition.completeness.percent,
            "required": card.definition.completeness.required,
        },
        "interval": {
            "method": card.definition.interval.method.value,
            "percent": card.definition.interval.percent,
        },
        "source": {"number": source.number, "title": source.title.vi, "section": source.section},
        "licence": card.licence,
        "asked": asked.query,
        "columns": list(VALUE_COLUMNS),
    }


@require_safe
@gzip_page
def raw_csv(request: HttpRequest, code: str) -> Answer:
    return _raw(request, code, is_csv=True)


@require_safe
@gzip_page
def raw_json(request: HttpRequest, code: str) -> Answer:
    return _raw(request, code, is_csv=False)


def _raw(request: HttpRequest, code: str, *, is_csv: bool) -> Answer:
    """Observations of one series with their flags, those not used among them."""
    try:
        series = observations.public_series(code)
        start, end, known_at = _time(request)
    except NotFound:
        raise Http404 from None
    except QuestionInvalid as refused:
        return answering.refused(refused)
    rows = _readings(series, start, end, known_at)
    name = code.replace(":", "_").replace("/", "_")
    if is_csv:
        return answering.csv_file(rows, RAW_COLUMNS, name)
    return answering.json_file(rows, _about_series(series, start, end, known_at), name)


def _time(request: HttpRequest) -> tuple[datetime, datetime, datetime | None]:
    """
    :raises QuestionInvalid: no days, the wrong way round, or more than a year
    """
    first, last = asking.days(request, formats.here(now()).date(), usual=RAW_USUAL)
    if last - first > RAW_MOST:
        raise QuestionInvalid("the period is too long", field="from", value=first)
    known_at = asking.moment(request.GET.get("as_known_at", ""), "as_known_at")
    return midnight(first), midnight(last + timedelta(days=1)), known_at


def _readings(
    series: SeriesCard, start: datetime, end: datetime, known_at: datetime | None
) -> Iterator[dict[str, object]]:
    while start < end:
        until = min(start + RAW_STRIDE, end)
        for reading in observations.public_window([series.id], start, until, as_known_at=known_at):
            yield {
                "series": series.code,
                "time": moment(reading.time),
                "value": reading.value,
                "unit": series.unit,
                "flag": reading.flag,
                "is_used": reading.flag < UNUSED_FROM,
                "revision": reading.revision,
                "received_at": moment(reading.received_at),
            }
        start = until


def _about_series(
    series: SeriesCard, start: datetime, end: datetime, known_at: datetime | None
) -> dict[str, object]:
    return {
        "series": series.code,
        "property": series.property,
        "name": {"vi": series.name.vi, "en": series.name.en},
        "unit": series.unit,
        "station": {"code": series.thing, "name": series.thing_name.vi, "place": series.place,
                    "longitude": series.lon, "latitude": series.lat},
        "procedure": series.procedure,
        "cadence_seconds": series.cadence_seconds,
        "source": {"code": series.source, "name": series.source_name.vi, "agency": series.agency},
        "licence": series.licence,
        "from": moment(start),
        "to": moment(end),
        "as_known_at": moment(known_at) if known_at else None,
        "flags": "1 good, 2 unchecked, 11 released by a person, 31-34 suspect and used,"
                 " 41-44 held and not used, 51 confirmed wrong",
        "columns": list(RAW_COLUMNS),
    }  # fmt: skip
