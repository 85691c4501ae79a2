"""What can be wrong with an expression, with its column and a sentence for its author."""

from collections.abc import Mapping
from typing import ClassVar

from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text


class BadExpression(Invalid):
    """The expression cannot be used. `reason` is stable; `column` counts from 1."""

    code: ClassVar[str] = "bad-expression"

    def __init__(self, reason: str, column: int, **params: object) -> None:
        self.reason = reason
        self.column = column
        super().__init__("", reason=reason, column=column, **params)
        self.detail = f"column {column}: {self.text.en}"

    @property
    def text(self) -> Text:
        """What is wrong, in both languages."""
        says = SENTENCES[self.reason]
        vi = {name: p.vi if isinstance(p, Text) else p for name, p in self.params.items()}
        en = {name: p.in_("en") if isinstance(p, Text) else p for name, p in self.params.items()}
        return Text(says.vi.format_map(vi), says.en.format_map(en))

    def __str__(self) -> str:
        return self.detail


SENTENCES: Mapping[str, Text] = {
    "empty": Text("Biểu thức trống.", "The expression is empty."),
    "too-long": Text(
        "Biểu thức quá dài: tối đa {most} ký tự.",
        "The expression is too long: {most} characters at the most.",
    ),
    "too-many-words": Text(
        "Biểu thức quá dài: tối đa {most} từ và dấu.",
        "The expression is too long: {most} words and signs at the most.",
    ),
    "too-deep": Text(
        "Biểu thức lồng nhau quá sâu: tối đa {most} tầng.",
        "The expression is nested too deeply: {most} levels at the most.",
    ),
    "too-large": Text(
        "Biểu thức quá lớn khi đã kể cả các bảng: tối đa {most} phần.",
        "The expression is too large with its tables: {most} parts at the most.",
    ),
    "unknown-sign": Text(
        "Không hiểu ký hiệu “{sign}”.", "The sign “{sign}” is not part of the language."
    ),
    "open-text": Text(
        "Đoạn chữ mở bằng dấu nháy mà không đóng trong cùng dòng.",
        "A text is opened by a quotation mark and not closed on its line.",
    ),
    "unknown-escape": Text(
        "Trong đoạn chữ chỉ dùng được \\\\, \\\", \\' và \\n.",
        "Inside a text only \\\\, \\\", \\' and \\n may follow a backslash.",
    ),
    "unexpected": Text(
        "Chỗ này không dùng được “{found}”; cần {expected}.",
        "“{found}” cannot stand here; {expected} is expected.",
    ),
    "unfinished": Text(
        "Biểu thức kết thúc quá sớm; cần thêm {expected}.",
        "The expression ends too early; {expected} is expected.",
    ),
    "number-too-large": Text("Số vượt quá 64 bit.", "The number is beyond 64 bits."),
    "not-a-date": Text(
        'Viết ngày như date("2026-07-01"), với một ngày có thật.',
        'Write a date like date("2026-07-01"), with a day that exists.',
    ),
    "empty-list": Text("Danh sách phải có ít nhất một phần tử.", "A list needs at least one item."),
    "unknown-name": Text("Không có tên “{name}” ở đây.", "There is no name “{name}” here."),
    "unknown-function": Text("Không có hàm “{name}”.", "There is no function “{name}”."),
    "wrong-type": Text(
        "Chỗ này cần {expected} nhưng gặp {found}.", "{expected} is needed here, not {found}."
    ),
    "different-types": Text(
        "Hai vế khác kiểu: {left} và {right}.", "The two sides differ in type: {left} and {right}."
    ),
    "not-comparable": Text("Không so sánh được {found}.", "{found} cannot be compared."),
    "not-ordered": Text(
        "Chỉ số nguyên và ngày mới có lớn hơn, nhỏ hơn.",
        "Only whole numbers and dates can be greater or smaller.",
    ),
    "compared-with-null": Text(
        "So sánh với null không bao giờ đúng; dùng has(…).",
        "A comparison with null is never true; use has(…).",
    ),
    "unknown-choice": Text(
        "“{word}” không có trong các lựa chọn: {choices}.",
        "“{word}” is not among the choices: {choices}.",
    ),
    "zero-divisor": Text("Chia cho số 0.", "Division by zero."),
    "wrong-count": Text(
        "Hàm {name} cần {expected} giá trị.", "The function {name} takes {expected} values."
    ),
    "has-needs-name": Text(
        "has(…) chỉ hỏi được một tên, như has(answers.copies).",
        "has(…) asks about a name, like has(answers.copies).",
    ),
    "list-in-list": Text(
        "Không đọc được danh sách trong danh sách.", "A list within a list cannot be read."
    ),
    "always-nothing": Text(
        "Biểu thức không bao giờ có giá trị.", "The expression never has a value."
    ),
}
