"""Files that are handed in. The bytes are stored before; the answer names them by digest."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Self

from motcua.kernel.expressions import INT, TEXT, ListOf, Record, Type
from motcua.modules.registers.rules import EXTRACT

from ..branch import Branch
from ..files import FileState, Held, Standing
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
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
IMAGES = frozenset({"jpeg", "png", "heic"})
#: Several photos as one document are kept as a plain archive of them.
PHOTOS = "application/zip"
MOST_PHOTOS = 30
LONGEST_NAME = 150
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DOCUMENT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Originality(StrEnum):
    """What the person says it shows."""

    ORIGINAL = "original"
    CERTIFIED = "certified"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class FileControl(Control):
    """`held` tells how far each file is. `photos`: several of them may be one document."""

    max_pages: int = 0
    photos: bool = False
    most_photos: int = MOST_PHOTOS
    originality: tuple[str, ...] = ()
    held: Held = field(default_factory=Held)


@dataclass(frozen=True, slots=True)
class File(Kind):
    """The answer is a list of `{"sha256", "name", "size", "media_type"}`, and if known `pages`,
    `document` (its id in the store of its owner), `originality` and `cited` (where it is from).

    `originality` holds what may be given; it is asked where there is any. `max_pages` 0: no limit.
    """

    name: ClassVar[str] = "file"
    parts: ClassVar[tuple[str, ...]] = ("document", "originality")

    most: int = 1
    max_mb: int = 10
    accept: frozenset[str] = field(default=frozenset(MEDIA_TYPES))
    max_pages: int = 0
    photos: bool = True
    originality: frozenset[str] = frozenset()

    @classmethod
    def read(cls, branch: Branch) -> Self:
        accept = branch.listed("accept", MEDIA_TYPES, MEDIA_TYPES)
        # Where a PDF is taken, photos of its pages may stand in its place.
        may_be_photos = "pdf" in accept and bool(accept & IMAGES)
        return cls(
            branch.number("most", 1, least=1, most=20),
            branch.number("max_mb", 10, least=1, most=50),
            accept,
            branch.number("max_pages", 0, least=0, most=500),
            branch.flag("photos", default=may_be_photos) and may_be_photos,
            branch.listed("originality", [str(each) for each in Originality], ()),
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
                "media_type": {"enum": [*self.media_types, EXTRACT]},
                "document": {"type": "string", "format": "uuid"},
                "originality": {"enum": [str(each) for each in Originality]},
                "cited": {"type": "object"},
            },
            "required": ["sha256", "name", "size", "media_type"],
            # The extract of a register is taken only as the door of extracts gave it.
            "if": {"properties": {"media_type": {"const": EXTRACT}}, "required": ["media_type"]},
            "then": {"required": ["cited"]},
        }
        return {"type": "array", "items": entry, "minItems": 1, "maxItems": self.most}

    @property
    def media_types(self) -> list[str]:
        """Of everything that is taken."""
        return [*(MEDIA_TYPES[each] for each in self.accepted), *([PHOTOS] if self.photos else [])]

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return FileControl(
            most=self.most,
            max_mb=self.max_mb,
            accept=self.accepted,
            max_pages=self.max_pages,
            photos=self.photos,
            originality=tuple(str(each) for each in Originality if each in self.originality),
            held=scene.files,
        )

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
        found = [
            self._fault(entry, scene.files.states.get(str(entry["sha256"]))) for entry in entries
        ]
        faults = [fault for fault in found if fault is not None]
        if len(entries) > self.most:
            faults.append(Fault("too-many-files", {"most": self.most}))
        if self.originality and any(self._lacks_originality(entry) for entry in entries):
            faults.append(Fault("originality-missing", part="originality"))
        return faults

    def _fault(self, entry: Mapping[str, object], state: FileState | None) -> Fault | None:
        """What is wrong with one file, as far as anybody has looked into it."""
        if entry["media_type"] == EXTRACT:
            return _extract_fault(entry, state)
        fault = self.refuse(entry["name"], entry["size"], entry["media_type"])
        if fault is not None:
            return fault
        if state is not None and state.standing is Standing.REFUSED:
            return Fault(state.trouble, {"name": entry["name"], "most": self.max_mb})
        return self.refuse_pages(entry, state)

    def refuse_pages(self, entry: Mapping[str, object], state: FileState | None) -> Fault | None:
        """Whether it has more pages than are taken, as far as anybody counted them."""
        pages = (state.pages if state else 0) or entry.get("pages", 0)
        if not self.max_pages or not isinstance(pages, int) or pages <= self.max_pages:
            return None
        params = {"name": entry["name"], "most": self.max_pages, "pages": pages}
        return Fault("too-many-pages", params)

    def is_being_counted(self, answer: object, held: Held) -> bool:
        """Whether filing waits a little, until the pages of a file are known."""
        if not self.max_pages:
            return False
        states = (held.states.get(str(entry["sha256"])) for entry in self.clean(answer) or [])
        return any(state is not None and state.is_being_counted for state in states)

    def _lacks_originality(self, entry: Mapping[str, object]) -> bool:
        """What is cited was judged when it was issued or handed in."""
        return "cited" not in entry and entry.get("originality") not in self.originality

    def refuse(self, name: object, size: object, media_type: object) -> Fault | None:
        """Why a file is not taken, to be asked before storing it; None where it is taken.

        `media_type` is what the content says, None where it says nothing that we know.
        """
        if not isinstance(size, int) or size <= 0:
            return Fault("empty-file", {"name": name})
        if size > self.max_bytes:
            return Fault("file-too-large", {"name": name, "most": self.max_mb})
        if media_type not in self.media_types:
            accepted = ", ".join(self.accepted).upper()
            return Fault("wrong-file-type", {"name": name, "accepted": accepted})
        return None

    def declared(
        self, entries: Sequence[Mapping[str, object]], originality: str
    ) -> list[dict[str, object]]:
        """The entries, with what the person says that they show; cited ones as they are."""
        if originality not in self.originality:
            return [dict(entry) for entry in entries]
        return [
            dict(entry) if "cited" in entry else {**entry, "originality": originality}
            for entry in entries
        ]

    def typed(self, answer: object) -> Typed:
        """Files are not typed, but what they show is chosen."""
        said = [e["originality"] for e in self.clean(answer) or [] if "originality" in e]
        return Typed({"originality": [str(said[0])]}) if said else NOTHING_TYPED

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        return "\n".join(str(entry["name"]) for entry in self.clean(answer) or [])


def _extract_fault(entry: Mapping[str, object], state: FileState | None) -> Fault | None:
    """What a register told is taken as long as who keeps it says that it stands."""
    if "cited" not in entry:
        return Fault("extract-void", {"name": entry["name"]})
    if state is not None and state.standing is Standing.REFUSED:
        return Fault(state.trouble, {"name": entry["name"]})
    return None


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
    return entry | dict(_more(found))


def _more(found: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """What may be known of a file beside what must be."""
    pages, document = found.get("pages"), found.get("document")
    originality, cited = found.get("originality"), found.get("cited")
    if isinstance(pages, int) and not isinstance(pages, bool) and pages > 0:
        yield "pages", pages
    if isinstance(document, str) and _DOCUMENT.fullmatch(document):
        yield "document", document
    if originality in {str(each) for each in Originality}:
        yield "originality", originality
    if isinstance(cited, dict) and cited and all(map(_is_short, [*cited, *cited.values()])):
        yield "cited", dict(sorted(cited.items()))


def _is_short(found: object) -> bool:
    return isinstance(found, str) and len(found) <= LONGEST_NAME


def file_name(found: object) -> str:
    """A name to show: no folders, nothing unseen, not too long, its ending kept."""
    text = writing.one_line(found) or ""
    name = re.split(r"[/\\]", text)[-1]
    name = "".join(c for c in name if not writing.is_forbidden(c)).strip(". ") or "file"
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST_NAME or not dot or len(ending) > 10:
        return name[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending
