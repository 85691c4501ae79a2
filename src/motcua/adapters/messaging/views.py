"""The page of the demonstration that shows what would have been sent."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.design.page import page
from motcua.foundation import plugs

from .catcher import DemoCatcher


@never_cache
@require_safe
def caught(request: HttpRequest) -> HttpResponse:
    """The messages that the demonstration caught, newest first.

    :raises Http404: messages are really sent here, so nobody reads them
    """
    try:
        catcher = plugs.get(DemoCatcher)
    except plugs.NotPlugged:
        raise Http404 from None
    return page(request, "messaging/caught.html", messages=catcher.caught())
