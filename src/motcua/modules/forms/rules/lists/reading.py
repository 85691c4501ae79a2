"""Reads lists: the built-in ones from their files, a form's own from its `lists`."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

from motcua.kernel.words import Text, nfc

from ..branch import Branch
from .listed import Entry, ReferenceList

#: The editions that come with the program, and what they are called.
TITLES: Mapping[str, Text] = {
    "banks/2026": Text("Ngân hàng", "Banks"),
    "countries/2026": Text("Quốc gia, vùng lãnh thổ", "Countries and territories"),
    "ethnic_groups/1979": Text("Dân tộc", "Ethnic groups"),
    "nationalities/2026": Text("Quốc tịch", "Nationalities"),
    "occupations/2020": Text("Nghề nghiệp", "Occupations"),
}
#: What the first lines of a built-in list say of it.
_SAID = re.compile(r"# (source|as of): (.+)")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
MOST_LISTS, MOST_ROWS, LONGEST_ROW = 10, 10_000, 500


def builtins() -> tuple[str, ...]:
    return tuple(TITLES)


@lru_cache(maxsize=16)
def builtin(key: str) -> ReferenceList | None:
    """A list that comes with the program, read when it is first needed."""
    if key not in TITLES:
        return None
    name = key.replace("/", "-") + ".txt"
    lines = resources.files(__package__).joinpath(name).read_text("utf-8").splitlines()
    said = {found[1]: found[2] for line in lines if (found := _SAID.fullmatch(line))}
    rows = [line for line in lines if line and not line.startswith("#")]
    entries = (each for row in rows for each in _entries_of(row))
    return ReferenceList(key, TITLES[key], tuple(entries), said["source"], said["as of"])


def _entries_of(row: str) -> tuple[Entry, ...]:
    """One entry; or all of another edition, where the row is its name after a plus."""
    if row.startswith("+"):
        other = builtin(row.removeprefix("+").strip())
        return other.entries if other else ()
    entry = _entry(row)
    return (entry,) if entry else ()


def read_lists(top: Branch) -> dict[str, ReferenceList]:
    """The form's own lists by key, noting what is wrong with them."""
    found: dict[str, ReferenceList] = {}
    for each in top.branches("lists", most=MOST_LISTS) if top.has("lists") else ():
        key, title = each.key(), each.words("title")
        if key in found:
            each.note("repeated-key", "key", key=key)
        each.needed("rows")
        found[key] = ReferenceList(key, title, tuple(_entries(each)))
        each.close()
    return found


def _entries(branch: Branch) -> Iterator[Entry]:
    """A line each: code | Vietnamese | English | other names, the last two if there are any."""
    codes: set[str] = set()
    rows = [line for line in branch.text("rows").splitlines() if line.strip()]
    if len(rows) > MOST_ROWS:
        branch.note("too-many", "rows", most=MOST_ROWS)
    for line in rows[:MOST_ROWS]:
        entry = _entry(line)
        if entry is None or entry.code in codes:
            branch.note("bad-list-row", "rows", row=line[:60])
            continue
        codes.add(entry.code)
        yield entry


def _entry(line: str) -> Entry | None:
    code, *names = (" ".join(nfc(part).split()) for part in line[:LONGEST_ROW].split("|"))
    vi, en, also = (*names, "", "", "")[:3]
    if not CODE.fullmatch(code) or not vi or len(names) > 3:
        return None
    return Entry(
        code, Text(vi, en), tuple(each.strip() for each in also.split(";") if each.strip())
    )
