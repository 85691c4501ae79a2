"""What is wrong with a package, and where: every finding points at a file, a line and a column."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from motcua.kernel.errors import Refusal
from motcua.kernel.words import Language, Text

from .examined import EXAMINED


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file. Lines and columns count from 1, as editors show them; 0 means the file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: a stable code, its place, and what fills the sentence."""

    code: str
    mark: Mark
    params: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str, mark: Mark, params: Mapping[str, object]) -> "Finding":
        """:raises LookupError: there is no sentence for the code"""
        if code not in SENTENCES:
            raise LookupError(f"no sentence for the finding {code}")
        return cls(code, mark, params)

    @property
    def file(self) -> str:
        return self.mark.file

    @property
    def line(self) -> int:
        return self.mark.line

    @property
    def column(self) -> int:
        return self.mark.column

    def says(self) -> Text:
        """The finding as a sentence in both languages."""
        sentence = SENTENCES[self.code]
        vi, en = _fillings(self.params, "vi"), _fillings(self.params, "en")
        return Text(sentence.vi.format(**vi), sentence.en.format(**en))

    def __str__(self) -> str:
        return f"{self.mark}: {self.says().en}"


def _fillings(params: Mapping[str, object], language: Language) -> dict[str, object]:
    return {
        name: value.in_(language) if isinstance(value, Text) else value
        for name, value in params.items()
    }


class PackageErrors(Refusal):
    """A package that cannot be read. `findings` holds everything wrong, in reading order."""

    code = "package-invalid"
    status = 422

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda finding: finding.mark))
        super().__init__("\n".join(map(str, self.findings)), count=len(self.findings))


class Findings:
    """Gathers findings while a package is read, so that a designer sees them all at once."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._remarks: list[Finding] = []

    def add(self, code: str, mark: Mark, **params: object) -> None:
        self._found.append(Finding.of(code, mark, params))

    def remark(self, code: str, mark: Mark, **params: object) -> None:
        """Something worth knowing that refuses nothing."""
        self._remarks.append(Finding.of(code, mark, params))

    @property
    def remarks(self) -> tuple[Finding, ...]:
        return tuple(sorted(self._remarks, key=lambda finding: finding.mark))

    def unknown(self, code: str, mark: Mark, name: str, known: Iterable[str]) -> None:
        """A name that is not among the known ones; the nearest one is offered."""
        names = sorted(known)
        near = get_close_matches(name, names, n=1, cutoff=0.6)
        nearest = near[0] if near else ", ".join(names[:12])
        self.add(code, mark, name=name, nearest=nearest)

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._found)

    def refuse_if_any(self) -> None:
        """
        :raises PackageErrors: something was found
        """
        if self._found:
            raise PackageErrors(self._found)


SENTENCES: Mapping[str, Text] = {
    # files
    "too-many-files": Text(
        "Gói có {count} tệp; tối đa là {limit}.", "The package has {count} files; at most {limit}."
    ),
    "package-too-large": Text(
        "Gói lớn {size} byte; tối đa là {limit}.", "The package is {size} bytes; at most {limit}."
    ),
    "file-too-large": Text(
        "Tệp lớn {size} byte; tối đa là {limit}.", "The file is {size} bytes; at most {limit}."
    ),
    "not-a-zip": Text("Đây không phải tệp zip đọc được.", "This is not a zip file we can read."),
    "file-damaged": Text(
        "Tệp trong gói bị hỏng hoặc đã bị đổi; không đọc.",
        "The file in the package is damaged or was changed; it was not read.",
    ),
    "packed-too-tightly": Text(
        "Tệp nén giải ra lớn bất thường; không đọc.",
        "The zip file unpacks to far more than it should; it was not read.",
    ),
    "path-escapes": Text(
        "Đường dẫn {path} trỏ ra ngoài gói.", "The path {path} leads out of the package."
    ),
    "file-twice": Text("Tệp {path} có hai lần trong gói.", "The file {path} is there twice."),
    "unknown-file": Text(
        "Gói không có chỗ cho tệp {name}. Có phải ý bạn là {nearest}?",
        "A package has no place for the file {name}. Did you mean {nearest}?",
    ),
    "not-in-bank": Text(
        "Kho câu hỏi của gói không có {name}. Có phải ý bạn là {nearest}?",
        "The package's bank of questions has no {name}. Did you mean {nearest}?",
    ),
    "uses-too-much": Text(
        "Các câu hỏi dùng chung làm biểu mẫu quá dài.",
        "The shared questions make the form too long.",
    ),
    "missing-file": Text("Thiếu tệp {name}.", "The file {name} is missing."),
    "half-complete": Text(
        "Thiếu tệp {name}. Gói đầy đủ có cả {all}; gói chỉ cung cấp thông tin không có tệp nào"
        " trong số đó.",
        "The file {name} is missing. A complete package has all of {all}; one that only informs has"
        " none of them.",
    ),
    "only-in-complete": Text(
        "Tệp {name} chỉ có trong gói đầy đủ (có {all}).",
        "The file {name} belongs to complete packages only (those with {all}).",
    ),
    "need-unstated": Text(
        "Gói đầy đủ phải nói rõ giấy tờ này có bắt buộc không.",
        "A complete package must say whether this document is required.",
    ),
    "folder-name": Text(
        "Thư mục tên {folder} nhưng mã thủ tục là {code}.",
        "The folder is called {folder}, but the procedure's code is {code}.",
    ),
    # text and YAML
    "not-text": Text("Tệp không phải văn bản UTF-8 sạch.", "The file is not clean UTF-8 text."),
    "not-yaml": Text("Không đọc được YAML: {problem}.", "This is not YAML: {problem}."),
    "alias-refused": Text(
        "Không dùng neo và bí danh YAML (& và *); hãy viết rõ ra.",
        "YAML anchors and aliases (& and *) are not used here; write it out.",
    ),
    "tag-refused": Text("Không dùng thẻ YAML {tag}.", "The YAML tag {tag} is not used here."),
    "too-deep": Text("Lồng sâu quá {limit} tầng.", "Nested deeper than {limit} levels."),
    "duplicate-key": Text(
        "Khóa {name} đã có ở dòng {first}.", "The key {name} is already on line {first}."
    ),
    "key-not-word": Text("Khóa phải là một từ.", "A key must be a word."),
    "empty-file": Text("Tệp không có nội dung.", "The file has no content."),
    # shape
    "unknown-key": Text(
        "Không có khóa {name} ở đây. Có phải ý bạn là {nearest}?",
        "There is no key {name} here. Did you mean {nearest}?",
    ),
    "missing-key": Text("Thiếu khóa {name}.", "The key {name} is missing."),
    "not-a-table": Text("Chỗ này phải gồm các khóa.", "Keys with values belong here."),
    "not-a-list": Text("Chỗ này phải là danh sách.", "A list belongs here."),
    "not-a-text": Text("Chỗ này phải là chữ.", "Text belongs here."),
    "empty": Text("Chỗ này không được để trống.", "This must not be empty."),
    "too-long": Text("Dài quá {limit} ký tự.", "Longer than {limit} characters."),
    "not-whole": Text("{value} không phải số nguyên.", "{value} is not a whole number."),
    "out-of-range": Text(
        "{value} nằm ngoài khoảng {low} đến {high}.", "{value} is not from {low} to {high}."
    ),
    "not-yes-no": Text("Chỗ này là true hoặc false.", "This is either true or false."),
    "not-a-date": Text(
        "{value} không phải ngày dạng 2026-07-01.", "{value} is not a date like 2026-07-01."
    ),
    "unknown-word": Text(
        "Không có giá trị {name}. Có phải ý bạn là {nearest}?",
        "There is no value {name}. Did you mean {nearest}?",
    ),
    "wrong-pattern": Text(
        "{value} không đúng dạng {example}.", "{value} does not look like {example}."
    ),
    "twice": Text("{name} có hai lần.", "{name} is there twice."),
    "wrong-format": Text(
        "Dạng gói {value} chưa được hỗ trợ; hiện là {known}.",
        "The package format {value} is not known; this program reads {known}.",
    ),
    # words
    "words-no-such-place": Text(
        "Bản gốc không có {name}. Có phải ý bạn là {nearest}?",
        "The original has no {name}. Did you mean {nearest}?",
    ),
    "words-not-text": Text(
        "Bản gốc ở {place} không phải chữ dịch được.",
        "What is at {place} in the original is not text to translate.",
    ),
    "words-count": Text(
        "Bản gốc có {there} mục, bản dịch có {here}.",
        "The original has {there} items, the translation {here}.",
    ),
    "no-english": Text("Thiếu tiếng Anh.", "The English is missing."),
    # meaning
    "expression": Text("Biểu thức sai. {problem}", "The expression is wrong. {problem}"),
    "form": Text("Biểu mẫu sai. {problem}", "The form is wrong. {problem}"),
    "channel-not-offered": Text(
        "Thủ tục không nhận hồ sơ qua kênh {name}.",
        "The procedure does not take dossiers through {name}.",
    ),
    "channel-unpriced": Text(
        "Chưa nói mức thu cho kênh {name}.", "The price for the channel {name} is not said."
    ),
    "when-basis": Text(
        "Thu {name} thì phải có when_basis, căn cứ để nộp sau; các lúc khác thì không ghi.",
        "A charge {name} needs when_basis, the ground for paying later; others have none.",
    ),
    "no-such-question": Text(
        "Biểu mẫu không có câu hỏi {name}. Có phải ý bạn là {nearest}?",
        "The form has no question {name}. Did you mean {nearest}?",
    ),
    "question-not-file": Text(
        "Câu hỏi {name} không nhận tệp.", "The question {name} does not take a file."
    ),
    "file-without-component": Text(
        "Câu hỏi tệp {name} không thuộc giấy tờ nào trong components.yaml.",
        "The file question {name} belongs to no document in components.yaml.",
    ),
    "upload-without-question": Text(
        "Giấy tờ này nhận tệp tải lên nhưng không nói câu hỏi nào giữ tệp.",
        "This document may be uploaded, but no question of the form holds it.",
    ),
    "whose-unknown": Text(
        "whose là applicant, hoặc danh sách các mục: person: applicant; hay personal_id, full_name,"
        " basis.",
        "whose is applicant, or a list of entries: person: applicant; or personal_id, full_name,"
        " basis.",
    ),
    "whose-not-a-number": Text(
        "Câu hỏi {name} không hỏi số định danh (personal_id).",
        "The question {name} does not ask for a personal number (personal_id).",
    ),
    "whose-not-a-name": Text(
        "Câu hỏi {name} không hỏi họ tên (person_name).",
        "The question {name} does not ask for a name (person_name).",
    ),
    "whose-without-register": Text(
        "Chỉ nói whose cho giấy tờ có register trong sources.",
        "Only a document with register among its sources says whose it is.",
    ),
    "no-such-step": Text(
        "Quy trình không có bước {name}. Có phải ý bạn là {nearest}?",
        "The route has no step {name}. Did you mean {nearest}?",
    ),
    "route-role-missing": Text(
        "Quy trình thiếu bước của vai {name}.", "The route has no step for the role {name}."
    ),
    "route-over-time": Text(
        "Tổng thời gian các bước là {hours} giờ làm việc; hạn chỉ có {allowed}.",
        "The steps take {hours} working hours together; the time limit is {allowed}.",
    ),
    "agency-not-competent": Text(
        "Thủ tục không giao cho {name}.", "The procedure is not given to {name}."
    ),
    "agency-without-route": Text("Chưa có quy trình cho {name}.", "There is no route for {name}."),
    "effective-backwards": Text(
        "Ngày hết hiệu lực phải sau ngày có hiệu lực.",
        "The last day must come after the first day.",
    ),
    "result-unknown": Text(
        "Kết quả {name} không có trong procedure.yaml. Có phải ý bạn là {nearest}?",
        "The result {name} is not in procedure.yaml. Did you mean {nearest}?",
    ),
    "result": Text("Kết quả sai. {problem}", "The result is wrong. {problem}"),
    "template-unsafe": Text("Mẫu in không được dùng {name}.", "A template may not use {name}."),
    "template": Text("Mẫu in sai. {problem}", "The template is wrong. {problem}"),
    "not-a-time": Text(
        "{value} không phải khoảng thời gian dương.", "{value} is not a length of time above zero."
    ),
    "case-foreign": Text(
        "Mã trường hợp {value} không bắt đầu bằng {procedure}.",
        "The case {value} does not begin with {procedure}.",
    ),
    **EXAMINED,
}
