"""What stands around the portal's pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.requests import presence_of, sign_in_url
from motcua.design.shell import Frame, Link, frame_for


@frame_for("portal")
def portal_frame(request: HttpRequest) -> Frame:
    """Procedures and look-up for all; «my dossiers» once signed in."""
    places = [
        (_("Thủ tục"), reverse("portal:find")),
        (_("Tra cứu hồ sơ"), reverse("portal:track")),
        (_("Kiểm tra giấy tờ"), reverse("portal:verify")),
    ]
    presence = presence_of(request)
    if presence:
        places.insert(1, (_("Hồ sơ của tôi"), reverse("portal:mine")))
    links = tuple(Link(words, href, current=request.path == href) for words, href in places)
    return Frame(
        home=reverse("portal:home"),
        links=links,
        person=presence.name if presence else "",
        sign_in="" if presence else sign_in_url(request),
        sign_out=reverse("identity:sign-out") if presence else "",
    )
