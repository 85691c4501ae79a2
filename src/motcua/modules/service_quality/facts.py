"""Facts of the counter as the measuring engine reads them: five sources, each with its own day.

Nothing finer than agency, sector and procedure leaves here, and no id. The law's clock and calendar
say what was late; this only asks them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.expressions import INT, Text, Type, Value
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.levels import Extent
from motcua.modules.catalogue.rules.procedure import Channel
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.dossiers.rules import SUBJECT, State
from motcua.modules.indicators.ports import FactRow, Window
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.payments import queries as payments

from .rules.finishing import Finish, Meter, finish
from .rules.progress import Course, Outcome, Request, outcome

FILED, FINISHED, RECEIVED = "dossiers.filed", "dossiers.finished", "dossiers.received"
PAID, OFFERED = "charges.paid", "procedures.offered"
Agencies = frozenset[str] | None
HERE = ZoneInfo("Asia/Ho_Chi_Minh")

_PROCEDURE = Text()
_CHANNEL = Text(frozenset(map(str, Channel)))
_LEVEL = Text(frozenset("01234"))
#: How many dossiers are asked about at once.
_CHUNK = 5000


def _places() -> dict[str, str]:
    """Code of the agency -> commune it serves; an agency of the whole city serves no single one."""
    known = organisation.competent_agencies(AgencyKind)
    return {each.code: each.place_code for each in known if each.place_code is not None}


@dataclass(slots=True)
class _Grouped:
    """Rows that are alike become one with their number."""

    sectors: Mapping[str, str] = field(default_factory=catalogue.public_sector_of_procedures)
    places: Mapping[str, str] = field(default_factory=_places)
    found: Counter[tuple[str, str, tuple[tuple[str, Value], ...]]] = field(default_factory=Counter)

    def add(self, agency: str, procedure: str, count: int = 1, /, **facts: Value | None) -> None:
        sector = self.sectors.get(procedure, "")
        told = ("procedure", procedure), *((k, v) for k, v in facts.items() if v is not None)
        self.found[agency, sector, told] += count

    def rows(self) -> Iterator[FactRow]:
        for (agency, sector, facts), count in self.found.items():
            place = self.places.get(agency, "")
            yield FactRow(dict(facts), count, place=place, agency=agency, sector=sector)


@dataclass(frozen=True, slots=True)
class Filed:
    """Each dossier on the day it was filed, by the channel it came through."""

    name: str = FILED
    is_living: bool = False

    @property
    def fields(self) -> Mapping[str, Type]:
        return {"procedure": _PROCEDURE, "channel": _CHANNEL}

    def rows(self, window: Window, agencies: Agencies) -> Iterable[FactRow]:
        found = _Grouped()
        for each in dossiers.public_filed(window.start, window.end, agencies):
            found.add(each.agency, each.procedure, each.count, channel=each.channel)
        return found.rows()


@dataclass(frozen=True, slots=True)
class Finished:
    """Each accepted dossier on the day the work on it ended.

    `finish`: early, on_time, late or no_deadline, by dates. `minutes`: of office hours in which
    the clock ran, so without the applicant's time.
    """

    name: str = FINISHED
    is_living: bool = False

    @property
    def fields(self) -> Mapping[str, Type]:
        finishes = Text(frozenset(map(str, Finish)))
        return {
            "procedure": _PROCEDURE, "channel": _CHANNEL, "finish": finishes, "minutes": INT,
        }  # fmt: skip

    def rows(self, window: Window, agencies: Agencies) -> Iterable[FactRow]:
        found, calendars = _Grouped(), _Calendars()
        for each in dossiers.ended(window.start, window.end, agencies, by=SYSTEM):
            if each.accepted_at is None or each.state is State.WITHDRAWN:
                continue
            meter = calendars.meter(each.calendar, each.agency)
            found.add(
                each.agency,
                each.procedure,
                channel=each.channel,
                finish=str(finish(each.due_at, each.ended_at, meter.calendar)),
                minutes=meter.worked(each.clock),
            )
        return found.rows()


@dataclass(frozen=True, slots=True)
class Received:
    """Each dossier on the day it was received (accepted, or else filed), as 766 counts it."""

    name: str = RECEIVED
    is_living: bool = True

    @property
    def fields(self) -> Mapping[str, Type]:
        outcomes = Text(frozenset(map(str, Outcome)))
        return {"procedure": _PROCEDURE, "channel": _CHANNEL, "outcome": outcomes}

    def rows(self, window: Window, agencies: Agencies) -> Iterable[FactRow]:
        found, calendars = _Grouped(), _Calendars()
        for each in dossiers.received(window.start, window.end, agencies, by=SYSTEM):
            if each.state is State.WITHDRAWN and each.accepted_at is None:
                continue  # neither received nor handled: the applicant took it back before
            told = outcome(_course(each, calendars), window.at)
            found.add(each.agency, each.procedure, channel=each.channel, outcome=str(told))
        return found.rows()


@dataclass(frozen=True, slots=True)
class Paid:
    """Each charge of a dossier on the day it was paid, by the way the money took."""

    name: str = PAID
    is_living: bool = False

    @property
    def fields(self) -> Mapping[str, Type]:
        return {"procedure": _PROCEDURE, "way": Text(frozenset(map(str, payments.Way)))}

    def rows(self, window: Window, agencies: Agencies) -> Iterable[FactRow]:
        found = _Grouped()
        named = dossiers.public_agencies() if agencies is None else sorted(agencies)
        paid = [
            (UUID(each.subject_id), each.agency, str(each.way))
            for each in payments.settled(window.start, window.end, named, by=SYSTEM)
            if each.subject_type == SUBJECT
        ]
        for first in range(0, len(paid), _CHUNK):
            some = paid[first : first + _CHUNK]
            procedures = dossiers.procedures_of((key for key, _, _ in some), by=SYSTEM)
            for key, agency, way in some:
                found.add(agency, procedures.get(key, ""), way=way)
        return found.rows()


@dataclass(frozen=True, slots=True)
class Offered:
    """The procedures in force when the window ends: a count of what stands, not of what happened.

    Windows must not be added up: the same procedure stands in each of them.
    """

    name: str = OFFERED
    is_living: bool = False

    @property
    def fields(self) -> Mapping[str, Type]:
        return {"level": _LEVEL, "extent": Text(frozenset(map(str, Extent)))}

    def rows(self, window: Window, agencies: Agencies) -> Iterable[FactRow]:
        if agencies is not None:
            return  # a procedure belongs to the city, not to one of its agencies
        last = min(window.at, window.end - timedelta(microseconds=1))
        for each in catalogue.public_levels(last.astimezone(HERE).date()):
            facts: dict[str, Value] = {"level": str(each.level), "extent": str(each.extent)}
            yield FactRow(facts, each.count, sector=each.sector)


SOURCES = (Filed(), Finished(), Received(), Paid(), Offered())


@dataclass(slots=True)
class _Calendars:
    """The calendars a run meets, each with its meter, asked for once."""

    meters: dict[str, Meter] = field(default_factory=dict)

    def meter(self, version: str, agency: str) -> Meter:
        """By the calendar the date was promised by, or the agency's own where none was."""
        key = version or f"of {agency}"
        if key not in self.meters:
            known = organisation.calendar_at_version if version else organisation.calendar_of
            self.meters[key] = Meter(known(version or agency))
        return self.meters[key]

    def longest_until(self, one: dossiers.ReceivedFacts) -> datetime:
        """When the procedure's time would be over, where nobody has promised a date."""
        received_at = one.accepted_at or one.filed_at
        allowed = catalogue.revision(one.revision).allowance(one.channel)
        calendar = self.meter("", one.agency).calendar
        rules = organisation.clock_rules_on(received_at.date())
        return clock.when_ready(received_at, allowed, calendar, rules).due_at


#: States in which the result was there (9 or 10 of the national portal), and other ends.
_RESOLVED = frozenset({State.RESOLVED, State.REFUSED, State.RETURNED})
_CLOSED = frozenset({State.STOPPED, State.REJECTED_AT_INTAKE, State.WITHDRAWN})


def _course(one: dossiers.ReceivedFacts, calendars: _Calendars) -> Course:
    return Course(
        due_at=one.due_at,
        longest_until=one.due_at or calendars.longest_until(one),
        resolved_at=one.ended_at if one.state in _RESOLVED else None,
        closed_at=one.ended_at if one.state in _CLOSED else None,
        requests=[Request(*each) for each in one.supplements],
    )
