"""A mapping in the tree of a definition: read strictly, noting what is wrong and where."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

from motcua.kernel.words import Text, nfc

from .findings import Finding, Level, Path

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_WORDS = 1000

Limit = date | Literal["today"]


class Branch:
    """Every reader returns something usable, so that one reading finds all that is wrong."""

    def __init__(self, tree: object, path: Path, findings: list[Finding]) -> None:
        self.path = path
        self.findings = findings
        self._known: list[str] = []
        self._tree: Mapping[object, object] = {}
        if isinstance(tree, Mapping):
            self._tree = tree
        else:
            self.note("not-a-mapping")

    def note(self, code: str, *steps: str | int, **params: object) -> None:
        self.findings.append(Finding((*self.path, *steps), code, params=params))

    def has(self, key: str) -> bool:
        self._known.append(key)
        return self._tree.get(key) is not None

    def close(self) -> None:
        """To be called when all was read: what nobody asked for is unknown."""
        for key in self._tree:
            if key not in self._known:
                self.note(
                    "unknown-key", str(key), key=key, known=", ".join(dict.fromkeys(self._known))
                )

    def peek(self, key: str) -> object:
        """What stands there, without reading it."""
        return self._tree.get(key)

    def needed(self, key: str) -> object:
        if not self.has(key):
            self.note("needed", key=key)
        return self._tree.get(key)

    def key(self) -> str:
        found = self.needed("key")
        if found is None:
            return ""
        if not isinstance(found, str) or not KEY.fullmatch(found):
            self.note("bad-key", "key", key=found)
            return ""
        return found

    def text(self, key: str, default: str = "") -> str:
        if not self.has(key):
            return default
        found = self._tree[key]
        if isinstance(found, str):
            return nfc(found).strip()
        self.note("not-text", key)
        return default

    def texts(self, key: str, *, most: int) -> list[str]:
        """Short texts of a list that must be there; numbers, true and false as they are spelt."""
        found = self.needed(key)
        if found is None:
            return []
        if not isinstance(found, list):
            self.note("not-a-list", key)
            return []
        if len(found) > most:
            self.note("too-many", key, most=most)
        return [self._spelt(each, key, n) for n, each in enumerate(found[:most])]

    def spelt(self, key: str) -> str:
        """A short text; numbers, true and false as they are spelt; empty where there is none."""
        return self._spelt(self._tree[key], key) if self.has(key) else ""

    def _spelt(self, value: object, *steps: str | int) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str | int):
            return nfc(str(value)).strip()
        self.note("not-text", *steps)
        return ""

    def among(self, key: str, known: Iterable[str]) -> str:
        """One of the known words; an empty one where it is wrong."""
        choices = list(known)
        found = self.needed(key)
        if found is None or found in choices:
            return str(found or "")
        self.note("not-among", key, found=found, known=", ".join(choices))
        return ""

    def flag(self, key: str, *, default: bool) -> bool:
        found = self._tree[key] if self.has(key) else default
        if isinstance(found, bool):
            return found
        self.note("not-flag", key)
        return default

    def number(self, key: str, default: int, *, least: int, most: int) -> int:
        found = self._tree[key] if self.has(key) else default
        if isinstance(found, int) and not isinstance(found, bool) and least <= found <= most:
            return found
        self.note("not-number", key, least=least, most=most)
        return default

    def limit(self, key: str) -> Limit | None:
        if not self.has(key):
            return None
        found = self._tree[key]
        if found == "today":
            return "today"
        if isinstance(found, date) and not isinstance(found, datetime):
            return found
        try:
            return date.fromisoformat(str(found))
        except ValueError:
            self.note("not-date", key)
            return None

    def words(self, key: str) -> Text:
        """Words that must be there."""
        return self._words(key, self.needed(key))

    def words_if_any(self, key: str) -> Text | None:
        return self._words(key, self._tree[key]) if self.has(key) else None

    def _words(self, key: str, found: object) -> Text:
        if found is None:
            return Text("")
        if isinstance(found, str):
            found = {"vi": found}
        pair = Branch(found, (*self.path, key), self.findings)
        words = Text(pair.text("vi"), pair.text("en"))
        pair.close()
        if isinstance(found, Mapping) and not words.vi:
            self.note("no-vietnamese", key)
        if words.vi and not words.en:
            self.findings.append(Finding((*self.path, key), "no-english", Level.WARNING))
        return words

    def branches(self, key: str, *, most: int) -> list["Branch"]:
        """The mappings of a list that must be there and not be empty."""
        found = self.needed(key)
        if found is None:
            return []
        if not isinstance(found, list):
            self.note("not-a-list", key)
            return []
        if not found:
            self.note("empty-list", key)
        if len(found) > most:
            self.note("too-many", key, most=most)
        path = (*self.path, key)
        return [Branch(each, (*path, n), self.findings) for n, each in enumerate(found[:most])]

    def listed(self, key: str, known: Iterable[str], default: Iterable[str]) -> frozenset[str]:
        """A list of known words."""
        if not self.has(key):
            return frozenset(default)
        choices, found = list(known), self._tree[key]
        if not isinstance(found, list):
            self.note("not-a-list", key)
            return frozenset(default)
        if not found:
            self.note("empty-list", key)
        for n, each in enumerate(found):
            if each not in choices:
                self.note("not-among", key, n, found=each, known=", ".join(choices))
        return frozenset(each for each in found if each in choices)
