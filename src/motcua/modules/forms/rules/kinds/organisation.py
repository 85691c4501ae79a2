"""A business or other organisation: its tax code, and its name as the register has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from motcua.kernel.expressions import TEXT, Record, Type
from motcua.kernel.numbers import read_tax_code

from ..organisations import AskedTooOften, FoundOrganisation
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import NOTHING_TYPED, Control, Kind, Parsed, Schema, Typed

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class OrganisationControl(Control):
    """What the register holds under the code that was typed, if anything."""

    found: FoundOrganisation | None = None


@dataclass(frozen=True, slots=True)
class Organisation(Kind):
    """The answer is `{"tax_code": "0100109106", "name": "…"}`.

    The name may be left empty where a register knows the code: it is filled in from there.
    """

    name: ClassVar[str] = "organisation"
    parts: ClassVar[tuple[str, ...]] = ("tax_code", "name")

    @property
    def type(self) -> Type:
        return Record({"tax_code": TEXT, "name": TEXT})

    @property
    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {
                "tax_code": {"type": "string", "pattern": "^[0-9]{10}(?:-[0-9]{3}|[0-9]{2})?$"},
                "name": {"type": "string", "minLength": 2, "maxLength": LONGEST_NAME},
            },
            "required": ["tax_code", "name"],
        }

    def ask(self, typed: Typed, scene: Scene) -> Control:
        code = _code(typed.one("tax_code"))
        try:
            found = scene.organisations.named(code) if code else None
        except AskedTooOften:
            found = None
        return OrganisationControl(longest=LONGEST_NAME, found=found)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        if typed.is_blank:
            return Parsed()
        given, name = typed.one("tax_code"), writing.one_line(typed.one("name"))
        if not given.strip():
            return Parsed(fault=Fault("no-tax-code", part="tax_code"))
        code = _code(given)
        if code is None:
            problems = read_tax_code(given).problems
            found = problems[0] if problems else None
            fault = Fault(found.code, found.params, "tax_code") if found else None
            return Parsed(fault=fault or Fault("tax-code-length", part="tax_code"))
        if name is None:
            return self._named(code, scene)
        return Parsed(self.clean({"tax_code": code, "name": name}))

    def _named(self, code: str, scene: Scene) -> Parsed:
        """The answer with the name that a register has under the code."""
        try:
            known = scene.organisations.named(code)
        except AskedTooOften:
            return Parsed(fault=Fault("names-asked-too-often", part="name"))
        if known is None:
            return Parsed(fault=Fault("no-organisation-name", part="name"))
        return Parsed(self.clean({"tax_code": code, "name": known.name}))

    def clean(self, answer: object) -> dict[str, object] | None:
        if not isinstance(answer, Mapping):
            return None
        given, name = answer.get("tax_code"), writing.one_line(answer.get("name"))
        code = _code(given) if isinstance(given, str) else None
        return {"tax_code": code, "name": name} if code and name else None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        clean = self.clean(answer) or {}
        faults = writing.faults(str(clean.get("name", "")), least=2, most=LONGEST_NAME)
        return [Fault(fault.code, fault.params, "name") for fault in faults]

    def typed(self, answer: object) -> Typed:
        clean = self.clean(answer)
        if clean is None:
            return NOTHING_TYPED
        return Typed({part: [str(clean[part])] for part in self.parts})

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        clean = self.clean(answer) or {}
        code = "tax code" if language == "en" else "mã số thuế"
        return f"{clean.get('name', '')} ({code} {clean.get('tax_code', '')})"


def _code(text: str) -> str | None:
    """The code in its one form, where it can be one."""
    reading = read_tax_code(text)
    return reading.value.shown if reading.value else None
