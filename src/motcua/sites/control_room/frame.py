"""What stands around the control room's pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.formats import text
from motcua.design.requests import presence_of
from motcua.design.shell import Frame, Link, frame_for

SECTIONS = (
    ("home", ""),
    ("alerts", "alerts"),
    ("sources", "sources"),
    ("quarantine", "quarantine"),
    ("rules", "rules"),
    ("services", "services"),
    ("deliveries", "deliveries"),
)


@frame_for("control_room")
def control_room_frame(request: HttpRequest) -> Frame:
    """The parts of the room, and who is on duty in what capacity."""
    home = reverse("control_room:home")
    presence = presence_of(request)
    here = request.path.removeprefix(home).partition("/")[0]
    labels = _labels()
    return Frame(
        home=home,
        links=tuple(
            Link(labels[name], reverse(f"control_room:{name}"), current=part == here)
            for name, part in SECTIONS
        ),
        person=presence.name if presence else "",
        post=text(presence.post) if presence else "",
        sign_out=reverse("identity:sign-out") if presence else "",
    )


def _labels() -> dict[str, str]:
    return {
        "home": _("Toàn cảnh"),
        "alerts": _("Cảnh báo"),
        "sources": _("Nguồn số liệu"),
        "quarantine": _("Số liệu bị giữ"),
        "rules": _("Quy tắc cảnh báo"),
        "services": _("Dịch vụ công"),
        "deliveries": _("Gửi tin"),
    }
