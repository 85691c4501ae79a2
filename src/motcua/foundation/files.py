"""Stored files: named by SHA-256, typed by content, sealed, checked on every read.

Each file is sealed with a key of its own, and that key is wrapped for everybody who holds the file:
the same bytes lie once, and are gone for ever when the keys of all who hold them are erased.

The bytes are put on the shelf before the row is written; a transaction that then fails leaves only
bytes nobody refers to, which `sweep` removes. The other way round a receipt could name a file that
is not there.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

import puremagic
from django.db import IntegrityError, transaction

from motcua.kernel.errors import Refusal

from . import keys, plugs, rows, vault

PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_IMAGES = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc")


class Shelf(Protocol):
    """Where sealed bytes lie: a folder, or an object store. Keys are their SHA-256 in hex."""

    def put(self, key: str, content: bytes) -> None: ...
    def get(self, key: str) -> bytes | None: ...
    def remove(self, key: str) -> None: ...
    def keys(self, *, older_than: datetime) -> Iterator[str]: ...
    def check(self) -> None: ...
    def free(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Stored:
    """A held file: digest in hex, size in bytes, media type by content."""

    sha256: str
    size: int
    media_type: str


class FileMissing(Exception):
    """A row names bytes that are not on the shelf: storage was lost or tampered with."""


class FileChanged(Exception):
    """The bytes on the shelf are not the bytes that were stored."""


class FileErased(Exception):
    """The keys of all who held it were erased: nobody can read it again."""


class UnknownKind(Refusal):
    """The content is of no kind we take, whatever its name says."""

    code = "file-kind-unknown"
    status = 422


@dataclass(frozen=True, slots=True)
class Laid:
    """Sealed bytes on the shelf that no row names yet, with the key that opens them."""

    sha256: str
    size: int
    lies_as: str
    key: bytes


def store(
    content: bytes, *, at: datetime, media_type: str | None = None, holder: str = keys.CITY
) -> Stored:
    """Hold the bytes for somebody; the same bytes twice are held once.

    `media_type` is for what we made ourselves; anything from outside is typed by content. `holder`
    is a subject of `keys`: once the keys of all who hold it are erased, nobody can read it.

    :raises UnknownKind: from outside and of no kind we take
    """
    kind = media_type or detect(content)
    if kind is None:
        raise UnknownKind
    with transaction.atomic():
        return hold(lay(content), media_type=kind, holder=holder, at=at)


def lay(content: bytes) -> Laid:
    """Put the bytes on the shelf, sealed with a key of their own; `hold` writes the rows.

    Apart from `hold` for operations, which reach outside in no transaction.
    """
    digest, key = sha256(content), os.urandom(32)
    sealed = vault.seal_with(key, content, bound=digest.digest())
    name = sha256(sealed).hexdigest()
    plugs.get(Shelf).put(name, sealed)
    return Laid(digest.hexdigest(), len(content), name, key)


@contextmanager
def laid_for(content: bytes) -> Iterator[Laid]:
    """Lay the bytes for what is done inside, in transactions of its own; bytes that no row names
    then, since they lay there before or were refused, do not stay on the shelf.

    What fails otherwise leaves them to `sweep`: nobody knows then whether a row names them.
    """
    laid = lay(content)
    try:
        yield laid
    except Refusal:
        _clear_one(laid.lies_as)
        raise
    _clear_one(laid.lies_as)


def hold(laid: Laid, *, media_type: str, holder: str, at: datetime) -> Stored:
    """Write down who holds what was laid; bytes that lie there already are held once more.

    :raises TransactionManagementError: outside a transaction
    """
    bound = bytes.fromhex(laid.sha256)
    row = [laid.sha256, laid.size, media_type, at, laid.lies_as]
    ((lies_as,),) = rows.fetch(_ROW, row)
    key = laid.key if lies_as == laid.lies_as else _key_of(laid.sha256)
    if key is None:
        # Nobody is left who could open what lies there: these bytes take its place.
        rows.run(_REPLACE, [laid.lies_as, laid.sha256])
        key = laid.key
    rows.run(_WRAP, [laid.sha256, holder, _wrap(holder, key, bound, at)])
    return Stored(laid.sha256, laid.size, media_type)


_ROW = """
INSERT INTO foundation_storedfile (sha256, size, media_type, stored_at, lies_as)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (sha256) DO UPDATE SET stored_at = greatest(foundation_storedfile.stored_at,
    excluded.stored_at) RETURNING lies_as
"""
_REPLACE = "UPDATE foundation_storedfile SET lies_as = %s WHERE sha256 = %s"
_WRAP = """
INSERT INTO foundation_filekey (file_id, holder, wrapped) VALUES (%s, %s, %s)
ON CONFLICT (file_id, holder) DO UPDATE SET wrapped = excluded.wrapped
"""
_KEYS = """
SELECT f.lies_as, w.holder, w.wrapped, k.sealed FROM foundation_storedfile f
LEFT JOIN foundation_filekey w ON w.file_id = f.sha256
LEFT JOIN foundation_key k ON k.subject = w.holder WHERE f.sha256 = %s
"""


def wrap_for(laid: Laid, holders: Iterable[str], *, at: datetime) -> None:
    """All of these hold what was laid. Inside a transaction that names it on its row."""
    bound = bytes.fromhex(laid.sha256)
    for holder in sorted(holders):
        rows.run(_WRAP, [laid.sha256, holder, _wrap(holder, laid.key, bound, at)])


def share(key: str, *, holder: str, at: datetime) -> None:
    """Let somebody else hold what lies there as well.

    :raises FileMissing: nothing lies there
    :raises FileErased: nobody is left who could open it
    """
    secret = _key_of(key)
    if secret is None:
        raise FileErased(key)
    rows.run(_WRAP, [key, holder, _wrap(holder, secret, bytes.fromhex(key), at)])


def read(key: str) -> bytes:
    """The bytes, proved to be the ones stored.

    :raises FileMissing: not on the shelf
    :raises FileChanged: they were tampered with
    :raises FileErased: whoever held it has been erased
    """
    lies_as, opened = _opened(key)
    content = plugs.get(Shelf).get(lies_as or key)
    if content is None and not lies_as:
        # It was sealed this very moment, and the plain bytes are gone.
        lies_as, opened = _opened(key)
        content = plugs.get(Shelf).get(lies_as or key)
    if content is None:
        raise FileMissing(key)
    if lies_as:
        if opened is None:
            raise FileErased(key)
        try:
            content = vault.unseal_with(opened, content, bound=bytes.fromhex(key))
        except vault.Unreadable as wrong:
            raise FileChanged(key) from wrong
    if sha256(content).hexdigest() != key:
        raise FileChanged(key)
    return content


def let_go(keys_of: Sequence[str], *, holder: str) -> None:
    """Somebody no longer holds these; the bytes stay readable to others who do."""
    rows.run(_LET_GO, [list(keys_of), holder])


def let_go_all(*, holder: str, but: Sequence[str] = ()) -> int:
    """Somebody no longer holds anything, but for these. Returns how many files it was."""
    return len(rows.fetch(_LET_GO_ALL, [holder, list(but)]))


_LET_GO_ALL = """
DELETE FROM foundation_filekey WHERE holder = %s AND NOT file_id = ANY(%s) RETURNING file_id
"""
_LET_GO = "DELETE FROM foundation_filekey WHERE file_id = ANY(%s) AND holder = %s"


def _wrap(holder: str, key: bytes, bound: bytes, at: datetime) -> bytes:
    if holder == keys.CITY:
        return vault.seal(key)
    return keys.seal(holder, key, at=at, bound=bound)


def _key_of(digest: str) -> bytes | None:
    return _opened(digest)[1]


def _opened(digest: str) -> tuple[str, bytes | None]:
    """As what it lies on the shelf, and the key that opens it if anybody still has it."""
    lies_as = ""
    for name, holder, wrapped, sealed in rows.fetch(_KEYS, [digest]):
        lies_as = name
        try:
            if holder == keys.CITY:
                return name, vault.unseal(wrapped)
            if sealed is not None:
                bound = bytes.fromhex(digest)
                return name, vault.unseal_with(vault.unseal(sealed), bytes(wrapped), bound=bound)
        except vault.Unreadable:
            # Wrapped for a key that was erased and made anew since.
            continue
    return lies_as, None


def detect(content: bytes) -> str | None:
    """The media type the content itself shows, among those we take; None for anything else."""
    if content[:1024].lstrip()[:5] == b"%PDF-":
        return PDF
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if content[:2] == b"PK":
        return DOCX if b"word/document.xml" in content else None
    # By its first bytes alone: what strangers send is opened apart, by documents' Inspector.
    return next((kind for begins, kind in _IMAGES if content.startswith(begins)), None)


def looks_like(content: bytes) -> str:
    """What an unknown content seems to be, for an error a person can act on; '' if no idea."""
    try:
        return str(puremagic.from_string(content[:4096])).lstrip(".")
    except (puremagic.PureError, ValueError):
        return ""


#: By name: which of these files somebody still names, wherever that is written.
Claim = Callable[[list[str]], Iterable[str]]
_claims: dict[str, Claim] = {}


def claimed_by(name: str) -> Callable[[Claim], Claim]:
    """Register who names files without a row that refers to them (a key on the row is enough)."""

    def register(claim: Claim) -> Claim:
        _claims[name] = claim
        return claim

    return register


def claimed(keys_of: Sequence[str]) -> set[str]:
    """Those of these files that somebody still names."""
    return {key for claim in _claims.values() for key in claim(list(keys_of))}


def sweep(*, older_than: datetime) -> int:
    """Remove what nobody holds or names since before `older_than`. Returns how many it was.

    First files of people that nobody refers to any more, then bytes that no row names.
    """
    return _forget(older_than) + _clear(older_than)


def _forget(older_than: datetime) -> int:
    """Rows that nobody refers to. What the city itself issued is not looked at."""
    gone = 0
    for (key,) in rows.fetch(_LEFT, [keys.CITY, older_than]):
        if claimed([key]):
            continue
        try:
            with transaction.atomic():
                if not rows.fetch(_LOCK, [key, older_than]):
                    # Somebody handed it in again meanwhile.
                    continue
                rows.run("DELETE FROM foundation_filekey WHERE file_id = %s", [key])
                rows.run("DELETE FROM foundation_storedfile WHERE sha256 = %s", [key])
            gone += 1
        except IntegrityError:
            # Somebody refers to it.
            continue
    return gone


_LEFT = """
SELECT sha256 FROM foundation_storedfile f WHERE lies_as <> '' AND NOT EXISTS
    (SELECT FROM foundation_filekey w WHERE w.file_id = f.sha256 AND w.holder = %s)
AND stored_at < %s ORDER BY stored_at, sha256
"""
_LOCK = "SELECT sha256 FROM foundation_storedfile WHERE sha256 = %s AND stored_at < %s FOR UPDATE"
_NAMED = """
SELECT lies_as FROM foundation_storedfile WHERE lies_as = %s
UNION ALL SELECT sha256 FROM foundation_storedfile WHERE sha256 = %s AND lies_as = ''
"""


def _clear(older_than: datetime) -> int:
    shelf = plugs.get(Shelf)
    return sum(_clear_one(name) for name in shelf.keys(older_than=older_than))


def _clear_one(name: str) -> bool:
    """Remove bytes that no row names. Returns whether it did."""
    if rows.fetch(_NAMED, [name, name]):
        return False
    plugs.get(Shelf).remove(name)
    return True
