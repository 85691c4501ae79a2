"""What stands around the desk's pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.formats import text
from motcua.design.requests import actor_of, presence_of
from motcua.design.shell import Frame, Link, frame_for
from motcua.kernel.actors import Role
from motcua.modules.people.policies import COUNTER_ROLES


@frame_for("desk")
def desk_frame(request: HttpRequest) -> Frame:
    """The work list, the quick search, and who sits here in what capacity."""
    home = reverse("desk:home")
    presence = presence_of(request)
    links = [Link(_("Hồ sơ"), home, current=request.path == home)]
    if actor_of(request).agencies(*COUNTER_ROLES):
        counter = reverse("desk:counter")
        here = request.path.startswith(counter)
        links.append(Link(_("Nộp tại quầy"), counter, current=here))
    if actor_of(request).agencies(Role.OPERATOR, Role.DUTY_HEAD):
        links.append(Link(_("Trung tâm điều hành"), reverse("control_room:home")))
    return Frame(
        home=home,
        links=tuple(links),
        person=presence.name if presence else "",
        post=text(presence.post) if presence else "",
        sign_out=reverse("identity:sign-out") if presence else "",
        search=reverse("desk:find"),
    )
