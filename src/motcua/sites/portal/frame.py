"""What stands around the portal's pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.design.requests import presence_of, sign_in_url
from motcua.design.shell import Frame, Link, frame_for


@frame_for("portal")
@frame_for("gateway")
@frame_for("identity")
@frame_for("design")
@frame_for("api")
@frame_for("city")
@frame_for("feeds")
def portal_frame(request: HttpRequest) -> Frame:
    """Procedures and look-up for all; «my dossiers» once signed in.

    Pages of payment, sign-in, errors, the city's data and the API's reference stand in the same
    frame.
    """
    places = [
        (pgettext("navigation", "Thủ tục"), reverse("portal:find")),
        (_("Tra cứu hồ sơ"), reverse("portal:track")),
        (_("Kiểm tra giấy tờ"), reverse("portal:verify")),
        (_("Thành phố hôm nay"), reverse("city:today")),
    ]
    presence = presence_of(request)
    if presence:
        places.insert(1, (_("Hồ sơ của tôi"), reverse("portal:mine")))
    links = tuple(Link(words, href, current=_is_here(request, href)) for words, href in places)
    return Frame(
        home=reverse("portal:home"),
        links=links,
        person=presence.name if presence else "",
        sign_in="" if presence or _signs_in(request) else sign_in_url(request),
        sign_out=reverse("identity:sign-out") if presence else "",
    )


def _is_here(request: HttpRequest, href: str) -> bool:
    """The page itself; of the city's data, any of its pages."""
    city = reverse("city:today")
    return request.path == href or (href == city and request.path.startswith(city))


def _signs_in(request: HttpRequest) -> bool:
    """Whether this very page is the way in or out, ours or the identity provider's."""
    ways = (reverse("identity:sign-in"), reverse("identity:sign-out"), "/demo-id/")
    return request.path.startswith(ways)
