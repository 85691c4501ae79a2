"""The pages of the fake bank: a site of its own that shares no session with the platform."""

from collections.abc import Callable
from functools import wraps
from importlib import resources
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import loader
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from motcua.design.page import now
from motcua.design.shell import stage
from motcua.foundation import plugs
from motcua.kernel.errors import Invalid, NotFound, Refusal

from . import book, protocol, signing
from .gateway import DemoBank
from .scenarios import Choice

View = Callable[..., HttpResponse]


def _where_plugged_in(view: View) -> View:
    """Where the fake bank is not plugged in (production), it has no pages either."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            plugs.get(DemoBank)
        except plugs.NotPlugged:
            return HttpResponse(status=404)
        return view(request, *args, **kwargs)

    return guarded


@_where_plugged_in
@require_GET
def pay(request: HttpRequest) -> HttpResponse:
    """Take the order of a signed address and show it at an address of its own."""
    try:
        asked = protocol.asked(plugs.get(DemoBank).read(request.META["QUERY_STRING"]))
    except (signing.NotSigned, signing.Unreadable, Invalid):
        return _page(request, "bank/broken.html", status=400)
    return HttpResponseRedirect(reverse("bank:order", args=[book.take_order(asked)]))


# The address is the key to the order and there is no session, so there is nothing to forge with.
@csrf_exempt
@_where_plugged_in
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show an order, or carry out what its customer chose and send them back."""
    try:
        card = book.order_card(order_id)
        if request.method != "POST":
            return _shown(request, card)
        choice = Choice(request.POST.get("choice", ""))
        return HttpResponseRedirect(book.carry_out(order_id=order_id, choice=choice, at=now()))
    except ValueError:
        return _shown(request, card, status=422)
    except NotFound:
        return _page(request, "bank/broken.html", status=404)
    except Refusal as refusal:
        return _shown(request, book.order_card(order_id), status=refusal.status)


@_where_plugged_in
@require_GET
def style(request: HttpRequest) -> HttpResponse:
    """The bank's own looks."""
    del request
    css = resources.files(__package__).joinpath("bank.css").read_text("utf-8")
    return HttpResponse(css, content_type="text/css", headers={"Cache-Control": "max-age=3600"})


def _shown(request: HttpRequest, card: book.OrderCard, *, status: int = 200) -> HttpResponse:
    with translation.override(card.language):
        is_late = not card.code and now() >= card.expires_at
        return _page(request, "bank/order.html", status=status, order=card, is_late=is_late)


def _page(
    request: HttpRequest, template: str, *, status: int = 200, **context: object
) -> HttpResponse:
    language = translation.get_language() or "vi"
    body = loader.get_template(template, using="jinja2").render(
        {"lang": language[:2], "stage": stage(request), **context}, request
    )
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})
