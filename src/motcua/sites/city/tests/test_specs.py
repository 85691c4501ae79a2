"""Specifications: pure, JSON, the same hours everywhere, everything told that was given."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.sites.city import specs
from motcua.sites.city.specs import Bar, Mark, Size, Stripe, Words

START = datetime(2026, 11, 17, 17, 0, tzinfo=UTC)
WORDS = Words("Chất lượng không khí", "điểm AQI", "%H:%M %d/%m")
STRIPES = [Stripe(0, "Tốt", "#00e400"), Stripe(51, "Trung bình", "#ffff00"),
           Stripe(101, "Kém", "#ff7e00")]  # fmt: skip
numbers = st.floats(0, 600)


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found = []
    for n, value in enumerate(draw(st.lists(st.none() | numbers, min_size=1, max_size=30))):
        width = draw(st.floats(0, 20))
        low = None if value is None else value - width
        high = None if value is None else value + width
        found.append(Mark(START + timedelta(hours=n), value, low, high, whole=draw(st.booleans())))
    return found


def rows(spec: specs.Spec) -> list[dict[str, Any]]:
    return json.loads(json.dumps(spec))["data"]["values"]  # type: ignore[no-any-return]


@given(marks(), st.sampled_from(Size))
def test_a_line_tells_every_value_and_every_gap(many: list[Mark], size: Size) -> None:
    spec = specs.line(many, WORDS, size, stripes=STRIPES)

    assert [row["value"] for row in rows(spec)] == [mark.value for mark in many]
    assert spec["width"] == size.width


@given(marks())
def test_no_value_lies_above_the_chart(many: list[Mark]) -> None:
    spec: Any = specs.line(many, WORDS, Size.WIDE, stripes=STRIPES)

    top = spec["encoding"]["y"]["scale"]["domain"][1]
    assert all(mark.value is None or mark.value <= top for mark in many)
    assert all(mark.high is None or mark.high <= top for mark in many)
    assert top >= STRIPES[2].low


def test_hours_are_those_of_the_clock_here_in_every_browser() -> None:
    (row,) = rows(specs.line([Mark(START, 60.0)], WORDS, Size.WIDE))

    assert row["time"] == "2026-11-18T00:00:00Z"


def test_categories_keep_their_order_and_unknown_ones_are_told_by_code() -> None:
    many = [Mark(START, 1.0, category="late"), Mark(START, 2.0, category="early")]
    spec: Any = specs.stack(many, WORDS, Size.WIDE, names={"early": "Sớm", "late": "Trễ"})

    assert spec["encoding"]["color"]["scale"]["domain"] == ["Sớm", "Trễ"]
    assert [row["category"] for row in rows(spec)] == ["Trễ", "Sớm"]


@given(st.lists(st.tuples(numbers, st.floats(0, 50)), min_size=1, max_size=20))
def test_those_compared_stand_on_their_intervals(many: list[tuple[float, float]]) -> None:
    bars = [Bar(f"Xã {n}", value, value - w, value + w) for n, (value, w) in enumerate(many)]

    assert all(
        row["low"] <= row["value"] <= row["high"]
        for row in rows(specs.compare(bars, WORDS, Size.NARROW))
    )


def _every_chart() -> Iterator[specs.Spec]:
    line = [Mark(START + timedelta(hours=n), float(n), n - 1.0, n + 1.0) for n in range(5)]
    for size in Size:
        yield specs.line(line, WORDS, size, stripes=STRIPES)
        yield specs.line([Mark(START, None)], WORDS, size)
        yield specs.stack([Mark(START, 1.0, category="a")], WORDS, size, names={"a": "A"})
        yield specs.compare([Bar("Phường Hoàn Kiếm", 5.0, 4.0, 6.0)], WORDS, size)
        yield specs.compare([], WORDS, size)


def test_every_chart_can_be_drawn() -> None:
    engine = pytest.importorskip("vl_convert")
    engine.register_font_directory(str(Path(__file__).resolve().parents[5] / "build" / "fonts"))
    for spec in _every_chart():
        vega = engine.vegalite_to_vega(dict(spec), vl_version="6.4")
        svg = engine.vega_to_svg(vega)
        assert "Infinity" not in svg
        assert "NaN" not in svg
