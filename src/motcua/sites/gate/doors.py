"""The addresses of the gate: parse, ask one operation or query, tell."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from motcua.design.page import now
from motcua.design.problems import language_of
from motcua.kernel.errors import Invalid, Refusal
from motcua.modules.observations import operations, queries
from motcua.modules.observations.queries import SeriesCard
from motcua.modules.observations.rules import NDJSON, Receipt

from . import reading, receipts
from .entering import Sender, sender
from .problems import of_refusal

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Behind = Callable[Concatenate[HttpRequest, Sender, P], HttpResponseBase]
JSON_TYPE = "application/json"
_encoder = msgspec.json.Encoder()


class MethodNotAllowed(Refusal):
    """The address does not know this method."""

    code = "method-not-allowed"
    status = 405


class NumberUnreadable(Invalid):
    """A parameter that is a number is not one."""

    code = "number-unreadable"


def door(method: str) -> Callable[[Behind[P]], View[P]]:
    """A view for one method and for sources with a token; refusals become problem documents."""

    def made(view: Behind[P]) -> View[P]:
        @csrf_exempt
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                if request.method != method and (request.method, method) != ("HEAD", "GET"):
                    raise MethodNotAllowed(method, given=request.method)
                return view(request, sender(request), *args, **kwargs)
            except Refusal as refusal:
                problem = of_refusal(refusal, request)
                if isinstance(refusal, MethodNotAllowed):
                    problem.headers["Allow"] = method
                return problem

        return answer

    return made


@door("POST")
def observations(request: HttpRequest, who: Sender) -> HttpResponseBase:
    """A batch, or a single observation. The answer comes after the commit: its receipt."""
    receipt = operations.take_batch(
        source=who.source.code,
        message=reading.message(request),
        key=reading.key(request),
        is_backfill=request.GET.get("backfill") in ("1", "true"),
        by=who.actor,
        at=now(),
    )
    answer = _receipt(request, receipt)
    answer.status_code = 200 if receipt.is_repeat else 201
    answer.headers["Location"] = _address(receipt)
    return answer


@door("GET")
def batch(request: HttpRequest, who: Sender, number: int) -> HttpResponseBase:
    """The receipt of an earlier batch, again."""
    receipt = queries.receipt(batch=number, by=who.actor)
    if NDJSON in request.headers.get("Accept", ""):
        lines = receipts.lines(
            receipt, language=language_of(request), each=request.GET.get("rows") == "all"
        )
        return StreamingHttpResponse(lines, content_type=NDJSON)
    return _receipt(request, receipt)


@door("GET")
def series(request: HttpRequest, who: Sender) -> HttpResponseBase:
    """What this source may send."""
    found = queries.series_of_source(
        source=who.source.code, by=who.actor, after=request.GET.get("after", "")
    )
    language = language_of(request)
    more = len(found) == queries.MOST_SERIES
    return _json({
        "items": [_series(each, language) for each in found],
        "next": found[-1].code if more else None,
    })  # fmt: skip


def _series(each: SeriesCard, language: str) -> dict[str, object]:
    return {
        "series": each.code, "thing": each.thing, "property": each.property,
        "procedure": each.procedure, "unit": each.unit, "cadence_seconds": each.cadence_seconds,
        "place": each.place, "name": each.name.en if language == "en" else each.name.vi,
        "is_closed": each.is_closed,
    }  # fmt: skip


def _receipt(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    return _json(
        receipts.told(
            receipt,
            address=_address(receipt),
            language=language_of(request),
            after=_number(request, "after"),
        )
    )


def _number(request: HttpRequest, field: str) -> int:
    given = request.GET.get(field, "0")
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        raise NumberUnreadable(given[:50], field=field)
    return int(given)


def _address(receipt: Receipt) -> str:
    return reverse("gate:batch", args=[receipt.batch])


def _json(told: object) -> HttpResponse:
    return HttpResponse(_encoder.encode(told), content_type=JSON_TYPE)
