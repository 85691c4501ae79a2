"""What every kind of question can do."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Self

from motcua.kernel.expressions import TEXT, Type
from motcua.kernel.words import Text

from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """What a widget must know beside the words of its question; doors have one for each kind.

    A kind whose widget must know more returns a subclass of its own.

    `as_list`: so many choices that a list to pick from is better. `former` are the communes that
    an old address leads to. `accept` are names of file types; sizes are in megabytes.
    """

    choices: tuple[Option, ...] = ()
    as_list: bool = False
    provinces: tuple[Option, ...] = ()
    communes: tuple[Option, ...] = ()
    former: tuple[Option, ...] = ()
    unit: Text | None = None
    longest: int = 0
    most: int = 0
    max_mb: int = 0
    accept: tuple[str, ...] = ()
    detail_required: bool = True


@dataclass(frozen=True, slots=True)
class Typed:
    """Exactly what was typed for one question: the strings of each part, or rows of questions."""

    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rows: tuple[Mapping[str, "Typed"], ...] = ()

    def one(self, part: str = "") -> str:
        strings = self.all(part)
        return strings[0] if strings else ""

    def all(self, part: str = "") -> list[str]:
        return list(self.parts.get(part, ()))

    @property
    def is_blank(self) -> bool:
        return not any(s.strip() for strings in self.parts.values() for s in strings)


NOTHING_TYPED = Typed()
#: A part of a JSON Schema document (draft 2020-12).
Schema = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The answer in what was typed: None where there is none, or where a fault hides it."""

    answer: object = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Kind(ABC):
    """A sort of question with its options.

    Answers are JSON values, so what `clean` gives is also what is filed and exported. `check` and
    `show` get cleaned answers only.
    """

    name: ClassVar[str]
    parts: ClassVar[tuple[str, ...]] = ("",)

    @classmethod
    def read(cls, branch: Branch) -> Self:  # noqa: ARG003 most kinds have no options
        """The kind with the options its author gave."""
        return cls()

    @property
    def type(self) -> Type:
        """What an expression sees of the answer."""
        return TEXT

    @property
    def schema(self) -> Schema:
        """JSON Schema 2020-12 of a clean answer, for those who file by machine."""
        return {"type": "string", "minLength": 1}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        """The widget, which may depend on what has been typed so far."""
        return Control()

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        """The answer in what was typed; by default the one string, cleaned."""
        return Parsed(self.clean(typed.one()))

    @abstractmethod
    def clean(self, answer: object) -> object | None:
        """The answer in its one form, or None where it is empty or not an answer of this kind.

        Cleaning what is clean changes nothing.
        """

    def held(self, value: object) -> object | None:
        """The answer that a value held elsewhere stands for: in a register, a link, an older form.

        Those may hold words where the form wants a code.
        """
        return self.clean(value)

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        """What is wrong with it."""
        return []

    def typed(self, answer: object) -> Typed:
        """What one would have to type to give this answer."""
        return Typed({"": [str(answer)]}) if answer is not None else NOTHING_TYPED

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        """The answer in words, on a screen and in print; lines are parted by newlines."""
        return str(answer)


def read_choices(branch: Branch, *, least: int, most: int) -> tuple[Option, ...]:
    """The `choices` of a question."""
    found: list[Option] = []
    for each in branch.branches("choices", most=most):
        option = Option(each.key(), each.words("label"), each.words_if_any("hint"))
        each.close()
        if option.value and option.value in {other.value for other in found}:
            each.note("repeated-key", "key", key=option.value)
        found.append(option)
    if 0 < len(found) < least:
        branch.note("too-few", "choices", least=least)
    return tuple(found)


def read_bounds(
    branch: Branch, *, default: tuple[int, int], bounds: tuple[int, int]
) -> tuple[int, int]:
    """`least` and `most`, in order."""
    least = branch.number("least", default[0], least=bounds[0], most=bounds[1])
    most = branch.number("most", default[1], least=bounds[0], most=bounds[1])
    if least > most:
        branch.note("least-above-most", "least")
    return least, most
