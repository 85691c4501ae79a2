"""One of a reference list: too many to read through, so they are searched by name or code."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.kernel.expressions import Text, Type

from ..lists import NO_LIST, Entry, ReferenceList
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import NOTHING_TYPED, Control, Kind, Option, Parsed, Schema, Typed

#: Beyond this a list is searched; up to it, it is one to pick from.
MOST_PICKED = 60
#: A schema names each code up to this many.
MOST_NAMED = 300
MOST_FOUND, LONGEST = 10, 100


@dataclass(frozen=True, slots=True)
class ListControl(Control):
    """`choices` are what the search found, and what is chosen already; all, where `as_list`.

    `is_searched` tells that there was something to look for, so that nothing found can be said.
    """

    chosen: Option | None = None
    is_searched: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceChoice(Kind):
    """The answer is a code of the list. The form's reader puts the list in."""

    name: ClassVar[str] = "reference_choice"
    parts: ClassVar[tuple[str, ...]] = ("", "search")

    listed: ReferenceList = NO_LIST

    @property
    def type(self) -> Type:
        return Text(frozenset(entry.code for entry in self.listed.entries))

    @property
    def is_named(self) -> bool:
        """Whether a schema of the form names each code."""
        return 0 < len(self.listed.entries) <= MOST_NAMED

    @property
    def schema(self) -> Schema:
        named = {"enum": [entry.code for entry in self.listed.entries]} if self.is_named else {}
        return {"type": "string", "minLength": 1, "maxLength": 40, **named}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        if len(self.listed.entries) <= MOST_PICKED:
            options = tuple(map(_option, self.listed.entries))
            return ListControl(choices=options, as_list=True, longest=LONGEST)
        words, chosen = typed.one("search")[:LONGEST], self.listed.entry(typed.one())
        found = self.listed.search(words, most=MOST_FOUND)
        if chosen and chosen not in found:
            found = [chosen, *found]
        return ListControl(
            choices=tuple(map(_option, found)),
            chosen=_option(chosen) if chosen else None,
            is_searched=bool(words.strip()),
            longest=LONGEST,
        )

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        """What was picked; without that, the one entry whose name or code was typed."""
        code, words = typed.one().strip(), writing.one_line(typed.one("search")[:LONGEST])
        if words is None:
            return Parsed(self.clean(code))
        chosen, exact = self.listed.entry(code), self.listed.exactly(words)
        if exact is not None:
            return Parsed(exact.code)
        found = self.listed.search(words, most=MOST_FOUND)
        if chosen in found:
            return Parsed(code)
        # What was picked before does not stand for what is looked for now.
        if found:
            return Parsed(fault=Fault("choose-what-was-found", part="search"))
        return Parsed(fault=Fault("nothing-found", part="search"))

    def clean(self, answer: object) -> str | None:
        return answer[:40] if isinstance(answer, str) and answer else None

    def held(self, value: object) -> str | None:
        """The code as it is; of words, the code of the one entry that is called so."""
        answer = self.clean(value)
        if answer is None or self.listed.entry(answer):
            return answer
        entry = self.listed.exactly(answer)
        return entry.code if entry else answer

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        return [] if self.listed.entry(answer) else [Fault("unknown-choice")]

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        entry = self.listed.entry(answer)
        return entry.name.in_(language) if entry else str(answer)

    def typed(self, answer: object) -> Typed:
        return Typed({"": [str(answer)]}) if answer is not None else NOTHING_TYPED

    def suggest(self, words: str) -> tuple[Option, ...]:
        """What a script offers while somebody types."""
        return tuple(map(_option, self.listed.search(words[:LONGEST], most=MOST_FOUND)))


def _option(entry: Entry) -> Option:
    return Option(entry.code, entry.name)
