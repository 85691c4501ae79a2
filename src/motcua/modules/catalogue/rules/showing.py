"""What lists, searches and statistics repeat of a revision in force: none reads a package."""

from dataclasses import dataclass

from motcua.kernel.words import Text

from .levels import OnlineLevel, level_of
from .package import Package
from .procedure import Sector
from .searching import SearchText, plain, search_text


@dataclass(frozen=True, slots=True)
class Shown:
    """`departments` are the names of executing offices; `review_marks` what a source leaves open.

    `declared_full` is what the national portal says of it, None where it says nothing;
    `announced_by` the code of the body that announced it there.
    """

    name: Text
    sector: Sector
    online: OnlineLevel
    is_fileable: bool
    life_events: tuple[str, ...]
    audience: tuple[str, ...]
    levels: tuple[str, ...]
    agency_kinds: tuple[str, ...]
    departments: tuple[str, ...]
    review_marks: tuple[str, ...]
    declared_full: bool | None
    announced_by: str
    sort_name: str
    found: SearchText


def shown(package: Package) -> Shown:
    facts = package.procedure
    return Shown(
        name=facts.short_name,
        sector=facts.sector,
        online=level_of(package),
        is_fileable=package.is_complete,
        life_events=tuple(facts.life_events),
        audience=tuple(facts.audience),
        levels=tuple(facts.levels),
        agency_kinds=tuple(dict.fromkeys(facts.agency_kinds)),
        departments=tuple(dict.fromkeys(agency.name.vi for agency in facts.agencies)),
        review_marks=tuple(facts.national.review) if facts.national else (),
        declared_full=facts.national.is_full if facts.national else None,
        announced_by=facts.national.announced_by if facts.national else "",
        sort_name=plain(facts.short_name.vi),
        found=search_text(names=[facts.short_name, facts.name], phrases=facts.everyday),
    )
