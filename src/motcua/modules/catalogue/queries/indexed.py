"""The index of this process, as fresh as the catalogue at the moment it is asked.

Revisions never change, so the set of those in force says what the catalogue holds: every question
compares one stamp over them, in the statement that reads the rows it shows.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection

from motcua.kernel.words import Text

from ..rules.searching import Entry, Facets, Index

#: In force here, now: the schema and a digest of the revisions, whatever their order.
STAMP = (
    "SELECT current_schema() AS place, count(*)::text || '.' ||"
    " coalesce(bit_xor(uuid_hash_extended(current_id, 0)), 0)::text AS stamp"
    " FROM catalogue_procedure WHERE current_id IS NOT NULL"
)
_IN_FORCE = "SELECT code, current_id FROM catalogue_procedure WHERE current_id IS NOT NULL"
_TEXTS = """
SELECT code, current_id, found_names, found_phrases, sector_vi, sector_en, is_fileable,
    sector_code, online_level, life_events, audience, levels, agency_kinds, departments
FROM catalogue_procedure WHERE current_id IS NOT NULL
"""
#: Schemas whose indexes a process keeps: the city's, and a few spaces to rehearse in.
MOST_PLACES = 4
#: At once from the database, so that no list of all texts is ever held.
_AT_ONCE = 500


@dataclass(slots=True)
class Kept:
    """The index of one schema, the names of its sectors, and the stamp it was read at."""

    index: Index = field(default_factory=Index)
    sectors: dict[str, Text] = field(default_factory=dict)
    stamp: str = ""
    turn: threading.Lock = field(default_factory=threading.Lock)


class Shelf:
    """The indexes of this process: one a schema, and which one a connection asked last."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._last: dict[str, str] = {}
        self._turn = threading.Lock()

    def last(self) -> tuple[str, Kept]:
        """The schema that was asked last by connections of this name, and its index."""
        place = self._last.get(connection.alias, "")
        return place, self._at(place)

    def fresh(self, place: str, stamp: str) -> Kept:
        """The index of a schema as of this stamp or newer, read if need be."""
        self._last[connection.alias] = place
        kept = self._at(place)
        if kept.stamp != stamp:
            with kept.turn:
                if kept.stamp != stamp:
                    _read(kept)
                    kept.stamp = stamp
        return kept

    def places(self) -> set[str]:
        with self._turn:
            return set(self._kept)

    def _at(self, place: str) -> Kept:
        """The index of a schema; of rehearsals long gone none is kept."""
        with self._turn:
            kept = self._kept.pop(place) if place in self._kept else Kept()
            self._kept[place] = kept
            while len(self._kept) > MOST_PLACES:
                del self._kept[next(iter(self._kept))]
            return kept


SHELF = Shelf()


def _read(kept: Kept) -> None:
    """Bring in what came into force since, and take out what no longer is."""
    if not kept.index.living:
        kept.index = Index(_entries(kept, None))
        return
    living = {code: document.revision for code, document in kept.index.living.items()}
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE)
        now = {str(code): revision.bytes for code, revision in cursor.fetchall()}
    changed = [code for code, revision in now.items() if living.get(code) != revision]
    kept.index.put(_entries(kept, changed) if changed else (), gone=living.keys() - now.keys())
    if kept.index.is_worn:
        kept.index = Index(_entries(kept, None))


def _entries(kept: Kept, codes: Sequence[str] | None) -> Iterator[Entry]:
    with connection.cursor() as cursor:
        if codes is None:
            cursor.execute(_TEXTS)
        else:
            cursor.execute(f"{_TEXTS} AND code = ANY(%s)", [list(codes)])
        while rows := cursor.fetchmany(_AT_ONCE):
            for row in rows:
                entry, sector = _entry(row)
                kept.sectors[entry.facets.sector] = sector
                yield entry


def _entry(row: Sequence[object]) -> tuple[Entry, Text]:
    code, revision, names, phrases, vi, en, fileable, sector, level, *lists = row
    events, audience, levels, kinds, departments = (_strings(each) for each in lists)
    entry = Entry(
        code=str(code),
        names=tuple(str(names).split("\n")),
        phrases=tuple(filter(None, str(phrases).split("\n"))),
        background=tuple(filter(None, (str(vi), str(en)))),
        facets=Facets(
            is_fileable=bool(fileable), sector=str(sector), online_level=int(str(level)),
            life_events=events, audience=audience, levels=levels, agency_kinds=kinds,
            departments=departments,
        ),
        revision=getattr(revision, "bytes", b""),
    )  # fmt: skip
    return entry, Text(str(vi), str(en))


def _strings(found: object) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, list) else ()
