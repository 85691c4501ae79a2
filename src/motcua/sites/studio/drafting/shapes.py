"""What the parts of a package are made of, as far as they are edited in fields.

What a shape does not name is kept as it is and edited in the text of its file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.kernel.actors import Role
from motcua.modules.catalogue.rules import Need, Source, When
from motcua.modules.catalogue.rules.sources import Json
from motcua.modules.forms.rules.kinds.table import CELLS

Words = str | Promise


class Way(StrEnum):
    """How a field is edited."""

    LINE = "line"
    WORDS = "words"
    LONG_WORDS = "long_words"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    SEVERAL = "several"
    CONDITION = "condition"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is the way to it from its item, with dots; empty where the item is the text itself.

    `otherwise` is what holds where the file says nothing. `kinds` are the kinds of question that
    have it; none named: all of them.
    """

    name: str
    label: Words
    way: Way = Way.LINE
    choices: tuple[tuple[str, Words], ...] = ()
    otherwise: bool = False
    is_needed: bool = False
    kinds: frozenset[str] = frozenset()

    @property
    def html(self) -> str:
        return "f-" + (self.name.replace(".", "-") or "self")

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.name.split(".")) if self.name else ()


@dataclass(frozen=True, slots=True)
class Shape:
    """`says` names the fields by which an item is called in a list; `blank` is a new one."""

    title: Words
    fields: tuple[Field, ...] = ()
    lists: Mapping[str, "Shape"] = field(default_factory=dict)
    says: tuple[str, ...] = ("label", "title", "name", "text")
    blank: Json = None

    def of(self, item: Json) -> "Shape":
        """With the fields that an item of its kind has."""
        kind = str(item.get("kind")) if isinstance(item, dict) else ""
        fitting = (each for each in self.fields if not each.kinds or kind in each.kinds)
        return replace(self, fields=tuple(fitting))


_KEY = Field("key", _("Mã (chữ thường không dấu)"), is_needed=True)
_WHEN = Field("when", _("Chỉ khi (điều kiện)"), Way.CONDITION)

KINDS: tuple[tuple[str, Words], ...] = (
    ("short_text", _("Một dòng chữ")),
    ("long_text", _("Đoạn văn")),
    ("whole_number", _("Số nguyên")),
    ("money", _("Số tiền")),
    ("date", pgettext_lazy("question", "Ngày")),
    ("yes_no", _("Có hoặc không")),
    ("single_choice", _("Chọn một")),
    ("multiple_choice", _("Chọn nhiều")),
    ("person_name", _("Họ tên")),
    ("personal_id", _("Số định danh")),
    ("phone", _("Điện thoại")),
    ("email", _("Thư điện tử")),
    ("address", _("Địa chỉ")),
    ("land_parcel", _("Thửa đất")),
    ("map_point", _("Điểm trên bản đồ")),
    ("map_area", _("Khu đất trên bản đồ")),
    ("table", _("Bảng")),
    ("time", _("Giờ trong ngày")),
    ("year", pgettext_lazy("question", "Năm")),
    ("decimal", _("Số có phần lẻ, có đơn vị")),
    ("reference_choice", _("Một mục trong danh sách dài")),
    ("organisation", _("Tổ chức, mã số thuế")),
    ("bank_account", _("Tài khoản ngân hàng")),
    ("signature", pgettext_lazy("question", "Chữ ký")),
    ("file", pgettext_lazy("question", "Tệp")),
    ("group", _("Nhóm lặp lại")),
    ("declaration", _("Cam đoan")),
    ("computed", _("Tự tính")),
)
_CHOICE = Shape(
    _("Lựa chọn"),
    (
        _KEY,
        Field("label", _("Câu chữ"), Way.WORDS),
        Field("hint", pgettext_lazy("question", "Gợi ý"), Way.WORDS),
    ),
    blank={"key": "", "label": ""},
)
_PROVED = frozenset({"email", "phone"})
_LIMITED = frozenset({"date", "time", "year"})
#: What only some kinds of question know.
_OPTIONS = (
    Field("earliest", _("Sớm nhất"), kinds=_LIMITED),
    Field("latest", _("Muộn nhất"), kinds=_LIMITED),
    Field("value", _("Cách tính"), Way.CONDITION, kinds=frozenset({"computed"})),
    Field("places", _("Số chữ số lẻ"), Way.NUMBER, kinds=frozenset({"decimal"})),
    Field("list", _("Mã danh sách"), kinds=frozenset({"reference_choice"})),
    Field("proof", _("Phải chứng minh bằng mã gửi tới"), Way.YES_NO, kinds=_PROVED),
    Field("map", _("Chỉ được trên bản đồ"), Way.YES_NO, kinds=frozenset({"land_parcel"})),
    Field(
        "area_required", _("Phải ghi diện tích"), Way.YES_NO, otherwise=True,
        kinds=frozenset({"land_parcel"}),
    ),
    Field("item", _("Tên gọi của mỗi mục"), Way.WORDS, kinds=frozenset({"group", "table"})),
    Field(
        "totals", _("Cộng các cột (mã cột, cách nhau bằng dấu phẩy)"), Way.NAMES,
        kinds=frozenset({"table"}),
    ),
)  # fmt: skip
_UNIT = Shape(
    _("Đơn vị"),
    (
        _KEY,
        Field("label", _("Câu chữ"), Way.WORDS, is_needed=True),
        Field("factor", _("Bằng bao nhiêu đơn vị đầu tiên"), Way.NUMBER),
    ),
    blank={"key": "", "label": ""},
)
_QUESTION_FIELDS = (
    Field("use", _("Dùng câu trong kho câu hỏi (mã)")),
    Field("label", pgettext_lazy("question", "Câu hỏi"), Way.WORDS, is_needed=True),
    Field("hint", pgettext_lazy("question", "Gợi ý"), Way.WORDS),
    _KEY,
    Field("kind", _("Loại câu trả lời"), Way.CHOICE, KINDS, is_needed=True),
    Field("required", _("Bắt buộc trả lời"), Way.YES_NO, otherwise=True),
    _WHEN,
    Field("prefill", _("Điền sẵn từ")),
    Field("unit", _("Đơn vị"), Way.WORDS),
    Field("least", _("Ít nhất"), Way.NUMBER),
    Field("most", _("Nhiều nhất"), Way.NUMBER),
    *_OPTIONS,
)
_CELL = Shape(
    pgettext_lazy("question", "Câu hỏi"), _QUESTION_FIELDS, {"choices": _CHOICE},
    blank={"key": "", "kind": "short_text", "label": ""},
)  # fmt: skip
_COLUMN = Shape(
    _("Cột"),
    tuple(
        replace(each, choices=tuple(kind for kind in KINDS if kind[0] in CELLS))
        if each.name == "kind"
        else each
        for each in _QUESTION_FIELDS
        if each.name not in {"when", "prefill"}
    ),
    {"choices": _CHOICE},
    blank={"key": "", "kind": "short_text", "label": ""},
)
_QUESTION = Shape(
    pgettext_lazy("question", "Câu hỏi"),
    _QUESTION_FIELDS,
    {"choices": _CHOICE, "questions": _CELL, "columns": _COLUMN, "units": _UNIT},
    blank={"key": "", "kind": "short_text", "label": ""},
)  # fmt: skip
_PAGE = Shape(
    _("Trang"),
    (
        Field("title", _("Tiêu đề trang"), Way.WORDS, is_needed=True),
        Field("hint", _("Lời dẫn"), Way.LONG_WORDS),
        _KEY,
        _WHEN,
    ),
    {"questions": _QUESTION},
    blank={"key": "", "title": "", "questions": []},
)
_NEEDS: tuple[tuple[str, Words], ...] = tuple(
    (need.value, said)
    for need, said in (
        (Need.REQUIRED, _("Bắt buộc")),
        (Need.OPTIONAL, _("Nếu có")),
        (Need.FALLBACK, _("Chỉ khi không tra cứu được")),
        (Need.SHOWN, _("Xuất trình rồi trả lại")),
    )
)
_SOURCES: tuple[tuple[str, Words], ...] = tuple(
    (source.value, said)
    for source, said in (
        (Source.FORM, _("Tờ khai trực tuyến")),
        (Source.UPLOAD, _("Tải tệp lên")),
        (Source.STORE, _("Kho dữ liệu cá nhân")),
        (Source.REGISTER, _("Cơ quan tự tra cứu")),
        (Source.PAPER, _("Bản giấy")),
    )
)
_COMPONENT = Shape(
    _("Giấy tờ"),
    (
        Field("name", _("Tên giấy tờ"), Way.WORDS, is_needed=True),
        _KEY,
        Field("code", _("Mã giấy tờ"), is_needed=True),
        Field("need", _("Có bắt buộc không"), Way.CHOICE, _NEEDS),
        _WHEN,
        Field("when_says", _("Nói điều kiện bằng lời"), Way.WORDS),
        Field("sources", _("Lấy từ đâu"), Way.SEVERAL, _SOURCES),
        Field("question", _("Mã câu hỏi giữ tệp tải lên")),
        Field("originals", _("Số bản chính"), Way.NUMBER),
        Field("copies", _("Số bản sao"), Way.NUMBER),
        Field("note", _("Ghi chú"), Way.LONG_WORDS),
    ),
    blank={"key": "", "code": "", "name": "", "need": "required", "sources": ["paper"]},
)
_CHANNELS: tuple[tuple[str, Words], ...] = (
    ("online", _("Trực tuyến")),
    ("counter", _("Tại Bộ phận Một cửa")),
    ("post", _("Qua bưu chính")),
)
_EXEMPTION = Shape(
    _("Miễn, giảm"),
    (
        Field("name", _("Ai được miễn, giảm"), Way.WORDS, is_needed=True),
        Field("group", _("Mã nhóm"), is_needed=True),
        Field("if", _("Khi (điều kiện)"), Way.CONDITION),
        Field("percent", _("Giảm bao nhiêu phần trăm"), Way.NUMBER),
        Field("basis", _("Căn cứ")),
    ),
    blank={"group": "", "name": "", "if": "false", "percent": 100, "basis": ""},
)
_WHENS: tuple[tuple[str, Words], ...] = (
    (When.AT_FILING.value, _("Khi nộp hồ sơ")),
    (When.BY_RETURN.value, _("Nộp hồ sơ trước, trả tiền trước khi nhận kết quả")),
    (When.BEFORE_RESULT.value, _("Trước khi nhận kết quả")),
)
_CHARGE = Shape(
    _("Khoản thu"),
    (
        Field("name", _("Tên khoản thu"), Way.WORDS, is_needed=True),
        Field("code", _("Mã khoản thu"), is_needed=True),
        Field(
            "kind", _("Là phí hay lệ phí"), Way.CHOICE,
            (("user_fee", _("Phí")), ("state_charge", _("Lệ phí"))),
        ),
        Field("when", _("Thu lúc nào"), Way.CHOICE, _WHENS),
        Field("when_basis", _("Căn cứ để nộp sau")),
        Field("basis", _("Căn cứ")),
        *(
            made
            for channel, said in _CHANNELS
            for made in (
                Field(f"prices.{channel}.amount", said, Way.CONDITION),
                Field(f"prices.{channel}.says", said, Way.WORDS),
            )
        ),
    ),
    {"exemptions": _EXEMPTION},
    blank={"code": "", "kind": "user_fee", "name": "", "when": "at_filing", "basis": ""},
)  # fmt: skip
_ROLES: tuple[tuple[str, Words], ...] = (
    (Role.RECEIVER.value, _("Người tiếp nhận")),
    (Role.DEPT_HEAD.value, _("Trưởng phòng")),
    (Role.CASE_OFFICER.value, _("Người thụ lý")),
    (Role.SIGNATORY.value, _("Người ký")),
    (Role.CLERK.value, _("Văn thư")),
    (Role.RETURNER.value, _("Người trả kết quả")),
    (Role.CASHIER.value, _("Người thu tiền")),
)
STEP = Shape(
    _("Bước"),
    (
        Field("name", _("Việc của bước"), Way.WORDS, is_needed=True),
        _KEY,
        Field("role", _("Ai làm"), Way.CHOICE, _ROLES),
        Field("hours", _("Giờ làm việc"), Way.NUMBER),
        _WHEN,
        Field("reads", _("Dùng các câu trả lời (mã câu hỏi, cách nhau bằng dấu phẩy)"), Way.NAMES),
        Field("after", _("Sau các bước (mã bước, cách nhau bằng dấu phẩy)"), Way.NAMES),
    ),
    blank={"key": "", "name": "", "role": "case_officer", "hours": 8},
)
_UNITS: tuple[tuple[str, Words], ...] = (
    ("WORKING_DAY", _("ngày làm việc")),
    ("DAY", _("ngày")),
    ("HOUR", _("giờ làm việc")),
    ("IN_DAY", _("trong ngày")),
    ("MONTH", _("tháng")),
    ("YEAR", _("năm")),
)


def _time(name: str, said: Words) -> tuple[Field, ...]:
    return (
        Field(f"{name}.amount", said, Way.LINE),
        Field(f"{name}.unit", said, Way.CHOICE, _UNITS),
        Field(f"{name}.says", said, Way.WORDS),
    )


FACTS = Shape(
    _("Thông tin và thời hạn"),
    (
        Field("name", _("Tên thủ tục"), Way.WORDS, is_needed=True),
        Field("short_name", _("Tên gọi ngắn"), Way.WORDS),
        Field("summary", _("Tóm tắt"), Way.LONG_WORDS),
        Field("requirements", _("Yêu cầu, điều kiện"), Way.LONG_WORDS),
        *_time("channels.online", _("Thời hạn khi nộp trực tuyến")),
        *_time("channels.counter", _("Thời hạn khi nộp tại Bộ phận Một cửa")),
        *_time("channels.post", _("Thời hạn khi nộp qua bưu chính")),
        Field("decision.number", _("Quyết định công bố thủ tục")),
    ),
    {
        "steps": Shape(
            _("Các bước thực hiện"),
            (
                Field("title", _("Tên bước"), Way.WORDS, is_needed=True),
                Field("text", _("Nội dung"), Way.LONG_WORDS),
            ),
            blank={"title": "", "text": ""},
        ),
        "legal_basis": Shape(
            _("Căn cứ pháp lý"),
            (Field("code", _("Số hiệu"), is_needed=True), Field("name", _("Tên"), Way.WORDS)),
            blank={"code": "", "name": ""},
        ),
        "everyday": Shape(
            _("Cách nói thường ngày"), (Field("", _("Câu chữ"), Way.WORDS),), blank=""
        ),
    },
)
FORM = Shape(_("Tờ khai"), (Field("title", _("Tên tờ khai"), Way.WORDS),), {"pages": _PAGE})
COMPONENTS = Shape(_("Giấy tờ"), lists={"": _COMPONENT})
FEES = Shape(
    _("Phí, lệ phí"), (Field("says", _("Nói mức thu bằng lời"), Way.WORDS),), {"charges": _CHARGE}
)
RESULT = Shape(
    _("Kết quả"),
    (
        Field("name", _("Tên kết quả"), Way.WORDS),
        Field("code", _("Mã kết quả")),
        Field("symbol", _("Ký hiệu văn bản")),
    ),
    {"fields": _CELL},
)
