"""What stands around the studio's pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.shell import Frame, Link, frame_for


@frame_for("studio")
def studio_frame(request: HttpRequest) -> Frame:
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
