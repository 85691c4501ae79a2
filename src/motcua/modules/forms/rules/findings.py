"""What is wrong with a form definition, for the people who write it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text

Path = tuple[str | int, ...]


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """`path` leads into the tree (keys and list positions), so a reader can tell the line."""

    path: Path
    code: str
    level: Level = Level.ERROR
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> Text:
        """What is wrong, in both languages."""
        says = SENTENCES[self.code]
        vi = {name: p.vi if isinstance(p, Text) else p for name, p in self.params.items()}
        en = {name: p.in_("en") if isinstance(p, Text) else p for name, p in self.params.items()}
        return Text(says.vi.format_map(vi), says.en.format_map(en))

    @property
    def place(self) -> str:
        return ".".join(str(step) for step in self.path) or "."


class FormErrors(Invalid):
    """The definition cannot be used; `findings` say why, errors and warnings."""

    code: ClassVar[str] = "form-invalid"

    def __init__(self, file: str, findings: Sequence[Finding]) -> None:
        self.file = file
        self.findings = tuple(findings)
        lines = [f"{file}: {each.place}: {each.text.en}" for each in findings]
        super().__init__("\n".join(lines), file=file)


SENTENCES: Mapping[str, Text] = {
    "not-a-mapping": Text("Chỗ này phải là các cặp tên: giá trị.", "A mapping is needed here."),
    "not-a-list": Text("Chỗ này phải là danh sách.", "A list is needed here."),
    "empty-list": Text("Danh sách này không được trống.", "This list must not be empty."),
    "too-many": Text("Quá nhiều: tối đa {most}.", "Too many: {most} at the most."),
    "too-few": Text("Quá ít: cần ít nhất {least}.", "Too few: {least} at the least."),
    "unknown-key": Text(
        "Không có mục “{key}”. Các mục dùng được: {known}.",
        "There is no “{key}” here. Known: {known}.",
    ),
    "needed": Text("Thiếu mục “{key}”.", "“{key}” is missing."),
    "not-text": Text("Chỗ này phải là chữ.", "A text is needed here."),
    "not-flag": Text("Chỗ này phải là true hoặc false.", "true or false is needed here."),
    "not-number": Text(
        "Chỗ này phải là số nguyên từ {least} đến {most}.",
        "A whole number from {least} to {most} is needed here.",
    ),
    "not-date": Text(
        "Chỗ này phải là ngày như 2026-11-22, hoặc today.",
        "A date such as 2026-11-22, or today, is needed here.",
    ),
    "not-among": Text(
        "“{found}” không dùng được; chọn trong: {known}.", "“{found}” is not one of: {known}."
    ),
    "bad-key": Text(
        "Khóa “{key}” phải bắt đầu bằng chữ thường a-z, gồm a-z, 0-9, _, tối đa 40 ký tự.",
        "The key “{key}” must start with a-z and hold a-z, 0-9, _ only, 40 at the most.",
    ),
    "repeated-key": Text("Khóa “{key}” đã dùng ở trên.", "The key “{key}” was used before."),
    "wrong-version": Text("Định dạng này là form: 1.", "This format is form: 1."),
    "no-vietnamese": Text("Thiếu tiếng Việt.", "The Vietnamese words are missing."),
    "no-english": Text("Thiếu tiếng Anh.", "The English words are missing."),
    "least-above-most": Text("least lớn hơn most.", "least is greater than most."),
    "kind-not-here": Text(
        "Ở đây không dùng được loại “{kind}”.", "The kind “{kind}” cannot be used here."
    ),
    "bad-expression": Text("Cột {column}: {why}", "Column {column}: {why}"),
    "refers-ahead": Text(
        "“{name}” chưa được hỏi ở trước; điều kiện chỉ đọc được câu hỏi đứng trước.",
        "“{name}” is not asked before this; only earlier questions can be read.",
    ),
    "asks-nothing": Text(
        "Mỗi mục phải có ít nhất một câu để người ta trả lời.",
        "An entry needs at least one question that people answer.",
    ),
    "reads-nothing": Text(
        "Điều kiện phải đọc ít nhất một câu trả lời.", "The condition must read an answer."
    ),
    "row-width": Text(
        "Dòng này có {there} ô, bảng có {needed} cột.",
        "This row has {there} cells; the table has {needed} columns.",
    ),
    "not-added-up": Text(
        "Không cộng được cột “{key}”: chỉ cộng các cột số của bảng này.",
        "“{key}” cannot be added up: only columns of numbers in this table can.",
    ),
    "not-clock": Text(
        "Chỗ này phải là giờ trong ngày như 08:00.", "A time of day such as 08:00 is needed here."
    ),
    "not-decimal": Text(
        "Chỗ này phải là một số như 12.5, trong dấu nháy nếu có phần lẻ.",
        "A number such as 12.5 is needed here, in quotation marks if it has decimals.",
    ),
    "not-both": Text(
        "Chỉ dùng một trong hai: {one} hoặc {other}.", "Use one of the two: {one} or {other}."
    ),
    "bad-list-row": Text(
        "Dòng “{row}” trong danh sách sai hoặc lặp lại; mỗi dòng: mã | tên | tên tiếng Anh.",
        "The row “{row}” of the list is wrong or repeated; each is: code | Vietnamese | English.",
    ),
    "formula-of-list": Text(
        "Giá trị tính ra phải là một giá trị, không phải danh sách.",
        "What is computed must be one value, not a list.",
    ),
    "wrong-prefill": Text(
        "“{source}” không điền được vào loại “{kind}”.",
        "“{source}” cannot fill a question of kind “{kind}”.",
    ),
}
