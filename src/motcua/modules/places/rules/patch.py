"""Changes since the merger, applied to a data set: a row ends, another begins."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from motcua.kernel.errors import Invalid

from .kinds import Kind, Level
from .names import compact
from .rows import Confidence, Dataset, UnitRow

FORMAT = "motcua.places-patch/1"


class PatchInvalid(Invalid):
    """A patch that does not fit the data; params: problem, code."""

    code = "places-patch-invalid"


def patched(dataset: Dataset, patch: Mapping[str, object]) -> Dataset:
    """The data set after a document of format `motcua.places-patch/1`.

    Changes of kind close a unit's row and open another under the same code; disputes and aliases
    are noted on every row of the code.

    :raises PatchInvalid: another format, an unknown unit, or a change before the row began
    """
    if patch.get("format") != FORMAT:
        raise PatchInvalid(f"not a document of format {FORMAT}", problem="format")
    rows = list(dataset.units)
    for change in _entries(patch, "changes"):
        for code in str(change["codes"]).split():
            _reclassify(rows, code, change)
    for dispute in _entries(patch, "disputes"):
        _dispute(rows, dispute)
    for alias in _entries(patch, "aliases"):
        _alias(rows, alias)
    return replace(dataset, units=tuple(rows))


def _reclassify(rows: list[UnitRow], code: str, change: Mapping[str, object]) -> None:
    place = _current(rows, Level(str(change["level"])), code)
    old, on = rows[place], change.get("since")
    if type(on) is not date or (old.valid_from is not None and on <= old.valid_from):
        raise PatchInvalid("a change before the row began", problem="date", code=code)
    rows[place] = replace(old, valid_to=on)
    rows.append(
        replace(
            old,
            kind=Kind(str(change["kind"])),
            valid_from=on,
            legal_ref=str(change["legal_ref"]),
            confidence=Confidence(str(change["confidence"])),
            note=str(change.get("note", "")),
        )
    )


def _dispute(rows: list[UnitRow], dispute: Mapping[str, object]) -> None:
    place = _current(rows, Level(str(dispute["level"])), str(dispute["code"]))
    if compact(rows[place].name.vi) != compact(str(dispute["name"])):
        raise PatchInvalid("the code is another unit's", problem="name", code=dispute["code"])
    rows[place] = replace(
        rows[place],
        confidence=Confidence.DISPUTED,
        also_coded=str(dispute["also_coded"]),
        note=str(dispute["note"]),
    )


def _alias(rows: list[UnitRow], alias: Mapping[str, object]) -> None:
    keys = {compact(name) for name in str(alias["names"]).split(",")}
    wanted = (Level(str(alias["level"])), str(alias["code"]))
    found = [place for place, row in enumerate(rows) if (row.level, row.code) == wanted]
    if not found:
        raise PatchInvalid("no such unit", problem="unknown", code=alias["code"])
    for place in found:
        rows[place] = replace(rows[place], keys=tuple(sorted({*rows[place].keys, *keys})))


def _current(rows: list[UnitRow], level: Level, code: str) -> int:
    for place, row in enumerate(rows):
        if (row.level, row.code) == (level, code) and row.valid_to is None:
            return place
    raise PatchInvalid("no such unit", problem="unknown", code=code)


def _entries(patch: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    entries = patch.get(key, [])
    if not isinstance(entries, list):
        raise PatchInvalid(f"{key} is a list", problem=key)
    return entries
