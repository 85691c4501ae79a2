"""Typed reading of a tree: each read gives a value or records a finding and gives a stand-in.

The stand-ins never leave: a package with a finding is refused as a whole. So readers need not
branch on errors, and a designer sees everything wrong at once.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from motcua.kernel.words import Text

from .findings import Findings, Mark
from .sources import Listing, Node, Scalar, Table

LONGEST_LINE = 500
LONGEST_TEXT = 60_000
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, perhaps with nothing there; reading nothing is no further finding."""

    node: Node | None
    mark: Mark
    found: Findings

    @property
    def is_there(self) -> bool:
        if isinstance(self.node, Scalar):
            return not (self.node.is_plain and self.node.value in {"", "~", "null"})
        return self.node is not None

    def complain(self, code: str, **params: object) -> None:
        self.found.add(code, self.mark, **params)

    # -- tables and lists ------------------------------------------------------------

    def table(self, needed: str = "", optional: str = "") -> "Fields":
        """The keys of a table; unknown and missing ones are findings."""
        if not isinstance(self.node, Table):
            if self.node is not None:
                self.complain("not-a-table")
            return Fields(self, {}, {})
        known = {*needed.split(), *optional.split()}
        for name, mark in self.node.key_marks.items():
            if name not in known:
                self.found.unknown("unknown-key", mark, name, known)
        for name in needed.split():
            if name not in self.node.entries:
                self.complain("missing-key", name=name)
        return Fields(self, self.node.entries, self.node.key_marks)

    def part(self, name: str) -> "Place":
        """One key of a table that somebody else checks."""
        entries = self.node.entries if isinstance(self.node, Table) else {}
        return Place(entries.get(name), self.mark, self.found)

    def entries(self) -> Iterator[tuple[str, "Place"]]:
        """A table whose keys are names chosen by the author (agency kinds, channels)."""
        if isinstance(self.node, Table):
            for name, node in self.node.entries.items():
                yield name, Place(node, self.node.key_marks[name], self.found)
        elif self.node is not None:
            self.complain("not-a-table")

    def items(self) -> Iterator["Place"]:
        if isinstance(self.node, Listing):
            for node in self.node.items:
                yield Place(node, node.mark, self.found)
        elif self.is_there:
            self.complain("not-a-list")

    # -- values ----------------------------------------------------------------------

    def line(self, *, longest: int = LONGEST_LINE) -> str:
        """Text as it is spelt, blanks at the ends removed."""
        if not isinstance(self.node, Scalar):
            if self.node is not None:
                self.complain("not-a-text")
            return ""
        value = self.node.value.strip()
        if not value:
            self.complain("empty")
        elif len(value) > longest:
            self.complain("too-long", limit=longest)
        return value

    def words(self, *, longest: int = LONGEST_TEXT) -> Text:
        """Vietnamese as a plain text, or `{vi: …, en: …}`; English may be missing."""
        if not isinstance(self.node, Table):
            self._without_english()
            return Text(self.line(longest=longest))
        fields = self.table("vi", "en")
        if "en" not in fields:
            self._without_english()
            return Text(fields["vi"].line(longest=longest))
        return Text(fields["vi"].line(longest=longest), fields["en"].line(longest=longest))

    def _without_english(self) -> None:
        if self.is_there:
            self.found.remark("no-english", self.mark)

    def matching(self, pattern: str, *, example: str) -> str:
        value = self.line()
        if value and not re.fullmatch(pattern, value):
            self.complain("wrong-pattern", value=value, example=example)
        return value

    def key(self) -> str:
        """A small English word that names something for ever."""
        return self.matching(_KEY.pattern, example="relation_to_subject")

    def whole(self, *, low: int = 0, high: int = 999_999_999) -> int:
        value = self.line()
        if not value:
            return low
        if not _WHOLE.fullmatch(value):
            self.complain("not-whole", value=value)
        elif not low <= int(value) <= high:
            self.complain("out-of-range", value=value, low=low, high=high)
        else:
            return int(value)
        return low

    def yes_no(self) -> bool:
        value = self.line()
        if value not in {"true", "false", ""}:
            self.complain("not-yes-no")
        return value == "true"

    def day(self) -> date:
        value = self.line()
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        if value:
            self.complain("not-a-date", value=value)
        return date.min

    def choice(self, among: type[E]) -> E:
        value = self.line()
        try:
            return among(value)
        except ValueError:
            if value:
                names = [member.value for member in among]
                self.found.unknown("unknown-word", self.mark, value, names)
        return next(iter(among))

    def choices(self, among: type[E]) -> tuple[E, ...]:
        """A list of different words, in the order written."""
        chosen: list[E] = []
        for item in self.items():
            value = item.choice(among)
            if value in chosen and item.node is not None:
                item.complain("twice", name=value.value)
            else:
                chosen.append(value)
        return tuple(chosen)


@dataclass(frozen=True, slots=True)
class Fields:
    """The keys of one table."""

    at: Place
    entries: Mapping[str, Node]
    marks: Mapping[str, Mark]

    def __getitem__(self, name: str) -> Place:
        return Place(self.entries.get(name), self.marks.get(name, self.at.mark), self.at.found)

    def __contains__(self, name: str) -> bool:
        return self[name].is_there


class Once:
    """Watches that names in a list differ."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def see(self, name: str, at: Place) -> str:
        if name and name in self._seen:
            at.complain("twice", name=name)
        self._seen.add(name)
        return name

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._seen)
