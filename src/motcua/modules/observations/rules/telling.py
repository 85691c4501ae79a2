"""What the city is told of a batch: one change for each property and commune. Pure."""

from collections.abc import Iterable
from datetime import datetime

from motcua.modules.broadcast.rules import Change

from .intake import State
from .properties import Property, properties
from .series import SeriesFacts

KIND = "vn.motcua.observation.taken.v1"
#: Readings told in one change; a commune has seldom more stations of one property.
MOST_READINGS = 20


def changes(moved: Iterable[tuple[SeriesFacts, State]], *, at: datetime) -> list[Change]:
    """The newest readings of public series that have just moved, if they are news.

    `data`: words for people, property, unit (UCUM), readings (series, thing, time, value, flag),
    and how many more there are that are not told one by one.
    """
    groups: dict[tuple[str, str], list[tuple[SeriesFacts, State]]] = {}
    for facts, state in moved:
        if facts.is_public and state.time and state.time >= at - facts.news:
            groups.setdefault((facts.property, facts.place), []).append((facts, state))
    return [
        Change(
            topic=f"observations.{known}",
            kind=KIND,
            subject=f"property:{known}",
            place=place,
            at=at,
            data={
                "title": {"vi": properties()[known].name.vi, "en": properties()[known].name.en},
                "summary": _summary(properties()[known], [state.value for _, state in group]),
                "property": known,
                "unit": group[0][0].kept_unit,
                "readings": [
                    {
                        "series": facts.code,
                        "thing": facts.thing,
                        "time": state.time,
                        "value": state.value,
                        "flag": state.flag,
                    }
                    for facts, state in group[:MOST_READINGS]
                ],
                "more": max(0, len(group) - MOST_READINGS),
            },
        )
        for (known, place), group in sorted(groups.items(), key=lambda pair: pair[0])
    ]


def _summary(known: Property, values: Iterable[float | None]) -> dict[str, str]:
    """`31,5 µg/m³`, or from the least to the most where several stations spoke."""
    told = sorted(value for value in values if value is not None)
    ends = [f"{value:,.{known.decimals}f} {known.sign}" for value in (*told[:1], *told[1:][-1:])]
    said = " – ".join(ends)
    return {"vi": said.translate(_COMMAS), "en": said}


#: Vietnamese writes 1.234,5 where English writes 1,234.5.
_COMMAS = str.maketrans(",.", ".,")
