"""The online level of a procedure, computed from its package and never declared.

Levels 1 to 4 are those of Circular 32/2017/TT-BTTTT, Article 5; full and partial those of Decree
224/2026/NĐ-CP, Articles 14 and 15. Each requirement is a check with its evidence, so that a page
can say why the level is not higher.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.words import Text

from .components import Component, Need, Source
from .package import Package
from .procedure import Channel, Returning


class Extent(StrEnum):
    """How much of it can be done without going anywhere."""

    FULL = "full"
    PARTIAL = "partial"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the law asks for. `level` 5 stands for "fully online" above level 4."""

    code: str
    level: int
    says: Text
    is_met: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlineLevel:
    level: int
    extent: Extent
    requirements: tuple[Requirement, ...]

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """Why it is not higher."""
        return tuple(each for each in self.requirements if not each.is_met)


FULLY = 5
_PAPERLESS = frozenset({Source.FORM, Source.UPLOAD, Source.STORE, Source.REGISTER})


def level_of(package: Package) -> OnlineLevel:
    requirements = tuple(check(package) for check in CHECKS)
    level = 0
    while level < FULLY and all(r.is_met for r in requirements if r.level == level + 1):
        level += 1
    extent = Extent.INFORMATION
    if level >= FULLY:
        extent = Extent.FULL
    elif level >= 3:
        extent = Extent.PARTIAL
    return OnlineLevel(min(level, 4), extent, requirements)


def asked_online(package: Package) -> list[Component]:
    """Documents that may be asked of somebody who files online, whatever the answers are."""
    return [
        component
        for component in package.components
        if component.when is None or not component.when.fails({"channel": Channel.ONLINE.value})
    ]


Check = Callable[[Package], Requirement]
CHECKS: list[Check] = []


def _check(code: str, level: int, says: Text) -> Callable[[Callable[[Package], list[str]]], None]:
    """Register a check: a function that gives the evidence, or nothing where there is none."""

    def register(evidence_of: Callable[[Package], list[str]]) -> None:
        def check(package: Package) -> Requirement:
            evidence = tuple(evidence_of(package))
            return Requirement(code, level, says, bool(evidence), evidence)

        CHECKS.append(check)

    return register


@_check("name", 1, Text("Tên và mã thủ tục được công khai", "Its name and code are published"))
def _name(package: Package) -> list[str]:
    return [package.procedure.code] if package.procedure.name.vi else []


@_check("steps", 1, Text("Trình tự thực hiện được công khai", "The steps are published"))
def _steps(package: Package) -> list[str]:
    return [step.title.vi for step in package.procedure.steps]


@_check(
    "ways", 1, Text("Cách nộp và nhận được công khai", "Ways to file and receive are published")
)
def _ways(package: Package) -> list[str]:
    ways = [channel.value for channel in package.procedure.channels]
    return [*ways, *package.procedure.returning] if package.procedure.returning else []


@_check("documents", 1, Text("Thành phần hồ sơ được công khai", "The documents are published"))
def _documents(package: Package) -> list[str]:
    return [component.code for component in package.components]


@_check(
    "time", 1, Text("Thời hạn của từng kênh được công khai", "Each channel's time is published")
)
def _time(package: Package) -> list[str]:
    return [time.says.vi for time in package.procedure.channels.values()]


@_check("audience", 1, Text("Đối tượng được công khai", "Who may ask is published"))
def _audience(package: Package) -> list[str]:
    return [audience.value for audience in package.procedure.audience]


@_check("agency", 1, Text("Cơ quan giải quyết được công khai", "The deciding agency is published"))
def _agency(package: Package) -> list[str]:
    return [agency.name.vi for agency in package.procedure.agencies]


@_check("result", 1, Text("Kết quả được công khai", "The result is published"))
def _result(package: Package) -> list[str]:
    return [outcome.code for outcome in package.procedure.outcomes]


@_check("fees", 1, Text("Phí, lệ phí được công khai", "Fees and charges are published"))
def _fees(package: Package) -> list[str]:
    return [package.fees.says.vi] if package.fees.says.vi else []


@_check("legal_basis", 1, Text("Căn cứ pháp lý được công khai", "The legal basis is published"))
def _legal_basis(package: Package) -> list[str]:
    return [package.procedure.decision.number, *(b.number for b in package.procedure.legal_basis)]


@_check("electronic_form", 2, Text("Mẫu tờ khai có bản điện tử", "The form exists electronically"))
def _electronic_form(package: Package) -> list[str]:
    return [f"form.yaml: {len(package.form.pages)}"] if package.form.pages else []


@_check("files_online", 3, Text("Nộp được trực tuyến", "It can be filed online"))
def _files_online(package: Package) -> list[str]:
    return [Channel.ONLINE.value] if Channel.ONLINE in package.procedure.channels else []


@_check(
    "attachments",
    3,
    Text("Mọi giấy tờ phải nộp đều gửi được trên mạng", "Each document can be given online"),
)
def _attachments(package: Package) -> list[str]:
    needed = [each for each in asked_online(package) if each.need is Need.REQUIRED]
    on_paper = [each for each in needed if not _PAPERLESS & set(each.sources)]
    if on_paper:
        return []
    return [f"{each.key}: {', '.join(each.sources)}" for each in needed] or ["components.yaml: 0"]


@_check("pays_online", 4, Text("Trả tiền được trên mạng", "It can be paid online"))
def _pays_online(package: Package) -> list[str]:
    if package.fees.is_free:
        return [package.fees.says.vi]
    priced = [rule.code for rule in package.fees.charges if Channel.ONLINE in rule.prices]
    return priced if len(priced) == len(package.fees.charges) else []


@_check(
    "returns_online",
    4,
    Text("Kết quả điện tử được trả trên mạng", "The electronic result is given online"),
)
def _returns_online(package: Package) -> list[str]:
    is_online = Returning.ONLINE in package.procedure.returning
    return ["result.typ"] if is_online and package.result_template else []


@_check(
    "no_visit",
    FULLY,
    Text(
        "Không phải đến cơ quan và không có giấy tờ phải xuất trình",
        "Nobody has to come or show a paper",
    ),
)
def _no_visit(package: Package) -> list[str]:
    shown = [each.key for each in asked_online(package) if each.need is Need.SHOWN]
    if shown or package.procedure.partial_reason is not None:
        return []
    return [Channel.ONLINE.value, Returning.ONLINE.value]
