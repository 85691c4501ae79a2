"""What is wrong with a pack of definitions, and where: file, line, column, and a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from motcua.kernel.errors import Refusal
from motcua.kernel.words import Text


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; lines and columns count from 1, 0 means the file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    mark: Mark
    params: Mapping[str, object] = field(default_factory=dict)

    def says(self) -> Text:
        sentence = SENTENCES[self.code]
        return Text(
            sentence.vi.format(**_in("vi", self.params)),
            sentence.en.format(**_in("en", self.params)),
        )

    def __str__(self) -> str:
        return f"{self.mark}: {self.says().en}"


def _in(language: str, params: Mapping[str, object]) -> dict[str, object]:
    return {k: v.in_(language) if isinstance(v, Text) else v for k, v in params.items()}


class PackErrors(Refusal):
    """A pack that cannot be used. `findings` holds everything wrong, in reading order."""

    code = "pack-invalid"
    status = 422

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda finding: finding.mark))
        super().__init__("\n".join(map(str, self.findings)), count=len(self.findings))


SENTENCES: Mapping[str, Text] = {
    "not-text": Text("Tệp không phải văn bản UTF-8.", "The file is not UTF-8 text."),
    "too-large": Text("Tệp lớn quá {limit} byte.", "The file is larger than {limit} bytes."),
    "not-yaml": Text("Không đọc được YAML: {problem}.", "This is not YAML: {problem}."),
    "alias": Text(
        "Không dùng neo và bí danh YAML; hãy viết rõ ra.",
        "YAML anchors and aliases are not used here; write it out.",
    ),
    "twice": Text("{name} có hai lần.", "{name} is there twice."),
    "shape": Text("Sai chỗ này: {problem}.", "This does not fit: {problem}."),
    "format": Text("Dạng {value} chưa được hỗ trợ.", "The format {value} is not known."),
    "code": Text(
        "Mã {value} phải là chữ thường, số và gạch dưới.",
        "The code {value} must be of small letters, digits and underscores.",
    ),
    "empty": Text("Chỗ này không được để trống.", "This must not be empty."),
    "unit": Text("Không biết đơn vị {value} (UCUM).", "The unit {value} is not known (UCUM)."),
    "property": Text(
        "Không có đại lượng quan trắc {name}.", "There is no observed property {name}."
    ),
    "unit-of": Text(
        "Đại lượng này đo bằng {unit}, không đổi sang {value} được.",
        "The property is kept in {unit}, which does not turn into {value}.",
    ),
    "method": Text(
        "Không có phương pháp {name}. Hiện có: {known}.",
        "There is no method {name}. Known are: {known}.",
    ),
    "method-grain": Text(
        "Phương pháp {name} tính theo {grain}.", "The method {name} works by the {grain}."
    ),
    "method-needs": Text("Phương pháp {name} cần {needed}.", "The method {name} needs {needed}."),
    "table": Text("Bảng {name}: {problem}", "Table {name}: {problem}"),
    "grain": Text(
        "Chu kỳ {grain} không có cách tính; thêm vào rollups.",
        "Nothing says how the {grain} is made; add it to rollups.",
    ),
    "rollup": Text("Không thể tính {grain} từ {of}.", "The {grain} cannot be made of the {of}."),
    "source": Text(
        "Không có nguồn dữ kiện {name}. Hiện có: {known}.",
        "There is no fact source {name}. Known are: {known}.",
    ),
    "field": Text("Nguồn không có trường {name} dạng chữ.", "The source has no text field {name}."),
    "expression": Text("Biểu thức sai. {problem}", "The expression is wrong. {problem}"),
    "missing": Text("Cách tính {kind} cần {name}.", "The kind {kind} needs {name}."),
    "needless": Text("Cách tính {kind} không dùng {name}.", "The kind {kind} has no {name}."),
    "interval": Text(
        "Khoảng tin cậy {method} không hợp với cách tính {kind}.",
        "The interval {method} does not fit the kind {kind}.",
    ),
    "percent": Text("{value} không nằm trong 0–100.", "{value} is not from 0 to 100."),
    "bands": Text(
        "Các mức phải xếp tăng dần và khác mã.", "Bands must rise and have codes of their own."
    ),
    "colour": Text("Màu là ba số từ 0 đến 255.", "A colour is three numbers from 0 to 255."),
    "number": Text("Số phiên bản phải từ 1.", "The version number begins at 1."),
}
