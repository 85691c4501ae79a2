"""What the reader was told: the inbox of their account."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import get_script_prefix
from django.views.decorators.http import require_http_methods

from motcua.design.formats import language
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_people
from motcua.modules.people import operations as people
from motcua.modules.people import queries

MOST = queries.NOTICES_SHOWN


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def notices(request: HttpRequest) -> HttpResponse:
    """Fifty a page, newest first; the button says that those of the page were seen."""
    actor = actor_of(request)
    if request.method == "POST":
        shown = [found for each in request.POST.getlist("shown")[:MOST] if (found := _id(each))]
        people.see_notices(shown=shown, by=actor, at=now())
        return redirect("portal:notices")
    told = queries.my_notices(by=actor, before=_id(request.GET.get("before", "")))
    older = told[-1].id if len(told) == queries.NOTICES_SHOWN else None
    return page(request, "portal/notices.html", notices=told, older=older, here=_here())


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _here() -> str:
    """Before the Vietnamese path of a notice, so that it leads to the page in this language."""
    return get_script_prefix().rstrip("/") + ("/en" if language() == "en" else "")
