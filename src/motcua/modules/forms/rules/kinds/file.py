"""Files that are handed in. The bytes are stored before; the answer names them by digest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Self

from motcua.kernel.expressions import INT, TEXT, ListOf, Record, Type

from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import NOTHING_TYPED, Control, Kind, Parsed, Schema, Typed

MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
}
LONGEST_NAME = 150
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class File(Kind):
    """The answer is a list of `{"sha256", "name", "size", "media_type"}`, and `pages` if known."""

    name: ClassVar[str] = "file"

    most: int = 1
    max_mb: int = 10
    accept: frozenset[str] = field(default=frozenset(MEDIA_TYPES))

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(
            branch.number("most", 1, least=1, most=20),
            branch.number("max_mb", 10, least=1, most=50),
            branch.listed("accept", MEDIA_TYPES, MEDIA_TYPES),
        )

    @property
    def type(self) -> Type:
        return ListOf(Record({"name": TEXT, "size": INT, "media_type": TEXT, "pages": INT}))

    @property
    def max_bytes(self) -> int:
        return self.max_mb * 1024 * 1024

    @property
    def accepted(self) -> tuple[str, ...]:
        return tuple(name for name in MEDIA_TYPES if name in self.accept)

    @property
    def schema(self) -> Schema:
        """Entries as the door of files gives them; the bytes are sent before."""
        entry = {
            "type": "object",
            "properties": {
                "sha256": {"type": "string", "pattern": f"^{_DIGEST.pattern}$"},
                "name": {"type": "string", "maxLength": LONGEST_NAME},
                "size": {"type": "integer", "minimum": 1, "maximum": self.max_bytes},
                "media_type": {"enum": [MEDIA_TYPES[each] for each in self.accepted]},
            },
            "required": ["sha256", "name", "size", "media_type"],
        }
        return {"type": "array", "items": entry, "minItems": 1, "maxItems": self.most}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(most=self.most, max_mb=self.max_mb, accept=self.accepted)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        """Files never come as text: a digest somebody typed is not taken for a file they gave."""
        return Parsed()

    def clean(self, answer: object) -> list[dict[str, object]] | None:
        """Well-formed entries, each content once."""
        if not isinstance(answer, list):
            return None
        entries = [entry for entry in map(_entry, answer) if entry]
        return list({entry["sha256"]: entry for entry in entries}.values()) or None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        entries = self.clean(answer) or []
        found = [self.refuse(e["name"], e["size"], e["media_type"]) for e in entries]
        faults = [fault for fault in found if fault is not None]
        if len(entries) > self.most:
            faults.append(Fault("too-many-files", {"most": self.most}))
        return faults

    def refuse(self, name: object, size: object, media_type: object) -> Fault | None:
        """Why a file is not taken, to be asked before storing it; None where it is taken.

        `media_type` is what the content says, None where it says nothing that we know.
        """
        if not isinstance(size, int) or size <= 0:
            return Fault("empty-file", {"name": name})
        if size > self.max_bytes:
            return Fault("file-too-large", {"name": name, "most": self.max_mb})
        if media_type not in {MEDIA_TYPES[each] for each in self.accepted}:
            accepted = ", ".join(self.accepted).upper()
            return Fault("wrong-file-type", {"name": name, "accepted": accepted})
        return None

    def typed(self, answer: object) -> Typed:
        return NOTHING_TYPED

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        return "\n".join(str(entry["name"]) for entry in self.clean(answer) or [])


def _entry(found: object) -> dict[str, object]:
    """The known parts of one file's description, or nothing where a needed one is not right."""
    if not isinstance(found, dict):
        return {}
    digest, size, media_type = found.get("sha256"), found.get("size"), found.get("media_type")
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        return {}
    if not isinstance(size, int) or not isinstance(media_type, str):
        return {}
    entry: dict[str, object] = {"sha256": digest, "name": file_name(found.get("name"))}
    entry |= {"size": size, "media_type": media_type}
    pages = found.get("pages")
    return entry | ({"pages": pages} if isinstance(pages, int) else {})


def file_name(found: object) -> str:
    """A name to show: no folders, nothing unseen, not too long, its ending kept."""
    text = writing.one_line(found) or ""
    name = re.split(r"[/\\]", text)[-1]
    name = "".join(c for c in name if not writing.is_forbidden(c)).strip(". ") or "file"
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST_NAME or not dot or len(ending) > 10:
        return name[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending
