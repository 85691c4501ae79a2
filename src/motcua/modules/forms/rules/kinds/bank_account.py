"""A bank account to be paid into: the bank from a list, the number, and whose it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.expressions import TEXT, Record, Type
from motcua.kernel.expressions import Text as OneOf

from ..branch import Branch
from ..lists import NO_LIST, ReferenceList, builtin, builtins
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import NOTHING_TYPED, Control, Kind, Option, Parsed, Schema, Typed

BANKS = "banks/2026"
LONGEST_HOLDER = 100
#: Banks give 6 to 19 digits; some let people choose letters. Blanks and dots are how people group.
NUMBER = re.compile(r"[0-9A-Z]{6,19}")
_GROUPING = re.compile(r"[\s.\-]")


@dataclass(frozen=True, slots=True)
class BankAccount(Kind):
    """The answer is `{"bank": "970436", "number": "0011001234567", "holder": "NGUYEN THI AN"}`.

    `bank` is the number of six digits by which transfers are routed.
    """

    name: ClassVar[str] = "bank_account"
    parts: ClassVar[tuple[str, ...]] = ("bank", "number", "holder")

    banks: ReferenceList = NO_LIST

    @classmethod
    def read(cls, branch: Branch) -> Self:
        editions = [key for key in builtins() if key.startswith("banks/")]
        edition = branch.among("banks", editions) if branch.has("banks") else BANKS
        return cls(builtin(edition) or NO_LIST)

    @property
    def type(self) -> Type:
        bank = OneOf(frozenset(entry.code for entry in self.banks.entries))
        return Record({"bank": bank, "number": TEXT, "holder": TEXT})

    @property
    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {
                "bank": {"enum": [entry.code for entry in self.banks.entries]},
                "number": {"type": "string", "pattern": f"^{NUMBER.pattern}$"},
                "holder": {"type": "string", "minLength": 1, "maxLength": LONGEST_HOLDER},
            },
            "required": ["bank", "number", "holder"],
        }

    def ask(self, typed: Typed, scene: Scene) -> Control:
        options = tuple(Option(entry.code, entry.name) for entry in self.banks.entries)
        return Control(choices=options, as_list=True, longest=LONGEST_HOLDER)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        if typed.is_blank:
            return Parsed()
        if self.banks.entry(typed.one("bank")) is None:
            return Parsed(fault=Fault("no-bank", part="bank"))
        number = _number(typed.one("number"))
        if not number:
            return Parsed(fault=Fault("no-account-number", part="number"))
        if not NUMBER.fullmatch(number):
            return Parsed(fault=Fault("not-an-account-number", part="number"))
        if writing.one_line(typed.one("holder")) is None:
            return Parsed(fault=Fault("no-account-holder", part="holder"))
        return Parsed(self.clean({part: typed.one(part) for part in self.parts}))

    def clean(self, answer: object) -> dict[str, object] | None:
        if not isinstance(answer, Mapping):
            return None
        bank, given = answer.get("bank"), answer.get("number")
        number = _number(given) if isinstance(given, str) else ""
        holder = writing.one_line(answer.get("holder"))
        if not isinstance(bank, str) or not NUMBER.fullmatch(number) or holder is None:
            return None
        return {"bank": bank[:40], "number": number, "holder": holder}

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        clean = self.clean(answer) or {}
        found = [] if self.banks.entry(clean.get("bank")) else [Fault("no-bank", part="bank")]
        faults = writing.faults(str(clean.get("holder", "")), most=LONGEST_HOLDER)
        return [*found, *(Fault(fault.code, fault.params, "holder") for fault in faults)]

    def typed(self, answer: object) -> Typed:
        clean = self.clean(answer)
        if clean is None:
            return NOTHING_TYPED
        return Typed({part: [str(clean[part])] for part in self.parts})

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        clean = self.clean(answer) or {}
        bank = self.banks.entry(clean.get("bank"))
        name = bank.name.in_(language) if bank else str(clean.get("bank", ""))
        return "\n".join([name, str(clean.get("number", "")), str(clean.get("holder", ""))])


def _number(text: str) -> str:
    return _GROUPING.sub("", text[:60]).upper()
