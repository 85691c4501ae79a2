"""The documents of a dossier as an officer meets them: what to read, and what to know of it."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design import formats
from motcua.kernel.actors import Actor
from motcua.modules.documents.queries import DocumentCard
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms
from motcua.modules.forms.words import DOUBTS
from motcua.modules.registers.rules import ABOUT, EXTRACT, RegisterCode

from .telling import files

ORIGINALITY: Mapping[str, Promise] = {
    "original": gettext_lazy("Người nộp khai: chụp từ bản chính"),
    "certified": gettext_lazy("Người nộp khai: bản sao có chứng thực"),
    "copy": gettext_lazy("Người nộp khai: bản sao không có chứng thực"),
}
#: As an entry says that it is the applicant's own.
APPLICANT = "applicant"
#: In what the copy is not what the original is.
DEPARTURES: Mapping[str, Promise] = {
    "copy-drawn-as-image": gettext_lazy("chữ thành ảnh, không chọn được"),
    "copy-fonts-replaced": gettext_lazy("phông chữ khác"),
    "copy-layout-changed": gettext_lazy("trình bày và ngắt dòng khác"),
    "copy-parts-left-out": gettext_lazy("thiếu một số phần"),
    "copy-signatures-not-carried": gettext_lazy("chữ ký số chỉ kiểm tra được ở bản gốc"),
    "copy-attachments-removed": gettext_lazy("tệp đính bên trong chỉ có ở bản gốc"),
    "copy-actions-removed": gettext_lazy("đã bỏ các lệnh tự chạy"),
    "copy-scaled-down": gettext_lazy("ảnh đã được thu nhỏ"),
}


def listed(
    form: forms.Form, answers: Mapping[str, object], dossier: UUID, *, by: Actor
) -> list[dict[str, object]]:
    """Every file the answers name, with what is known of it and where to fetch it."""
    found = files(form, answers)
    known = queries.documents_of(dossier, by=by) if found else {}
    return [_row(each, known.get(str(each["sha256"])), dossier) for each in found]


def _row(entry: dict[str, object], card: DocumentCard | None, dossier: UUID) -> dict[str, object]:
    where = [dossier, entry["sha256"]]
    if entry["media_type"] == EXTRACT:
        return {**entry, "href": reverse("desk:extract", args=where), "picture": "", "pages": 0,
                "more": [], "notes": list(_notes(entry, None))}  # fmt: skip
    is_safe = card is None or card.verdict == "clean"
    copy = reverse("desk:copy", args=where) if card is not None and card.copy else ""
    original = reverse("desk:file", args=where) if is_safe else ""
    if card is not None and card.is_waiting:
        # Why it is not opened yet, and what can be read where the scanner is away too long.
        copy = reverse("desk:unscanned", args=where)
    more = [(_("Bản gốc"), original)] if copy and original else []
    return {
        **entry,
        "href": copy or original,
        "picture": reverse("desk:picture", args=where) if card and card.thumbnail else "",
        "pages": card.pages if card else entry.get("pages", 0),
        "more": more,
        "notes": list(_notes(entry, card)),
    }


def _notes(entry: Mapping[str, object], card: DocumentCard | None) -> Iterator[str]:
    """What an officer should know before they rely on it."""
    cited = entry.get("cited")
    if isinstance(cited, Mapping):
        yield _cited(cited)
    if (said := ORIGINALITY.get(str(entry.get("originality")))) is not None:
        yield str(said)
    if card is None:
        if "cited" not in entry:
            yield _("Không còn trong kho của người nộp: có thể không mở được nữa.")
        return
    yield from _standing(card)
    for code, page in card.warnings:
        if code in DOUBTS:
            yield f"{_('Trang %(page)s:') % {'page': page}} {DOUBTS[code]}"
    if differs := [str(DEPARTURES[each]) for each in card.departures if each in DEPARTURES]:
        yield _("Bản sao khác bản gốc ở: %(what)s.") % {"what": "; ".join(differs)}


def _cited(where: Mapping[str, object]) -> str:
    """Where a paper is from that was not handed in with this dossier."""
    told = {"number": where.get("number", ""), "on": day(str(where.get("on", "")))}
    if where.get("from") == "result":
        return _("Trích dẫn: do hệ thống này cấp, số %(number)s ngày %(on)s") % told
    if where.get("from") == "register":
        return _said_by_register(where)
    return _("Trích dẫn: đã nộp trong hồ sơ %(number)s ngày %(on)s") % told


def _said_by_register(where: Mapping[str, object]) -> str:
    """Which register told it, when, and whose paper it is."""
    told = {
        "register": formats.text(ABOUT[RegisterCode(str(where["register"]))].name),
        "on": day(str(where["on"])),
        "ref": where["lookup"],
    }
    if where.get("about") == APPLICANT:
        return _(
            "Không phải tệp tải lên: %(register)s trả lời ngày %(on)s, về người nộp."
            " Mã tra cứu %(ref)s"
        ) % told  # fmt: skip
    return _(
        "Không phải tệp tải lên: %(register)s trả lời ngày %(on)s, về người khai trong hồ sơ."
        " Mã tra cứu %(ref)s"
    ) % told  # fmt: skip


def day(iso: str) -> str:
    """2026-11-22 as people write it; anything else as it is."""
    return "/".join(reversed(iso.split("-"))) if iso.count("-") == 2 else iso


def _standing(card: DocumentCard) -> Iterator[str]:
    if card.verdict == "infected":
        yield _("Có mã độc: đã cách ly, không mở được ở đây.")
    elif card.is_refused:
        yield _("Không mở được tệp này; xin yêu cầu bổ sung.")
    elif card.is_waiting and card.copy:
        yield _("Máy quét mã độc chưa trả lời: chỉ đọc được bản sao dựng lại ở nơi cách ly.")
    elif card.is_waiting:
        yield _("Đang kiểm tra: chưa quét mã độc xong, chưa có bản để đọc.")
