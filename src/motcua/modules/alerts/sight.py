"""What a rule gets to see: an indicator's values at a place or thing, with its own bands."""

from datetime import datetime, timedelta

from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.indicators import queries as indicators
from motcua.modules.indicators.queries import ValueCard
from motcua.modules.indicators.queries.local_bands import public_local_bands
from motcua.modules.observations import queries as observations

from .rules.cap import HERE
from .rules.thresholds import ThresholdRule
from .rules.watching import Sighting, Value

#: Older values are never fresh, but show those on duty where the newest ones come from.
LATELY = timedelta(hours=24)


def lately(rule: ThresholdRule, place: str, thing: str, *, at: datetime) -> Sighting:
    """What is to be seen there now."""
    since = at - max(LATELY, timedelta(minutes=rule.fresh_minutes))
    return during(rule, place, thing, start=since, end=at)


def during(
    rule: ThresholdRule, place: str, thing: str, *, start: datetime, end: datetime
) -> Sighting:
    """What was to be seen there in a time; nothing where the indicator is not known."""
    try:
        definition = indicators.public_definition(rule.indicator)
        found = indicators.public_values(
            rule.indicator,
            grain=rule.grain,
            start=start,
            end=end,
            places=None if thing else [place],
            things=[thing],
        )
    except NotFound:
        return Sighting(place, thing, ())
    values = tuple(_value(card) for card in found if not (card.agency or card.sector or card.split))
    return Sighting(
        place, thing, values, bands_of(rule, thing, on=end), _station(thing), definition.unit_name
    )


def watched(rule: ThresholdRule) -> list[tuple[str, str]]:
    """Places and things the rule could look at: those that have values."""
    try:
        newest = indicators.public_newest(rule.indicator, grain=rule.grain)
    except NotFound:
        return []
    return sorted(
        {
            (card.place, card.thing)
            for card in newest
            if card.place
            and bool(card.thing) == rule.on_things
            and (not rule.places or card.place in rule.places)
        }
    )


def bands_of(rule: ThresholdRule, thing: str, *, on: datetime) -> dict[str, float]:
    """The lower bounds of the thing's own bands, by code; none where no level needs them."""
    if not any(level.band for level in rule.levels) or not thing:
        return {}
    bands = public_local_bands(rule.indicator, thing, on.astimezone(HERE).date())
    return {band.code: band.low for band in bands}


def _station(thing: str) -> Text:
    series = observations.public_series_of(thing=thing) if thing else []
    return series[0].thing_name if series else Text("")


def _value(card: ValueCard) -> Value:
    share = card.completeness
    return Value(
        start=card.start,
        end=card.end,
        value=card.value,
        completeness=0.0 if share is None else share,
        formula=str(card.formula_version),
    )
