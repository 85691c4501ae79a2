"""What a paper says: the values that fill a template, as JSON-able data."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class AgencyLines:
    """An agency as a paper prints it; `place` is the địa danh of the date line."""

    code: str
    name: str
    symbol: str
    place: str
    superior: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A person or an organisation as a paper prints it."""

    full_name: str
    personal_id: str | None = None
    birth_on: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who took a result at the counter. `relation` says on whose behalf, empty for their own."""

    full_name: str
    personal_id: str = ""
    phone: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class DossierLines:
    """The dossier as a paper names it. Before acceptance `code` is the submission number."""

    code: str
    procedure_code: str
    procedure_name: str
    channel: str
    received_at: datetime | None = None
    due_at: datetime | None = None
    case_name: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a paper is made. `words` are the answers by key, as words.

    `sources` say where each answer comes from, by key, in words.
    """

    dossier: DossierLines
    applicant: Party
    submitter: Party
    answers: Mapping[str, object] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    sections: Sequence[Section] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, as printed: lines of authority, title, name."""

    name: str
    title: str
    authority: tuple[str, ...] = ()


UNSIGNED = Signatory(name="", title="")


def printed(value: object) -> object:
    """The value as JSON-able data; moments as ISO 8601 in Vietnamese time."""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).isoformat(timespec="seconds")
    if isinstance(value, Mapping):
        return {str(key): printed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printed(inner) for inner in value]
    return value


def facts_data(facts: Facts) -> dict[str, object]:
    """The keys `dossier`, `applicant`, `submitter`, `answers`, `words`, `sections`, `sources`."""
    data = printed(
        {
            "dossier": asdict(facts.dossier),
            "applicant": asdict(facts.applicant),
            "submitter": asdict(facts.submitter),
            "answers": dict(facts.answers),
            "words": dict(facts.words),
            "sections": [asdict(section) for section in facts.sections],
            "sources": dict(facts.sources),
        }
    )
    assert isinstance(data, dict)
    return data


def at_path(data: Mapping[str, object], path: str) -> object:
    """The value at a dotted path, or None."""
    found: object = data
    for part in path.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return found


def signing_time(at: datetime) -> str:
    """`17-11-2026 09:00:00 +07:00`, as Decree 30/2020, Annex I wants it in a signature."""
    return at.astimezone(VIETNAM).strftime("%d-%m-%Y %H:%M:%S +07:00")


def issued_line(place: str, at: datetime) -> str:
    """`Hoàn Kiếm, ngày 05 tháng 01 năm 2026`: a zero before days under 10 and months 1 and 2."""
    on = at.astimezone(VIETNAM).date()
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"{place}, ngày {on.day:02d} tháng {month} năm {on.year}"


_PREFIXES = ("TM.", "Q.", "KT.", "TL.", "TUQ.")


def signatory_lines(name: str, title: str, authority_line: str) -> Signatory:
    """The block above a name (Decree 30/2020, Annex I, II.7).

    «TM. ỦY BAN NHÂN DÂN» stands above the bare title («CHỦ TỊCH»); a line without such a prefix
    («GIÁM ĐỐC») is the title itself.
    """
    line = authority_line.strip()
    if line.upper().startswith(_PREFIXES):
        bare = title.split(" Ủy ban nhân dân")[0].split(" Uỷ ban nhân dân")[0].strip()
        return Signatory(name, bare, (line,))
    return Signatory(name, line or title)
