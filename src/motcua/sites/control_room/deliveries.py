"""Who is told what: the books of every subscription, and whether they balance."""

from django.http import HttpRequest, HttpResponse

from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.modules.broadcast import queries

from .doors import on_duty


@on_duty()
def every(request: HttpRequest) -> HttpResponse:
    """matched = sent + pending + expired + dead, for each; and the sequence itself."""
    actor = actor_of(request)
    return page(
        request,
        "control_room/deliveries.html",
        accounts=queries.accounts(by=actor),
        sequence=queries.sequence(by=actor),
        at=now(),
    )
