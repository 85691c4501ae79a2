"""What stands around the desk's pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.formats import text
from motcua.design.requests import presence_of
from motcua.design.shell import Frame, Link, frame_for


@frame_for("desk")
def desk_frame(request: HttpRequest) -> Frame:
    """The work list, the quick search, and who sits here in what capacity."""
    home = reverse("desk:home")
    presence = presence_of(request)
    return Frame(
        home=home,
        links=(Link(_("Hồ sơ"), home, current=request.path == home),),
        person=presence.name if presence else "",
        post=text(presence.post) if presence else "",
        sign_out=reverse("identity:sign-out") if presence else "",
        search=reverse("desk:find"),
    )
