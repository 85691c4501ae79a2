"""Doors of money: hear a gateway's notice, receive a returning payer, show a receipt."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of, sign_in_url
from motcua.kernel.actors import NOBODY, Actor
from motcua.kernel.errors import Invalid, NotFound, Weather
from motcua.modules.payments import errands, queries
from motcua.modules.people import queries as people

LARGEST_NOTICE = 64 * 1024


# A gateway has no session and no form of ours: its signature is what is checked.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, gateway: str) -> HttpResponse:
    """Take a gateway's message in and answer in its own words; the only door that settles."""
    called_with_get = request.method == "GET"
    body = request.META["QUERY_STRING"].encode() if called_with_get else request.body
    if len(body) > LARGEST_NOTICE:
        return HttpResponse(status=413)
    try:
        _, answer = errands.hear(gateway=gateway, headers=request.headers, body=body, at=now())
    except NotFound:
        return HttpResponse(status=404)
    except Invalid:
        return HttpResponse(status=422)
    return HttpResponse(answer.body, content_type=answer.media_type)


@require_GET
def come_back(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Where a gateway sends the payer back to. What the address says about the payment is ignored:
    the gateway is asked."""
    try:
        card = errands.look_up(attempt_id=attempt_id, at=now())
    except Weather:
        card = queries.public_attempt(attempt_id)
    except NotFound:
        return errors.not_found(request)
    with translation.override(card.language):
        return page(request, "gateway/return.html", attempt=card)


@require_GET
def receipt(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """A receipt, for its payer and the officers of the agency that collected."""
    actor = actor_of(request)
    if actor == NOBODY:
        return HttpResponseRedirect(sign_in_url(request))
    try:
        card = queries.receipt_card(receipt_id, by=actor)
    except NotFound:
        return errors.not_found(request)
    return page(
        request, "gateway/receipt.html", receipt=card, payer=_name_of(card.payer, reader=actor)
    )


def _name_of(payer: str, *, reader: Actor) -> str:
    """The payer's name as the reader may know it: their own, or that of a case; else nothing."""
    person = payer.removeprefix("person:")
    try:
        if reader.person == person:
            return people.display_name(person, by=reader)
        return people.card_for_case(person, by=reader).display_name
    except NotFound:
        return ""
