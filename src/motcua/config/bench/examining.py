"""How much examining a package finds: seeded defects found, and false alarms on sound packages."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from motcua.kernel.actors import Role
from motcua.modules.catalogue import registers
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.catalogue.rules.city import AgencyHere, City
from motcua.modules.catalogue.rules.examining import examine
from motcua.modules.catalogue.rules.examining.situations import TODAY
from motcua.modules.catalogue.rules.findings import PackageErrors
from motcua.modules.organisation.rules import AgencyKind

from .report import Figure, Report

ROOT = Path(__file__).resolve().parents[4]
PACKAGES = ROOT / "packages"
ENTRIES = ROOT / "benchmarks" / "examining"
Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one entry: the codes that were found, and how long it took."""

    name: str
    expected: frozenset[str]
    codes: frozenset[str]
    seconds: float

    @property
    def is_found(self) -> bool:
        return bool(self.expected & self.codes)


def defects() -> list[Examined]:
    """Every seeded defect, examined."""
    return [_examined(entry) for entry in _read("defects.yaml")]


def sound() -> list[Examined]:
    """Everything in which nothing may be found: our packages, and edits that only look wrong."""
    own = [{"name": folder.name, "base": folder.name} for folder in sorted(PACKAGES.iterdir())]
    return [_examined(entry) for entry in [*own, *_read("sound.yaml")]]


def measure(report: Report) -> None:
    """Add what was found and missed; what was missed is named."""
    seeded, clean = defects(), sound()
    missed = [each.name for each in seeded if not each.is_found]
    alarms = [each.name for each in clean if each.codes]
    slowest = max(each.seconds for each in [*seeded, *clean])
    report.add(
        Figure(
            "seeded defects found in packages", len(seeded) - len(missed), f"of {len(seeded)}",
            0.95 * len(seeded), detail="; ".join(missed),
        ),
        Figure(
            "false alarms in sound packages", len(alarms), f"of {len(clean)}", 0, at_most=True,
            detail="; ".join(alarms),
        ),
        Figure("examining the slowest package", slowest * 1000, "ms"),
    )  # fmt: skip


def _read(name: str) -> list[Entry]:
    entries: list[Entry] = yaml.safe_load((ENTRIES / name).read_text())
    return entries


def _examined(entry: Entry) -> Examined:
    files = _edited(gather(PACKAGES / str(entry["base"])), entry)
    city = _city(_table(entry.get("city")))
    begun = time.perf_counter()
    try:
        codes = frozenset(each.code for each in examine(files, city).faults)
    except PackageErrors as wrong:
        codes = frozenset(each.code for each in wrong.findings)
    seconds = time.perf_counter() - begun
    expected = entry.get("expect")
    wanted = frozenset(map(str, expected)) if isinstance(expected, list) else frozenset()
    return Examined(str(entry["name"]), wanted, codes, seconds)


def _edited(files: dict[str, bytes], entry: Entry) -> dict[str, bytes]:
    """
    :raises ValueError: an edit no longer fits: what it looks for is not there exactly once
    """
    edits = entry.get("edits")
    for edit in edits if isinstance(edits, list) else ():
        name, text = str(edit["file"]), files[str(edit["file"])].decode()
        if text.count(edit["find"]) != 1:
            raise ValueError(f"{entry['name']}: {name} has not once: {edit['find']!r}")
        files[name] = text.replace(edit["find"], edit["put"]).encode()
    return files


def _city(change: Mapping[str, object]) -> City:
    """Two agencies of each kind, of which the second is changed."""
    plain = yaml.safe_load((ENTRIES / "city.yaml").read_text())
    agencies = []
    for number, kind in enumerate(map(AgencyKind, plain["kinds"]), 1):
        roles = [Role(role) for role in plain["roles"]]
        wrong = _table(change.get(kind.value))
        agencies.append(_agency(f"X{number:02}.1", kind, roles, {}))
        agencies.append(_agency(f"X{number:02}.2", kind, roles, wrong))
    gone = {kind for kind, wrong in change.items() if _table(wrong).get("none")}
    here = tuple(agency for agency in agencies if agency.kind.value not in gone)
    return City(here, registers.held(TODAY))


def _agency(code: str, kind: AgencyKind, roles: list[Role], wrong: Entry) -> AgencyHere:
    without, alone, two = (_roles(wrong.get(which)) for which in ("without", "alone", "two"))
    holders = {}
    for role in roles:
        people = {f"{code}:one"} if role in alone else {f"{code}:{role}", f"{code}:{role}:other"}
        people = {f"{code}:{role}"} if role in two else people
        holders[role] = frozenset() if role in without else frozenset(people)
    has_account = not wrong.get("without_account")
    return AgencyHere(code, f"{kind.value} {code}", kind, holders, has_account)


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _roles(value: object) -> set[Role]:
    return {Role(str(role)) for role in value} if isinstance(value, list) else set()
