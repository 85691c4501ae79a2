"""What stands around the studio's pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.formats import text
from motcua.design.requests import presence_of
from motcua.design.shell import Frame, Link, frame_for


@frame_for("studio")
def studio_frame(request: HttpRequest) -> Frame:
    patterns = reverse("studio:patterns")
    if request.path.startswith(patterns):
        return _patterns_frame(request)
    home = reverse("studio:home")
    presence = presence_of(request)
    part = request.path.removeprefix(home).partition("/")[0]
    return Frame(
        home=home,
        links=tuple(
            Link(words, reverse(name), current=part in parts)
            for words, name, parts in (
                (_("Thủ tục"), "studio:home", ("", "procedures", "proposals", "import")),
                (_("Diễn tập"), "studio:rehearsals", ("rehearsals", "walks", "forecasts")),
            )
        ),
        person=presence.name if presence else "",
        post=text(presence.post) if presence else "",
        sign_out=reverse("identity:sign-out") if presence else "",
    )


def _patterns_frame(request: HttpRequest) -> Frame:
    """The pattern pages stand apart: they show what pages are made of."""
    pages = (
        (_("Thành phần"), "studio:patterns"),
        (_("Câu hỏi"), "studio:pattern-questions"),
        (_("Trang đầu"), "studio:pattern-home"),
        (_("Một câu hỏi một trang"), "studio:pattern-question"),
        (_("Bàn làm việc"), "studio:pattern-worklist"),
        (_("Trang hồ sơ"), "studio:pattern-dossier"),
        (_("Trang để in"), "studio:pattern-print"),
    )
    links = tuple(
        Link(words, reverse(name), current=request.path == reverse(name)) for words, name in pages
    )
    person, post = ("", "")
    if request.path.endswith(("/worklist", "/dossier")):
        person, post = "Lê Thị Chi", _("Tiếp nhận · UBND phường Hoàn Kiếm")
    return Frame(
        home=reverse("studio:patterns"),
        links=links,
        person=person,
        post=post,
        search=reverse("studio:pattern-worklist") if post else "",
    )
