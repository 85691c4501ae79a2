"""What the national portal says of a procedure, also where the city has its own: to compare."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.errors import NotFound

from .. import models
from ..rules.findings import PackageErrors
from ..rules.national import Doubt, make, read_line


@dataclass(frozen=True, slots=True)
class NationalCard:
    """The newest record of a procedure. `record` is it, word by word.

    `files` are the package it makes, empty where it makes none; `doubts` come each with its place
    and the words as served.
    """

    code: str
    updated_at: datetime
    taken_at: datetime
    is_in_force: bool
    files: Mapping[str, bytes]
    doubts: tuple[Doubt, ...]
    record: str


def public_national(code: str) -> NationalCard:
    """
    :raises NotFound: no record of that code was taken
    """
    found = models.NationalRecord.objects.filter(code=code).order_by("-updated_at", "-taken_at")
    row = found.select_related("procedure").first()
    if row is None:
        raise NotFound(f"no national record of {code}")
    files, doubts = _made(row.record)
    current = row.procedure.current_id if row.procedure else None
    return NationalCard(
        code=row.code,
        updated_at=row.updated_at,
        taken_at=row.taken_at,
        is_in_force=current is not None and current == row.revision_id,
        files=files,
        doubts=doubts,
        record=row.record,
    )


def _made(record: str) -> tuple[dict[str, bytes], tuple[Doubt, ...]]:
    line = read_line(record.encode())
    try:
        made = make(line)
    except PackageErrors:
        return {}, ()
    return {name: text.encode() for name, text in made.files.items()}, made.doubts
