"""What a visitor asks for, out of an address: a place or an agency, a period, how fine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpRequest
from django.urls import reverse

from motcua.design import formats
from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text
from motcua.modules.indicators import queries as indicators
from motcua.modules.indicators.queries import DefinitionCard, ValueCard
from motcua.modules.indicators.rules.periods import Grain, containing, midnight
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.queries import AgencyCard
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.places import queries as places

#: How much is shown where no period is asked for, and the most that may be, by how fine it is.
USUAL = {
    Grain.HOUR: timedelta(days=3), Grain.DAY: timedelta(days=60), Grain.MONTH: timedelta(days=731),
    Grain.QUARTER: timedelta(days=1826), Grain.YEAR: timedelta(days=3652),
}  # fmt: skip
MOST = {
    Grain.HOUR: timedelta(days=62), Grain.DAY: timedelta(days=1100),
    Grain.MONTH: timedelta(days=9000), Grain.QUARTER: timedelta(days=9000),
    Grain.YEAR: timedelta(days=9000),
}  # fmt: skip
LONGEST = 40
EARLIEST = date(2000, 1, 1)


class QuestionInvalid(Invalid):
    """A part of an address that is not what it must be; params: field, value."""

    code = "question-invalid"


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator over a time, of the whole city, of a place, or of an agency."""

    definition: DefinitionCard
    grain: Grain
    place: str
    agency: str
    start: datetime
    end: datetime
    as_known_at: datetime | None = None

    @property
    def query(self) -> dict[str, str]:
        """As an address says it again; the same whenever the same is asked."""
        told = {
            "grain": self.grain.value,
            "place": self.place,
            "agency": self.agency,
            "from": formats.here(self.start).date().isoformat(),
            "to": (formats.here(self.end) - timedelta(microseconds=1)).date().isoformat(),
            "as_known_at": self.as_known_at.isoformat() if self.as_known_at else "",
        }
        return {name: value for name, value in told.items() if value}

    def values(self) -> list[ValueCard]:
        return over(self, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen: communes and agencies that there are."""

    communes: Mapping[str, Text]
    agencies: Mapping[str, AgencyCard]


def choices(definition: DefinitionCard, on: date) -> Choices:
    """Communes of the city where the indicator is of places, agencies where it is of agencies."""
    return Choices(
        communes(on) if definition.has_places else {},
        agencies() if definition.has_agencies else {},
    )


def province() -> str:
    """The province whose city this is: where its topmost agency stands."""
    for code in organisation.public_tops():
        if (found := organisation.agency(code)).place_code:
            return str(found.place_code)[:2]
    return ""


def communes(on: date, of: str = "") -> dict[str, Text]:
    """Names of the city's communes by code, as dictionaries sort them. `of`: its province."""
    return {unit.code: unit.name for unit in places.public_communes(of or province(), on)}


def agencies() -> dict[str, AgencyCard]:
    """The city's agencies by code."""
    return {card.code: card for card in organisation.competent_agencies(AgencyKind)}


def question(
    request: HttpRequest, definition: DefinitionCard, now: datetime, *, place: str = ""
) -> Question:
    """
    :raises QuestionInvalid: a day, a moment or a grain that is none, or a period too long
    """
    asked = request.GET
    grain = grain_of(asked.get("grain", ""), definition)
    first, last = days(request, formats.here(now).date(), usual=USUAL[grain])
    if last - first > MOST[grain]:
        raise QuestionInvalid("the period is too long", field="from", value=first)
    chosen = place or code_of(asked.get("place", ""), "place")
    return Question(
        definition,
        grain,
        chosen if definition.has_places else "",
        "" if chosen else code_of(asked.get("agency", ""), "agency"),
        containing(grain, midnight(first)).start,
        midnight(last + timedelta(days=1)),
        moment(asked.get("as_known_at", ""), "as_known_at"),
    )


def over(asked: Question, start: datetime, end: datetime) -> list[ValueCard]:
    """The values asked for, of a part of the time."""
    return indicators.public_values(
        asked.definition.code,
        grain=asked.grain,
        start=start,
        end=end,
        places=[asked.place],
        agencies=[asked.agency],
        sectors=[""],
        things=[""],
        as_known_at=asked.as_known_at,
    )


def usual(definition: DefinitionCard, now: datetime) -> Question:
    """What is shown to whoever asks for nothing, or for nothing that can be understood."""
    grain = definition.smallest
    today = formats.here(now).date()
    first = midnight(today - USUAL[grain] + timedelta(days=1))
    end = midnight(today + timedelta(days=1))
    return Question(definition, grain, "", "", containing(grain, first).start, end)


def with_somewhere(asked: Question, options: Choices, *, has_chosen: bool) -> Question:
    """An indicator that only communes have is shown of the first one that has values.

    The whole city stays chosen where somebody chose it.
    """
    only_places = asked.definition.has_things and not asked.definition.has_agencies
    if asked.place or asked.agency or not only_places or (has_chosen and not options.communes):
        return asked
    newest = indicators.public_newest(asked.definition.code, grain=asked.grain, things=[""])
    place = next((card.place for card in newest if card.place), "")
    return replace(asked, place=place)


def days(request: HttpRequest, today: date, *, usual: timedelta) -> tuple[date, date]:
    """The first and the last day asked for.

    :raises QuestionInvalid: they are none, or the wrong way round
    """
    last = day_of(request.GET, "to") or today
    first = day_of(request.GET, "from") or max(EARLIEST, last - usual + timedelta(days=1))
    if first > last:
        raise QuestionInvalid("the end is before the beginning", field="to", value=last)
    return first, last


def feed(*, topic: str = "", place: str = "") -> str:
    """The Atom feed of a topic or a commune, in the current language."""
    folder = f"{reverse('portal:home')}feeds"
    return f"{folder}/places/{place}.atom" if place else f"{folder}/{topic}.atom"


def moment(said: str, field: str) -> datetime | None:
    """A moment of ISO 8601, or the end of a day; None where nothing is said.

    :raises QuestionInvalid: it is neither
    """
    said = said.strip()[:LONGEST]
    if not said:
        return None
    try:
        # A plus in an address is a blank to whoever reads it.
        found = datetime.fromisoformat(said.replace(" ", "+") if "T" in said else said)
    except ValueError:
        raise QuestionInvalid("not a moment", field=field, value=said) from None
    if "T" not in said and ":" not in said:
        found = datetime.combine(found.date(), time(23, 59, 59), formats.HERE)
    if found.tzinfo is None:
        found = found.replace(tzinfo=formats.HERE)
    try:
        # Near either end of the calendar it may be a moment in one zone and none in the other.
        return found.astimezone(formats.HERE).astimezone(UTC)
    except (ValueError, OverflowError):
        raise QuestionInvalid("not a moment", field=field, value=said) from None


def recent(
    definition: DefinitionCard,
    grain: Grain,
    now: datetime,
    *,
    place: str = "",
    by_place: bool = False,
) -> list[ValueCard]:
    """The values of the last few periods, oldest first: of the city, a commune, or every one."""
    period = containing(grain, now)
    # An hour that still runs is half measured; a day or a month that runs is told as such.
    end = period.start if grain is Grain.HOUR else now
    for _ in range(RECENT[grain]):
        period = period.previous
    return indicators.public_values(
        definition.code,
        grain=grain,
        start=period.start,
        end=end,
        places=None if by_place else [place],
        agencies=[""],
        sectors=[""],
        things=[""],
    )


#: How many periods back a newest value may lie and still be told as the present one.
RECENT = {Grain.HOUR: 6, Grain.DAY: 3, Grain.MONTH: 2, Grain.QUARTER: 2, Grain.YEAR: 2}


def newest(values: Sequence[ValueCard]) -> tuple[ValueCard | None, ValueCard | None]:
    """The newest value with a number and the one of the period before it; of one row of values."""
    there = [card for card in values if card.value is not None]
    if not there:
        return None, None
    last = there[-1]
    before = next((card for card in there if card.end == last.start), None)
    return last, before


def newest_by_place(values: Iterable[ValueCard]) -> dict[str, tuple[ValueCard, ValueCard | None]]:
    """By commune: its newest value with a number, and the one before."""
    rows: dict[str, list[ValueCard]] = {}
    for card in values:
        if card.place:
            rows.setdefault(card.place, []).append(card)
    found = {}
    for place, cards in rows.items():
        last, before = newest(cards)
        if last is not None:
            found[place] = (last, before)
    return found


def grain_of(said: str, definition: DefinitionCard) -> Grain:
    """The grain asked for; the smallest where none is.

    :raises QuestionInvalid: the indicator has none such
    """
    if not said:
        return definition.smallest
    if said not in [grain.value for grain in definition.grains]:
        raise QuestionInvalid("no such grain", field="grain", value=said[:LONGEST])
    return Grain(said)


def day_of(asked: Mapping[str, str], name: str) -> date | None:
    """The day a field names; None where it is empty.

    :raises QuestionInvalid: it names none
    """
    said = str(asked.get(name, "")).strip()[:LONGEST]
    if not said:
        return None
    try:
        found = date.fromisoformat(said)
    except ValueError:
        raise QuestionInvalid("not a day", field=name, value=said) from None
    if not EARLIEST <= found <= date(2100, 1, 1):
        raise QuestionInvalid("not a day we can know of", field=name, value=said)
    return found


def code_of(said: str, field: str) -> str:
    """A code as it may stand in an address.

    :raises QuestionInvalid: nothing that could be one
    """
    said = said.strip()
    if len(said) > LONGEST or "\0" in said:
        raise QuestionInvalid("not a code", field=field, value=said[:LONGEST].replace("\0", ""))
    return said
