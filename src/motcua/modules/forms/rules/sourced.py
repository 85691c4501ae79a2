"""Where an answer comes from, in words: for whoever files, for officers, for papers."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from motcua.kernel.words import Text
from motcua.modules.registers.rules import ABOUT, RegisterCode

from .definition import Question
from .places import PlaceNames
from .provenance import Hand, Origin, Source

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
#: Names of identities that `Source.name` may give.
ACCOUNT, MANDATE = "account", "mandate"

_TYPED: Mapping[Hand, Text] = {
    Hand.SELF: Text("Người nộp tự khai", "Typed by the applicant"),
    Hand.HELPER: Text("Người giúp khai", "Typed by a helper"),
    Hand.REPRESENTATIVE: Text("Người đại diện khai", "Typed by the representative"),
    Hand.CLERK: Text("Cán bộ khai giúp", "Typed by an officer for the applicant"),
    Hand.MACHINE: Text("Chương trình gửi đến", "Sent by a program"),
    Hand.NOBODY: Text("Hệ thống điền", "Filled in by the system"),
}
_IDENTITY = {
    ACCOUNT: Text("Tài khoản định danh điện tử", "Electronic identity account"),
    MANDATE: Text("Văn bản ủy quyền", "Mandate"),
}
_OTHERS: Mapping[Origin, Text] = {
    Origin.DOSSIER: Text("Hồ sơ {}", "Dossier {}"),
    Origin.DOCUMENT: Text("Giấy tờ {}", "Document {}"),
    Origin.LINK: Text("Đường dẫn điền sẵn", "A link that filled it in"),
    Origin.MACHINE: _TYPED[Hand.MACHINE],
    Origin.COMPUTED: Text("Hệ thống tính", "Computed by the system"),
}


def holder(source: Source) -> Text:
    """Who or what told it, without dates."""
    if source.origin is Origin.TYPED:
        return _TYPED[source.hand]
    if source.origin is Origin.REGISTER:
        return _register(source.name)
    if source.origin is Origin.IDENTITY:
        return _IDENTITY.get(source.name, _IDENTITY[ACCOUNT])
    words = _OTHERS[source.origin]
    return Text(words.vi.format(source.name), words.in_("en").format(source.name))


def said(source: Source) -> Text:
    """One line: `Cơ sở dữ liệu quốc gia về dân cư, 12/04/2021; đã xác nhận`."""
    name = holder(source)
    day = f", {written(source.as_of)}" if source.as_of else ""
    if source.origin in (Origin.TYPED, Origin.COMPUTED):
        return name
    if source.confirmed_at is None:
        return Text(f"{name.vi}{day}", f"{name.in_('en')}{day}")
    return Text(f"{name.vi}{day}; đã xác nhận", f"{name.in_('en')}{day}; confirmed")


def whole(source: Source) -> Text:
    """As `said`; of a correction, that a register or identity holds something else."""
    words = said(source)
    if source.held_by is None:
        return words
    by = holder(source.held_by)
    return Text(
        f"{words.vi}; khác với {by.vi}",
        f"{words.in_('en')}; differs from {by.in_('en')}",
    )


def corrected(source: Source, question: Question, places: PlaceNames) -> Text | None:
    """What a register or identity holds instead; None where nothing was corrected."""
    if source.held_by is None:
        return None
    by, clean = said(source.held_by), question.kind.clean(source.held)
    vi, en = (
        "" if clean is None else " ".join(question.kind.show(clean, each, places).split())
        for each in ("vi", "en")
    )
    return Text(f"Khác với {by.vi}: {vi}", f"Differs from {by.in_('en')}: {en}")


def written(day: date | datetime) -> str:
    """12/04/2021; of a moment, its day in Viet Nam."""
    if isinstance(day, datetime):
        day = day.astimezone(HERE).date()
    return f"{day:%d/%m/%Y}"


def _register(name: str) -> Text:
    known = {each.value: each for each in RegisterCode}
    return ABOUT[known[name]].name if name in known else Text(name)
