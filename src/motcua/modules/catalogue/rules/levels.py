"""The online level of a procedure, computed from its package and never declared.

Levels 1 to 4 are those of Circular 32/2017/TT-BTTTT, Article 5; full and partial those of Decree
224/2026/NĐ-CP, Articles 14 and 15. Each requirement is a check with its evidence, so that a page
can say why the level is not higher, and what to do about it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.actors import Role
from motcua.kernel.words import Text

from .components import Component, Need, Source
from .package import Package
from .procedure import UNSTATED, Channel, Returning


class Extent(StrEnum):
    """How much of it can be done without going anywhere."""

    FULL = "full"
    PARTIAL = "partial"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Asks:
    """What the law asks for, by which article, and what to do where it is not met."""

    level: int
    says: Text
    todo: Text
    law: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the law asks for. `level` 5 stands for "fully online" above level 4."""

    code: str
    level: int
    says: Text
    is_met: bool
    evidence: tuple[str, ...]
    todo: Text
    law: str


@dataclass(frozen=True, slots=True)
class OnlineLevel:
    """`level` 0: not even everything that level 1 asks to publish is published."""

    level: int
    extent: Extent
    requirements: tuple[Requirement, ...]

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """Why it is not higher."""
        return tuple(each for each in self.requirements if not each.is_met)


FULLY = 5
_PAPERLESS = frozenset({Source.FORM, Source.UPLOAD, Source.STORE, Source.REGISTER})
#: Kinds of questions whose answers a signed-in person should not have to type.
_KNOWN_OF_PEOPLE = frozenset({"personal_id", "person_name", "phone", "email"})


def level_of(package: Package) -> OnlineLevel:
    met = {code: tuple(evidence_of(package)) for code, evidence_of in _CHECKS.items()}
    level = 0
    while level < FULLY and all(met[code] for code, a in ASKED.items() if a.level == level + 1):
        level += 1
    extent = Extent.INFORMATION
    if level >= FULLY:
        extent = Extent.FULL
    elif level >= 3:
        extent = Extent.PARTIAL
    requirements = [requirement(code, met[code]) for code in ASKED]
    if extent is Extent.PARTIAL:
        requirements.append(_reason_for_partial(package))
    return OnlineLevel(min(level, 4), extent, tuple(requirements))


def requirement(code: str, evidence: tuple[str, ...] = ()) -> Requirement:
    """A requirement by its code; without evidence it is not met.

    :raises KeyError: no requirement of that code
    """
    asked = ASKED[code] if code in ASKED else REASON[code]
    return Requirement(
        code, asked.level, asked.says, bool(evidence), evidence, asked.todo, asked.law
    )


def asked_online(package: Package) -> list[Component]:
    """Documents that may be asked of somebody who files online, whatever the answers are."""
    return [
        component
        for component in package.components
        if component.when is None or not component.when.fails({"channel": Channel.ONLINE.value})
    ]


Check = Callable[[Package], list[str]]
ASKED: dict[str, Asks] = {}
_CHECKS: dict[str, Check] = {}


def _check(code: str, level: int, says: Text, *, todo: Text, law: str) -> Callable[[Check], None]:
    """Register a check: a function that gives the evidence, or nothing where there is none."""

    def register(evidence_of: Check) -> None:
        ASKED[code], _CHECKS[code] = Asks(level, says, todo, law), evidence_of

    return register


REASON: Mapping[str, Asks] = {
    "reason_for_partial": Asks(
        FULLY,
        Text(
            "Lý do chưa toàn trình và căn cứ pháp luật được công khai",
            "Why it is less than fully online is published, with its ground in law",
        ),
        Text(
            "Ghi partial_reason với một trong bốn lý do được phép và căn cứ pháp luật chuyên ngành",
            "Write partial_reason with one of the four allowed reasons and its ground in law",
        ),
        "224/2026/NĐ-CP Đ14",
    )
}


def _reason_for_partial(package: Package) -> Requirement:
    partial = package.procedure.partial
    if partial is None or not partial.is_founded:
        return requirement("reason_for_partial")
    return requirement("reason_for_partial", (str(partial.code), partial.legal_basis))


@_check(
    "name",
    1,
    Text("Tên và mã thủ tục được công khai", "Its name and code are published"),
    todo=Text("Ghi tên và mã thủ tục", "Write the name and the code"),
    law="32/2017/TT-BTTTT Đ5 k1 a",
)
def _name(package: Package) -> list[str]:
    return [package.procedure.code] if package.procedure.name.vi else []


@_check(
    "steps",
    1,
    Text("Trình tự thực hiện được công khai", "The steps are published"),
    todo=Text("Ghi các bước trong steps", "Write the steps"),
    law="32/2017/TT-BTTTT Đ5 k1 b",
)
def _steps(package: Package) -> list[str]:
    return [step.title.vi or step.text.vi[:80] for step in package.procedure.steps]


@_check(
    "ways",
    1,
    Text("Cách thức thực hiện được công khai", "The ways to file are published"),
    todo=Text("Ghi các kênh nộp trong channels", "Write the channels"),
    law="32/2017/TT-BTTTT Đ5 k1 c",
)
def _ways(package: Package) -> list[str]:
    return [channel.value for channel in package.procedure.channels]


@_check(
    "documents",
    1,
    Text("Thành phần và số bộ hồ sơ được công khai", "The documents and how many are published"),
    todo=Text("Ghi giấy tờ trong components.yaml", "List the documents in components.yaml"),
    law="32/2017/TT-BTTTT Đ5 k1 d",
)
def _documents(package: Package) -> list[str]:
    return [
        f"{each.code or each.key}: {each.originals} + {each.copies}" for each in package.components
    ]


@_check(
    "time",
    1,
    Text("Thời hạn của từng kênh được công khai", "Each channel's time is published"),
    todo=Text("Ghi thời hạn của từng kênh", "Write each channel's time limit"),
    law="32/2017/TT-BTTTT Đ5 k1 đ",
)
def _time(package: Package) -> list[str]:
    times = package.procedure.channels.values()
    said = [time.says.vi[:80] for time in times if time.says.vi != UNSTATED]
    return said if len(said) == len(times) else []


@_check(
    "audience",
    1,
    Text("Đối tượng được công khai", "Who may ask is published"),
    todo=Text("Ghi đối tượng trong audience", "Write the audience"),
    law="32/2017/TT-BTTTT Đ5 k1 e",
)
def _audience(package: Package) -> list[str]:
    return [audience.value for audience in package.procedure.audience]


@_check(
    "agency",
    1,
    Text("Cơ quan giải quyết được công khai", "The deciding agency is published"),
    todo=Text("Ghi cơ quan trong agencies", "Write the agencies"),
    law="32/2017/TT-BTTTT Đ5 k1 g",
)
def _agency(package: Package) -> list[str]:
    return [agency.name.vi for agency in package.procedure.agencies]


@_check(
    "result",
    1,
    Text("Kết quả được công khai", "The result is published"),
    todo=Text("Ghi kết quả trong results", "Write the results"),
    law="32/2017/TT-BTTTT Đ5 k1 h",
)
def _result(package: Package) -> list[str]:
    return [outcome.code or outcome.name.vi for outcome in package.procedure.outcomes]


@_check(
    "fees",
    1,
    Text("Phí, lệ phí được công khai", "Fees and charges are published"),
    todo=Text(
        "Ghi mức thu trong fees.yaml, hoặc ghi rõ là không thu",
        "Write the fees, or that there are none",
    ),
    law="32/2017/TT-BTTTT Đ5 k1 i",
)
def _fees(package: Package) -> list[str]:
    return [package.fees.says.vi] if package.fees.says.vi else []


@_check(
    "returning",
    1,
    Text("Cách nhận kết quả được công khai", "Ways to receive the result are published"),
    todo=Text("Ghi cách trả kết quả trong returning", "Write the ways of returning"),
    law="32/2017/TT-BTTTT Đ5 k1 k",
)
def _returning(package: Package) -> list[str]:
    facts = package.procedure
    texts = [*(step.text.vi for step in facts.steps), *(t.says.vi for t in facts.channels.values())]
    ways = [way.value for way in facts.returning]
    return ways or next(filter(None, map(_sentence_of_returning, texts)), [])


@_check(
    "legal_basis",
    1,
    Text("Căn cứ pháp lý được công khai", "The legal basis is published"),
    todo=Text("Ghi văn bản trong legal_basis", "Write the legal basis"),
    law="32/2017/TT-BTTTT Đ5 k1 l",
)
def _legal_basis(package: Package) -> list[str]:
    return [basis.number for basis in package.procedure.legal_basis]


@_check(
    "decision",
    1,
    Text("Quyết định công bố được nêu", "The decision announcing it is named"),
    todo=Text("Ghi số quyết định công bố trong decision", "Write the number of the decision"),
    law="32/2017/TT-BTTTT Đ5 k1 l",
)
def _decision(package: Package) -> list[str]:
    return [package.procedure.decision.number] if package.procedure.decision.number else []


@_check(
    "electronic_form",
    2,
    Text("Mọi mẫu tờ khai có bản điện tử", "Every form exists electronically"),
    todo=Text(
        "Làm form.yaml, hoặc ghi tệp mẫu ở giấy tờ là tờ khai",
        "Write form.yaml, or name the blank form of each declaration",
    ),
    law="32/2017/TT-BTTTT Đ5 k2",
)
def _electronic_form(package: Package) -> list[str]:
    if package.form.pages:
        return [f"form.yaml: {len(package.form.pages)}"]
    forms = [each for each in package.components if each.blank_forms or _is_declaration(each)]
    if not forms or not all(each.blank_forms for each in forms):
        return []
    return [name for each in forms for name in each.blank_forms]


@_check(
    "paper_accepted",
    2,
    Text("Tờ khai in ra được nhận như bản giấy", "A printed form is taken like a paper one"),
    todo=Text("Mở kênh nộp trực tiếp hoặc bưu chính", "Offer the counter or the post"),
    law="32/2017/TT-BTTTT Đ5 k2",
)
def _paper_accepted(package: Package) -> list[str]:
    channels = [channel.value for channel in package.procedure.channels]
    is_only_online = channels == [Channel.ONLINE.value]
    return channels if is_only_online else [each for each in channels if each != Channel.ONLINE]


@_check(
    "interactive_form",
    3,
    Text("Tờ khai điền được trực tiếp trên mạng", "The form is filled in online"),
    todo=Text("Làm form.yaml", "Write form.yaml"),
    law="32/2017/TT-BTTTT Đ5 k3",
)
def _interactive_form(package: Package) -> list[str]:
    return [page.key for page in package.form.pages]


@_check(
    "files_online",
    3,
    Text("Nộp được trực tuyến", "It can be filed online"),
    todo=Text("Mở kênh online trong channels", "Offer the channel online"),
    law="32/2017/TT-BTTTT Đ5 k3",
)
def _files_online(package: Package) -> list[str]:
    return [Channel.ONLINE.value] if Channel.ONLINE in package.procedure.channels else []


@_check(
    "attachments",
    3,
    Text("Mọi giấy tờ phải nộp đều gửi được trên mạng", "Each document can be given online"),
    todo=Text(
        "Cho mỗi giấy tờ bắt buộc một nguồn không phải giấy",
        "Give each required document a source other than paper",
    ),
    law="32/2017/TT-BTTTT Đ5 k3",
)
def _attachments(package: Package) -> list[str]:
    needed = [each for each in asked_online(package) if each.need in (Need.REQUIRED, Need.UNSTATED)]
    if not all(_PAPERLESS & set(each.sources) for each in needed):
        return []
    return [f"{each.key}: {', '.join(each.sources)}" for each in needed] or ["components.yaml: 0"]


@_check(
    "handled_online",
    3,
    Text("Hồ sơ được xử lý trên hệ thống", "The dossier is handled electronically"),
    todo=Text("Làm route.yaml", "Write route.yaml"),
    law="32/2017/TT-BTTTT Đ5 k3",
)
def _handled_online(package: Package) -> list[str]:
    return [f"{kind.value}: {len(route.steps)}" for kind, route in package.routes.items()]


@_check(
    "pays_online",
    4,
    Text("Trả tiền được trên mạng", "It can be paid online"),
    todo=Text(
        "Ghi mức thu của kênh online cho mọi khoản", "Price every charge for the channel online"
    ),
    law="32/2017/TT-BTTTT Đ5 k4",
)
def _pays_online(package: Package) -> list[str]:
    if package.fees.is_free:
        return [package.fees.says.vi]
    priced = [rule.code for rule in package.fees.charges if Channel.ONLINE in rule.prices]
    return priced if priced and len(priced) == len(package.fees.charges) else []


@_check(
    "returns_online",
    4,
    Text("Kết quả điện tử được trả trên mạng", "The electronic result is given online"),
    todo=Text(
        "Thêm ONLINE vào returning và làm result.typ",
        "Add ONLINE to returning and write result.typ",
    ),
    law="32/2017/TT-BTTTT Đ5 k4",
)
def _returns_online(package: Package) -> list[str]:
    is_online = Returning.ONLINE in package.procedure.returning
    return ["result.typ"] if is_online and package.result_template else []


@_check(
    "signed_result",
    4,
    Text(
        "Kết quả điện tử được ký số, có giá trị như bản giấy",
        "The electronic result is signed and holds like the paper one",
    ),
    todo=Text(
        "Thêm bước của người ký và văn thư vào mọi quy trình",
        "Give every route a signatory and a clerk",
    ),
    law="32/2017/TT-BTTTT Đ5 k4",
)
def _signed_result(package: Package) -> list[str]:
    signing = [
        kind.value
        for kind, route in package.routes.items()
        if {Role.SIGNATORY, Role.CLERK} <= {step.role for step in route.steps}
    ]
    return signing if len(signing) == len(package.routes) else []


@_check(
    "declared_once",
    FULLY,
    Text(
        "Dữ liệu đã có được điền sẵn, không hỏi lại",
        "What is held already is filled in, not asked again",
    ),
    todo=Text(
        "Đặt prefill cho câu hỏi mà hệ thống đã biết, hoặc lấy giấy tờ từ cơ sở dữ liệu",
        "Prefill what is known, or look documents up",
    ),
    law="224/2026/NĐ-CP Đ15",
)
def _declared_once(package: Package) -> list[str]:
    questions = list(package.form.questions())
    filled = [question.key for question in questions if question.prefill]
    looked_up = [
        each.key
        for each in package.components
        if {Source.STORE, Source.REGISTER} & set(each.sources)
    ]
    asks = [question.key for question in questions if question.kind.name in _KNOWN_OF_PEOPLE]
    if filled or looked_up or not package.form.pages:
        return [*filled, *looked_up]
    return [] if asks else ["form.yaml: 0"]


@_check(
    "tells_status",
    FULLY,
    Text(
        "Người nộp biết ai đang giải quyết và hẹn trả khi nào",
        "The applicant is told who works on it and when it is due",
    ),
    todo=Text(
        "Làm route.yaml và ghi thời hạn bằng con số cho kênh online",
        "Write route.yaml and a figure for the time limit online",
    ),
    law="224/2026/NĐ-CP Đ15",
)
def _tells_status(package: Package) -> list[str]:
    time = package.procedure.channels.get(Channel.ONLINE)
    if not package.routes or time is None or time.allowance is None:
        return []
    return [time.says.vi, *(kind.value for kind in package.routes)]


@_check(
    "no_visit",
    FULLY,
    Text(
        "Không phải đến cơ quan và không có giấy tờ phải xuất trình",
        "Nobody has to come or show a paper",
    ),
    todo=Text(
        "Bỏ giấy tờ phải xuất trình khi nộp trực tuyến, hoặc công khai lý do",
        "Do without papers to be shown by who files online, or publish the reason",
    ),
    law="224/2026/NĐ-CP Đ14",
)
def _no_visit(package: Package) -> list[str]:
    shown = [each.key for each in asked_online(package) if each.need is Need.SHOWN]
    if shown or package.procedure.partial is not None:
        return []
    return [Channel.ONLINE.value, Returning.ONLINE.value]


def _sentence_of_returning(text: str) -> list[str]:
    """Where no list says it, a sentence of the steps may."""
    found = _RETURNED.search(text)
    if found is None:
        return []
    before = re.split(r"[.;\n]", text[max(0, found.start() - 60) : found.start()])[-1]
    after = re.split(r"[.;\n]", text[found.end() : found.end() + 80])[0]
    return [f"{before}{found[0]}{after}".strip()]


_RETURNED = re.compile(r"(?:trả|nhận|gửi|giao) kết quả", re.IGNORECASE)


def _is_declaration(component: Component) -> bool:
    """A paper the applicant fills in, by its name: those the law wants as a form."""
    return _DECLARATION.match(component.name.vi) is not None


#: After a list's own sign: `- Tờ khai …`, `a) Đơn …`, `1. Giấy đề nghị …`.
_DECLARATION = re.compile(
    r"[-+*.\s\d()]*(?:[a-zđ]\))?\s*"
    r"(?:tờ khai|bản khai|đơn |mẫu |(?:giấy|phiếu|văn bản) (?:đề nghị|đăng ký))",
    re.IGNORECASE,
)
