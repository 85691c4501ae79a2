"""Comparison of communes, agencies or periods, within one version of one formula."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from motcua.kernel.errors import Invalid, NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.places import queries as places
from motcua.modules.places.rules import DenominatorKind

from ..rules import before
from ..rules.definition import FactsFormula, Kind
from ..rules.periods import HERE, Grain, Period, between, containing
from . import ranking
from .cards import Comparison, ComparisonRow, DefinitionCard, ValueCard
from .definitions import public_definition
from .tracing import trace
from .values import public_values


class Among(StrEnum):
    """What is compared with what."""

    PLACES = "places"
    AGENCIES = "agencies"
    PERIODS = "periods"


class NotComparable(Refusal):
    """The indicator cannot be compared in this way: each gauge has its own zero, or a share,
    mean or index is not divided by people."""

    code = "not-comparable"
    status: ClassVar[int] = 422


#: Rates are told for so many of a kind.
SCALES: Mapping[str, float] = {
    DenominatorKind.POPULATION: 1000,
    DenominatorKind.HOUSEHOLDS: 1000,
    DenominatorKind.BUSINESSES: 1000,
    DenominatorKind.AREA: 1,
}
MOST_PERIODS = 400


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is compared, everything said."""

    card: DefinitionCard
    among: Among
    grain: Grain
    start: datetime
    end: datetime
    per: str
    split: str

    @property
    def last_day(self) -> date:
        return (self.end - timedelta(microseconds=1)).astimezone(HERE).date()


def public_comparison(  # noqa: PLR0913 -- one narrowing each
    code: str,
    *,
    among: Among | str,
    grain: Grain | str,
    start: datetime,
    end: datetime | None = None,
    versions: Collection[int] = (),
    per: str = "",
    split: str = "",
    place: str = "",
    agency: str = "",
    places_among: Iterable[str] | None = None,
    agencies_among: Iterable[str] | None = None,
) -> Comparison:
    """Compare within one formula version: the one in use, or the one named.

    Among places and agencies: of the period `start` lies in, all that have a row or those named;
    places are read by the codes of that time. Among periods: those from `start` up to `end` of one
    place, one agency, or the city; what a place was before a merger is told where it can be known.

    :raises NotFound: no such indicator or version
    :raises VersionsDiffer: more than one version is asked for
    :raises NotComparable: divided by people though it is no count; places with zeros of their own
    :raises Invalid: an unknown word, a category that is not there, or too long a time
    """
    if len(set(versions)) > 1:
        raise ranking.VersionsDiffer(f"{code}: versions {sorted(set(versions))}", indicator=code)
    card = public_definition(code, next(iter(versions), None))
    asked = _asked(card, among, grain, (start, end), per, split)
    match asked.among:
        case Among.PLACES:
            rows = _places(asked, places_among)
        case Among.AGENCIES:
            rows = _agencies(asked, agencies_among)
        case Among.PERIODS:
            rows = _periods(asked, place, agency)
    ranked = ranking.ranked(rows, card.better)
    if asked.among is not Among.PERIODS:
        ranked = ranking.ordered(ranked, card.better)
    return Comparison(
        definition=card,
        among=asked.among.value,
        grain=asked.grain,
        start=asked.start,
        end=asked.end,
        per=per,
        scale=SCALES.get(per, 1.0),
        split=asked.split,
        rows=tuple(ranked),
        notes=tuple(_notes(asked, rows)),
    )


def _asked(
    card: DefinitionCard,
    among: str,
    grain: str,
    time: tuple[datetime, datetime | None],
    per: str,
    split: str,
) -> _Asked:
    for word, known in ((among, list(Among)), (grain, list(card.grains)), (per, ["", *SCALES])):
        if word not in known:
            raise Invalid(f"{word} is not among {', '.join(map(str, known))}", field="among")
    split = _category(card, split)
    formula = card.definition.formula
    adds = isinstance(formula, FactsFormula) and formula.kind in (Kind.COUNT, Kind.SUM)
    if per and (not adds or among != Among.PLACES):
        raise NotComparable(f"{card.code} per {per}", indicator=card.code, per=per)
    if card.definition.local_bands and among == Among.PLACES:
        raise NotComparable(f"{card.code} among places", indicator=card.code, per="")
    start, end = time
    period = containing(Grain(grain), start)
    last = period.end
    if among == Among.PERIODS:
        last = max(last, end or last)
        if (last - period.start) / (period.end - period.start) > MOST_PERIODS:
            raise Invalid("too many periods", field="end")
    return _Asked(card, Among(among), Grain(grain), period.start, last, per, split)


def _category(card: DefinitionCard, split: str) -> str:
    """The category asked for, or the first one of a divided indicator."""
    if split and split not in card.categories:
        raise Invalid(f"{card.code} has no category {split}", field="split")
    return split or (next(iter(card.categories), "") if card.splits else "")


def _values(asked: _Asked, **narrowed: Iterable[str] | None) -> list[ValueCard]:
    every: dict[str, Iterable[str] | None] = {
        "places": [""], "agencies": [""], "sectors": [""], "things": [""],
        "splits": [asked.split], **narrowed,
    }  # fmt: skip
    return public_values(
        asked.card.code, grain=asked.grain, start=asked.start, end=asked.end,
        version=asked.card.version, places=every["places"], agencies=every["agencies"],
        sectors=every["sectors"], things=every["things"], splits=every["splits"],
    )  # fmt: skip


# -- places ----------------------------------------------------------------------------


def _places(asked: _Asked, chosen: Iterable[str] | None) -> list[ComparisonRow]:
    found = {card.place: card for card in _values(asked, places=chosen) if card.place}
    codes = list(dict.fromkeys([*(chosen or ()), *found]))
    names = _names_of_places(codes, asked.last_day)
    under = {}
    if asked.per:
        under = places.public_denominators(DenominatorKind(asked.per), codes, asked.last_day)
    rows = []
    for code in codes:
        row = ranking.row_of(code, names.get(code, Text(code)), found.get(code))
        if asked.per:
            row = _divided(row, under.get(code), SCALES[asked.per])
        rows.append(row)
    return rows


def _names_of_places(codes: Iterable[str], on: date) -> dict[str, Text]:
    """Names by code; a province's communes are asked for all at once."""
    names: dict[str, Text] = {}
    for code in codes:
        if code not in names:
            try:
                province = places.public_unit(code, on).province_code
            except NotFound:
                continue
            names |= {unit.code: unit.name for unit in places.public_communes(province, on)}
    return names


def _divided(
    row: ComparisonRow, under: places.DenominatorCard | None, scale: float
) -> ComparisonRow:
    if under is None:
        return replace(row, rate=None, low=None, high=None, unknown=row.unknown if row.unknown.vi
                       else ranking.NO_DENOMINATOR)  # fmt: skip
    by = scale / under.value
    return replace(
        row,
        rate=None if row.rate is None else row.rate * by,
        low=None if row.low is None else row.low * by,
        high=None if row.high is None else row.high * by,
        denominator=under.value,
        denominator_on=under.on,
        denominator_source=Text(under.source),
    )


# -- agencies --------------------------------------------------------------------------


def _agencies(asked: _Asked, chosen: Iterable[str] | None) -> list[ComparisonRow]:
    found = {card.agency: card for card in _values(asked, agencies=chosen) if card.agency}
    codes = list(dict.fromkeys([*(chosen or ()), *found]))
    names = {each.code: each.name for each in organisation.competent_agencies(AgencyKind)}
    return [ranking.row_of(code, names.get(code, Text(code)), found.get(code)) for code in codes]


# -- periods ---------------------------------------------------------------------------


def _periods(asked: _Asked, place: str, agency: str) -> list[ComparisonRow]:
    cards = _values(asked, places=[place], agencies=[agency])
    found = {card.start: card for card in cards}
    rows = []
    past = trace(place, asked.last_day) if place else None
    for period in between(asked.grain, asked.start, asked.end):
        key = period.start.isoformat()
        if past is not None and past.begun is not None and period.first_day < past.begun:
            rows.append(_of_before(asked, past, period, key))
        else:
            rows.append(ranking.row_of(key, Text(""), found.get(period.start)))
    return rows


def _of_before(asked: _Asked, past: before.Trace, period: Period, key: str) -> ComparisonRow:
    """A period in which the place was not yet what it is."""
    assert past.begun is not None
    if period.end.astimezone(HERE).date() > past.begun:
        return ranking.unknown(key, before.STRADDLES)
    codes = [ancestor.code for ancestor in past.ancestors]
    old = replace(asked, start=period.start, end=period.end)
    cards = {card.place: card for card in _values(old, places=codes)}
    told = before.told(asked.card.definition, past, cards)
    if isinstance(told, Text):
        return ranking.unknown(key, told)
    return ComparisonRow(
        key=key, name=Text(""), card=None, rate=told.value, low=None, high=None,
        denominator=told.denominator, denominator_on=None,
        denominator_source=before.names(past), rank=None, unknown=Text(""),
    )  # fmt: skip


def _notes(asked: _Asked, rows: Sequence[ComparisonRow]) -> Iterable[Text]:
    yield Text(
        f"Chỉ so sánh trong công thức phiên bản {asked.card.version}.",
        f"Compared within version {asked.card.version} of the formula only.",
    )
    if any(row.card and not row.card.is_complete for row in rows):
        yield ranking.INCOMPLETE
    if any(row.low is not None for row in rows):
        yield ranking.OVERLAPS
    elif asked.among is not Among.PERIODS:
        yield asked.card.definition.interval.why.text
