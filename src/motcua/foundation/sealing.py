"""Files stored before there were keys are sealed on the quiet, one by one, and none is ever lost.

The sealed bytes are on the shelf before the row names them; the plain ones go after that is
committed. Who is killed in between leaves bytes that `files.sweep` removes.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from . import files, keys, plugs, rows
from .models import FileKey, StoredFile

#: Rows of these tables say which people hold files; every other table's files are the city's.
Holders = Callable[[str], Iterable[str]]
_of_people: dict[str, Holders] = {}
#: By name: whether the city names a file where no row refers to it.
Named = Callable[[str], bool]
_of_the_city: dict[str, Named] = {}

_OLD = "SELECT sha256 FROM foundation_storedfile WHERE lies_as = '' ORDER BY sha256 LIMIT %s"
_NEXT = (
    "SELECT sha256 FROM foundation_storedfile WHERE lies_as = '' AND sha256 > %s"
    " ORDER BY sha256 LIMIT %s"
)
#: Whoever handed the same bytes in meanwhile was first: what lies there is sealed already.
_TAKE = """
UPDATE foundation_storedfile SET lies_as = %s WHERE sha256 = %s AND lies_as = '' RETURNING sha256
"""


def held_by_people(table: str) -> Callable[[Holders], Holders]:
    """Register who holds the files that a table of this label names: subjects of `keys`."""

    def register(holders: Holders) -> Holders:
        _of_people[table] = holders
        return holders

    return register


def named_by_city(name: str) -> Callable[[Named], Named]:
    """Register where the city names files of its own by digest only."""

    def register(named: Named) -> Named:
        _of_the_city[name] = named
        return named

    return register


def holders_of(sha256: str) -> set[str]:
    """Whom a file of before belongs to: people by their dossiers and stores, else the city."""
    found = {keys.CITY for named in _of_the_city.values() if named(sha256)}
    for table, column in _references():
        holders = _of_people.get(table._meta.label)
        if holders is not None:
            found |= set(holders(sha256))
        elif table._base_manager.filter(**{column: sha256}).exists():
            found.add(keys.CITY)
    return found or {keys.CITY}


def _references() -> list[tuple[type[Model], str]]:
    """Every table that names stored files, and by which column."""
    found = []
    for field in StoredFile._meta.get_fields(include_hidden=True):
        table = field.related_model
        if field.auto_created and isinstance(table, type) and table is not FileKey:
            found.append((table, field.field.attname))  # type: ignore[union-attr] # of a relation
    return found


def seal_old(*, most: int, at: datetime) -> int:
    """Seal up to so many files that lie as they came. Returns how many were.

    What is missing on the shelf, or was changed, is left for `motcua check` to tell.
    """
    done, last = 0, ""
    while done < most and (found := rows.fetch(_NEXT, [last, most])):
        for (digest,) in found:
            last = digest
            done += _seal(digest, at=at)
            if done >= most:
                break
    return done


def waiting() -> bool:
    """Whether any file lies unsealed."""
    return bool(rows.fetch(_OLD, [1]))


def _seal(digest: str, *, at: datetime) -> bool:
    try:
        content = files.read(digest)
    except (files.FileMissing, files.FileChanged, files.FileErased):
        return False
    laid = files.lay(content)
    with transaction.atomic():
        taken = rows.fetch(_TAKE, [laid.lies_as, digest])
        if taken:
            files.wrap_for(laid, holders_of(digest), at=at)
    if taken:
        plugs.get(files.Shelf).remove(digest)
    return bool(taken)
