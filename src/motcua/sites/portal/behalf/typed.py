"""A mandate as it was typed: kept to be shown again, read, and what is missing in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.design.page import today
from motcua.foundation.limits import Limit
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.mandates.facts import Terms
from motcua.modules.mandates.rules import Kind, Reach, usual_end

#: Asking strangers to stand for one, or claiming to, is nothing one does all day.
MAKING = Limit("mandates", most=10, per=timedelta(hours=1))

#: Where something is missing, and the sentence that says so.
Gaps = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """A mandate as typed, kept to be shown again."""

    kind: str = Kind.AUTHORISED
    name: str = ""
    number: str = ""
    procedures: tuple[str, ...] = ()
    scope: str = ""
    reach: str = Reach.FILED
    agency: str = ""
    until: Mapping[str, str] | None = None
    born: Mapping[str, str] | None = None


def read(request: HttpRequest) -> Typed:
    said = request.POST
    return Typed(
        kind=said.get("kind", ""),
        name=line(said.get("name", "")),
        number=line(said.get("number", "")),
        procedures=tuple(said.getlist("procedures"))[:100],
        scope=said.get("scope", ""),
        reach=said.get("reach", Reach.FILED),
        agency=said.get("agency", ""),
        until={part: said.get(f"until-{part}", "") for part in ("day", "month", "year")},
        born={part: said.get(f"born-{part}", "") for part in ("day", "month", "year")},
    )


def line(text: str) -> str:
    return text.replace("\x00", "").strip()[:200]


def gaps_in(typed: Typed, *, asks_until: bool = True) -> tuple[Gaps, date | None]:
    """What the page itself can say is missing, and the last day if one is said."""
    gaps: Gaps = []
    if typed.scope == "some" and not set(typed.procedures) & {code for code, _n in offered()}:
        gaps.append(("procedures", _("Chọn ít nhất một thủ tục")))
    until = day(typed.until) if asks_until else None
    if asks_until and until is None:
        gaps.append(("until-day", _("Nhập một ngày có thật, ví dụ 27/11/2027")))
    return gaps, until


def terms(typed: Typed, kind: Kind, until: date) -> Terms:
    some = tuple(code for code, _n in offered() if code in typed.procedures)
    covered = some if typed.scope == "some" else ()
    reach = Reach(typed.reach) if typed.reach in set(Reach) else Reach.FILED
    if kind is Kind.PARENT:
        return Terms(kind, (), Reach.ALL, until)
    return Terms(kind, covered, reach, until)


def day(parts: Mapping[str, str] | None) -> date | None:
    if parts is None:
        return None
    try:
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except (ValueError, OverflowError):
        return None


def usual() -> dict[str, str]:
    end = usual_end(today())
    return {"day": str(end.day), "month": str(end.month), "year": str(end.year)}


def offered() -> list[tuple[str, Text]]:
    """What can be filed here, by name."""
    found = catalogue.public_by_codes(catalogue.public_procedures_to_file())
    return sorted(((row.code, row.name) for row in found.values()), key=lambda each: each[1].vi)
