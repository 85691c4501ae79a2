"""What the reader was told: the inbox of their account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import get_script_prefix
from django.views.decorators.http import require_http_methods

from motcua.design.formats import language
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_people
from motcua.modules.people import operations as people
from motcua.modules.people import queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def notices(request: HttpRequest) -> HttpResponse:
    """The last fifty, newest first; the button says that they were seen."""
    actor = actor_of(request)
    if request.method == "POST":
        people.see_notices(by=actor, at=now())
        return redirect("portal:notices")
    return page(request, "portal/notices.html", notices=queries.my_notices(by=actor), here=_here())


def _here() -> str:
    """Before the Vietnamese path of a notice, so that it leads to the page in this language."""
    return get_script_prefix().rstrip("/") + ("/en" if language() == "en" else "")
