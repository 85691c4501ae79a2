"""What the studio calls states, parts and files."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.modules.catalogue.rules import State as Revision
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.proposals.rules.machine import Kind, Outcome, Source, State
from motcua.modules.results.rules import LetterKind
from motcua.modules.results.rules.letters import TITLES

Words = str | Promise

STATES: dict[State, tuple[Words, str]] = {
    State.DRAFTING: (pgettext_lazy("proposal", "Đang soạn"), "info"),
    State.SUBMITTED: (pgettext_lazy("proposal", "Chờ duyệt"), "wait"),
    State.RETURNED: (pgettext_lazy("proposal", "Bị trả lại"), "bad"),
    State.PUBLISHED: (pgettext_lazy("proposal", "Đã công bố"), "good"),
    State.DISCARDED: (pgettext_lazy("proposal", "Đã bỏ"), "neutral"),
}
OUTCOMES: dict[Outcome, tuple[Words, str]] = {
    Outcome.WAITING: (pgettext_lazy("proposal", "Chờ duyệt"), "wait"),
    Outcome.TAKEN_BACK: (pgettext_lazy("proposal", "Đã rút về"), "neutral"),
    Outcome.RETURNED: (pgettext_lazy("proposal", "Bị trả lại"), "bad"),
    Outcome.APPROVED: (pgettext_lazy("proposal", "Được duyệt"), "good"),
}
REVISIONS: dict[Revision, tuple[Words, str]] = {
    Revision.DRAFT: (pgettext_lazy("revision", "Bản nháp"), "neutral"),
    Revision.PUBLISHED: (pgettext_lazy("revision", "Đã công bố"), "info"),
    Revision.ENDED: (pgettext_lazy("revision", "Hết hiệu lực"), "neutral"),
}
KINDS: dict[Kind, Words] = {
    Kind.CHANGE: pgettext_lazy("proposal", "Sửa đổi"),
    Kind.END: pgettext_lazy("proposal", "Chấm dứt hiệu lực"),
}
SOURCES: dict[Source, Words] = {
    Source.REVISION: pgettext_lazy("proposal", "từ bản đang có hiệu lực"),
    Source.ZIP: pgettext_lazy("proposal", "từ gói nhận về"),
    Source.NOTHING: pgettext_lazy("proposal", "soạn mới"),
}
#: Parts of a package: name in the address, the file it is kept in, what it is called.
PARTS: tuple[tuple[str, str, Words], ...] = (
    ("facts", "procedure.yaml", _("Thông tin và thời hạn")),
    ("form", "form.yaml", _("Tờ khai")),
    ("components", "components.yaml", _("Giấy tờ")),
    ("fees", "fees.yaml", _("Phí, lệ phí")),
    ("route", "route.yaml", _("Quy trình")),
    ("result", "result.yaml", _("Kết quả và mẫu in")),
    ("words", "words.en.yaml", _("Bản dịch")),
)
FILE_WORDS: dict[str, Words] = {
    **{file: words for _part, file, words in PARTS},
    "result.typ": _("Mẫu in kết quả"),
    "questions.yaml": _("Câu hỏi dùng chung"),
}


def file_words(name: str) -> Words:
    """What a file of a package is for."""
    if name.startswith("letters/"):
        stem = name.removeprefix("letters/").removesuffix(".typ")
        known = {kind.value: kind for kind in LetterKind}
        return TITLES[known[stem]].vi if stem in known else name
    return FILE_WORDS.get(name, name)


DONE: dict[str, Words] = {
    "started": _("Đã tạo dự thảo. Bản đang có hiệu lực chưa đổi."),
    "saved": _("Đã lưu."),
    "submitted": _("Đã trình. Một người khác sẽ xem và duyệt."),
    "taken-back": _("Đã rút về. Bạn có thể sửa tiếp."),
    "returned": _("Đã trả lại kèm lý do."),
    "approved": _("Đã duyệt và công bố."),
    "discarded": _("Đã bỏ dự thảo. Nội dung vẫn được giữ để đọc lại."),
    "rebased": _("Đã nhận bản đang có hiệu lực làm gốc. Xin xem lại phần khác biệt."),
    "end-proposed": _("Đã đề xuất chấm dứt hiệu lực. Một người khác sẽ duyệt."),
    "key-trusted": _("Từ nay nhận gói ký bằng khóa này."),
    "key-ended": _("Từ nay không nhận gói ký bằng khóa này nữa."),
    "imported": _("Đã nhận gói thành dự thảo."),
}
AGENCY_KINDS: dict[str, Words] = {
    AgencyKind.CITY_COMMITTEE.value: _("Ủy ban nhân dân thành phố"),
    AgencyKind.DEPARTMENT.value: _("Sở, ban, ngành"),
    AgencyKind.COMMUNE_COMMITTEE.value: _("Ủy ban nhân dân xã, phường"),
    AgencyKind.CITY_POLICE.value: _("Công an thành phố"),
    AgencyKind.COMMUNE_POLICE.value: _("Công an xã, phường"),
    AgencyKind.SOCIAL_INSURANCE.value: _("Bảo hiểm xã hội"),
}
