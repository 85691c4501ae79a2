"""Filters in Python and in SQL mean the same; changes say what they must."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.broadcast import queries
from motcua.modules.broadcast.rules import Filter
from motcua.modules.broadcast.rules.changes import BadChange
from motcua.modules.broadcast.rules.filters import BadFilter, filter_of

from .factories import FLOOD, a_change, told

TOPICS = ["alerts", "alerts.flood", "alerts.flood.street", "alertsx", "indicators.vn_aqi_hour"]
PLACES = ["", "00070", "00004"]


@pytest.mark.django_db
def test_python_and_the_database_agree_on_what_is_taken() -> None:
    told(*[a_change(topic, place=place) for topic in TOPICS for place in PLACES])
    for topics in ([], ["alerts"], ["alerts.flood", "indicators"], ["nothing"]):
        for places in ([], ["00070"], ["00070", "00004"], ["01"]):
            wanted = Filter(tuple(topics), tuple(places))
            found = [(c.topic, c.place) for c in queries.public_after(0, topics, places)]
            assert found == [(t, p) for t in TOPICS for p in PLACES if wanted.takes(t, p)]


@given(st.sampled_from(TOPICS), st.sampled_from(TOPICS))
def test_a_longer_prefix_never_takes_more(topic: str, prefix: str) -> None:
    if Filter((f"{prefix}.more",)).takes(topic, ""):
        assert Filter((prefix,)).takes(topic, "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("topic", "alerts..flood"),
        ("topic", ""),
        ("kind", "alert issued"),
        ("place", "đâu đó"),
        ("subject", ""),
        ("at", datetime(2026, 11, 17)),  # noqa: DTZ001 -- without a zone, on purpose
    ],
)
def test_a_change_says_what_it_must(name: str, value: object) -> None:
    with pytest.raises(BadChange) as refused:
        replace(FLOOD, **{name: value})  # type: ignore[arg-type] # wrong on purpose
    assert refused.value.params["field"] == name


def test_a_filter_is_words_once_each() -> None:
    assert filter_of([" alerts", "alerts", ""], ["00070"]) == Filter(("alerts",), ("00070",))


@pytest.mark.parametrize(
    ("topics", "places", "field"),
    [
        (["a b"], [], "topics"),
        ([f"t{n}" for n in range(51)], [], "topics"),
        ([], ["đâu đó"], "places"),
    ],
)
def test_a_filter_nobody_can_mean_is_refused(
    topics: list[str], places: list[str], field: str
) -> None:
    with pytest.raises(BadFilter) as refused:
        filter_of(topics, places)
    assert refused.value.params["field"] == field
