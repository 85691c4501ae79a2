"""Files that come with a page: held before, taken back, posted, or handed in by the script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from motcua.foundation import files as held_files
from motcua.kernel.errors import Refusal

from .posted import Data, Press, Verb
from .rules import Fault, File, html_name
from .rules.files import Entry, Keeper
from .rules.kinds.file import IMAGES, MEDIA_TYPES, MOST_PHOTOS, file_name
from .words import SENTENCES

#: Inputs beside the one of the question itself: ids of documents, several photos of one document.
DOCUMENT = "document"
PHOTOS = "photos"
ORIGINALITY = "originality"
#: What browsers say of a photo is not believed; what it holds is.
_IMAGE_TYPES = frozenset(MEDIA_TYPES[name] for name in IMAGES)

Uploads: TypeAlias = "MultiValueDict[str, UploadedFile[bytes]]"


@dataclass(slots=True)
class HandedIn:
    """What one post says of the files of a page; `faults` are why some were not taken, by key."""

    posted: Data
    uploads: Uploads
    press: Press | None
    keeper: Keeper | None
    faults: list[tuple[str, Fault]] = field(default_factory=list)

    def entries(self, key: str, kind: File, held: Sequence[Entry]) -> list[dict[str, object]]:
        """The files of a question, after what was taken back and what was given."""
        kept = [each for each in held if each["sha256"] != self._removed(key)]
        known = {each["sha256"] for each in kept}
        # Where one file is asked for, a new one takes the place of the old.
        room = kind.most - len(kept) if kind.most > 1 else 1
        given = [e for e in self._given(key, kind, room) if e["sha256"] not in known]
        entries = [*given] if given and kind.most == 1 else [*kept, *given]
        return kind.declared(entries, self.posted.get(html_name((key,), ORIGINALITY)) or "")

    def _removed(self, key: str) -> str:
        """The digest of the file that is taken back from this question, if one is."""
        press = self.press
        is_removal = press and press.verb is Verb.REMOVE and press.key == key
        return press.value if press and is_removal else ""

    def _given(self, key: str, kind: File, room: int) -> Iterator[Entry]:
        """What is taken; why the rest is not is remembered. Nothing is read that has no room."""
        yield from self._found(key, kind)
        uploads = self.uploads.getlist(html_name((key,)))
        if len(uploads) > room:
            self._refuse(key, Fault("too-many-files", {"most": kind.most}))
        for upload in uploads[: max(room, 0)]:
            name = file_name(upload.name)
            content = _content(upload, kind)
            if self._is_fit(key, kind, name, upload.size, held_files.detect(content)):
                yield from self._kept(key, name, [content])
        photos = self.uploads.getlist(html_name((key,), PHOTOS))
        if photos and kind.photos:
            yield from self._joined(key, kind, photos)

    def _found(self, key: str, kind: File) -> Iterator[Entry]:
        """Documents that lie in the owner's store: the script sent them, or they were chosen."""
        if self.keeper is None:
            return
        for document in self.posted.getlist(html_name((key,), DOCUMENT))[: kind.most]:
            found = self.keeper.find(document)
            if found is None or found["sha256"] == self._removed(key):
                continue
            if self._is_fit(key, kind, found["name"], found["size"], found["media_type"]):
                yield found

    def _joined(
        self, key: str, kind: File, photos: "Sequence[UploadedFile[bytes]]"
    ) -> Iterator[Entry]:
        """Several photos become the pages of one document; a single one stays what it is."""
        name = file_name(photos[0].name)
        if len(photos) > MOST_PHOTOS:
            self._refuse(key, Fault("too-many-photos", {"most": MOST_PHOTOS}))
            return
        if sum(photo.size or 0 for photo in photos) > kind.max_bytes:
            self._refuse(key, Fault("photos-too-large", {"most": kind.max_mb}))
            return
        contents = [_content(photo, kind) for photo in photos]
        for photo, content in zip(photos, contents, strict=True):
            seen = held_files.detect(content)
            if not self._is_fit(
                key, kind, file_name(photo.name), photo.size, seen if seen in _IMAGE_TYPES else None
            ):
                return
        yield from self._kept(key, name, contents)

    def _kept(self, key: str, name: str, contents: list[bytes]) -> Iterator[Entry]:
        if self.keeper is None:
            return
        try:
            if len(contents) > 1:
                yield self.keeper.join(contents, name)
            else:
                yield self.keeper.take(contents[0], name)
        except Refusal as refusal:
            if refusal.code not in SENTENCES:
                raise
            self._refuse(key, Fault(refusal.code, {"name": name, **refusal.params}))

    def _is_fit(self, key: str, kind: File, name: object, size: object, media_type: object) -> bool:
        fault = kind.refuse(name, size, media_type)
        if fault is not None:
            self._refuse(key, fault)
        return fault is None

    def _refuse(self, key: str, fault: Fault) -> None:
        self.faults.append((key, fault))


def _content(upload: "UploadedFile[bytes]", kind: File) -> bytes:
    """Too large a file is not even read."""
    return upload.read() if (upload.size or 0) <= kind.max_bytes else b""
