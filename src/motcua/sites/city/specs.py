"""Vega-Lite specifications of the city's charts: values in, one JSON value out. Pure.

Times are told to Vega as the clock here shows them and marked as UTC, so that the server and every
browser draw the same hours whatever zone they live in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.design.formats import HERE

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
INK, SOFT, LINE, DOOR, PAPER = "#16211f", "#45534f", "#cdd5d1", "#0b5d50", "#ffffff"
#: For categories; each keeps 3:1 against paper, and neighbours differ in lightness too.
CATEGORIES = ("#0b5d50", "#b8860b", "#0e5a8a", "#b42318", "#5b3a8c", "#596965", "#7a4d00")
FONT = "Be Vietnam Pro, sans-serif"
STEP = 34  # of a bar of a comparison, in pixels
MOST_TICKS = 5

Row = dict[str, object]
Spec = dict[str, object]


class Size(StrEnum):
    """The two pictures of each chart: for a phone, and for all else."""

    NARROW = "narrow"
    WIDE = "wide"

    @property
    def width(self) -> int:
        return 286 if self is Size.NARROW else 720

    @property
    def height(self) -> int:
        return 240 if self is Size.NARROW else 300


@dataclass(frozen=True, slots=True)
class Mark:
    """A value at a time; None where there is none. `whole`: enough came for it to count."""

    at: datetime
    value: float | None
    low: float | None = None
    high: float | None = None
    whole: bool = True
    category: str = ""


@dataclass(frozen=True, slots=True)
class Stripe:
    """A band of values with its name and colour."""

    low: float
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on a chart. `times` is how a time is written (d3-time-format)."""

    title: str
    unit: str
    times: str
    decimals: int = 0

    @property
    def numbers(self) -> str:
        return f",.{self.decimals}f"


def line(
    marks: Sequence[Mark], words: Words, size: Size, *, stripes: Sequence[Stripe] = ()
) -> Spec:
    """Values over time with their intervals before stripes; hollow where too little came."""
    rows = [_row(mark) for mark in marks]
    top = _top(marks, stripes)
    layers: list[object] = []
    if stripes:
        layers.append(_stripes(stripes, top, size))
    if any(mark.low is not None and mark.high is not None for mark in marks):
        layers.append({
            "mark": {"type": "area", "color": DOOR, "opacity": 0.22},
            "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
        })  # fmt: skip
    told = {"field": "value", "type": "quantitative"}
    layers += [
        {
            "mark": {"type": "line", "color": DOOR, "strokeWidth": 2.2,
                     "invalid": "break-paths-filter-domains"},
            "encoding": {"y": told},
        },
        {
            "transform": [{"filter": "isValid(datum.value)"}],
            "mark": {"type": "point", "color": DOOR, "strokeWidth": 1.6,
                     "size": 28 if size is Size.WIDE else 16, "filled": False,
                     "opacity": 1},
            "encoding": {
                "y": told,
                "fill": {"condition": {"test": "datum.whole", "value": DOOR}, "value": PAPER},
                "tooltip": [
                    {"field": "time", "type": "temporal", "format": words.times, "title": " ",
                     "scale": {"type": "utc"}},
                    {**told, "format": words.numbers, "title": words.unit},
                ],
            },
        },
    ]  # fmt: skip
    return _chart(size, words, {
        "data": {"name": "values", "values": rows},
        "height": size.height,
        "encoding": {"x": _times(words), "y": _height(words, top)},
        "layer": layers,
    })  # fmt: skip


def stack(marks: Sequence[Mark], words: Words, size: Size, *, names: Mapping[str, str]) -> Spec:
    """Counts over time, divided by category; the legend has the same order as `names`."""
    present = [code for code in names if any(mark.category == code for mark in marks)]
    return _chart(size, words, {
        "data": {"name": "values", "values": [
            {**_row(mark), "category": names.get(mark.category, mark.category)} for mark in marks
        ]},
        "height": size.height,
        "mark": {"type": "bar", "stroke": PAPER, "strokeWidth": 0.5},
        "encoding": {
            "x": {**_times(words), "type": "ordinal", "axis": {
                "title": None, "labelExpr": f"utcFormat(toDate(datum.value), '{words.times}')",
                "labelAngle": 0, "labelOverlap": "greedy", "labelFlush": True, "ticks": False,
            }},
            "y": {"field": "value", "type": "quantitative", "stack": "zero", "title": words.unit,
                  "axis": {"format": words.numbers, "tickCount": MOST_TICKS}},
            "color": {"field": "category", "type": "nominal", "title": None,
                      "scale": {"domain": [names[code] for code in present],
                                "range": list(CATEGORIES[: len(present)])},
                      "legend": {"orient": "bottom", "columns": 2 if size is Size.NARROW else 4,
                                 "labelLimit": 150 if size is Size.NARROW else 220}},
            "order": {"field": "category", "sort": [names[code] for code in present]},
        },
    })  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One of those compared."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None


def compare(bars: Sequence[Bar], words: Words, size: Size) -> Spec:
    """Who is compared, in the order given, each a point on its interval."""
    rows: list[Row] = [
        {"name": bar.name, "value": bar.value,
         "low": bar.value if bar.low is None else bar.low,
         "high": bar.value if bar.high is None else bar.high}
        for bar in bars
    ]  # fmt: skip
    axis = {"format": words.numbers, "tickCount": MOST_TICKS, "grid": True}
    return _chart(size, words, {
        "data": {"name": "values", "values": rows},
        "height": {"step": STEP},
        "encoding": {
            "y": {"field": "name", "type": "ordinal", "sort": None, "title": None,
                  "axis": {"labelLimit": 120 if size is Size.NARROW else 260, "ticks": False,
                           "domain": False}},
            "x": {"field": "value", "type": "quantitative", "title": words.unit, "axis": axis,
                  "scale": {"zero": True, "nice": True}},
        },
        "layer": [
            {"mark": {"type": "rule", "color": SOFT, "strokeWidth": 3, "opacity": 0.55},
             "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "color": DOOR, "size": 90, "opacity": 1},
             "encoding": {"tooltip": [
                 {"field": "name", "type": "nominal", "title": " "},
                 {"field": "value", "type": "quantitative", "format": words.numbers,
                  "title": words.unit}]}},
        ],
    })  # fmt: skip


def wall_clock(moment: datetime) -> str:
    """The time as the clock here shows it, marked as UTC."""
    return moment.astimezone(HERE).strftime("%Y-%m-%dT%H:%M:%SZ")


def _row(mark: Mark) -> Row:
    row: Row = {"time": wall_clock(mark.at), "value": mark.value, "whole": mark.whole}
    if mark.low is not None and mark.high is not None:
        row |= {"low": mark.low, "high": mark.high}
    return row


def _top(marks: Sequence[Mark], stripes: Sequence[Stripe]) -> float | None:
    """Where the chart ends: above all values, and at the end of the stripe they reach into."""
    if not stripes:
        return None
    highest = max((m.high if m.high is not None else m.value or 0.0 for m in marks), default=0.0)
    ends = [stripe.low for stripe in stripes if stripe.low > highest]
    second = sorted(stripe.low for stripe in stripes)[min(2, len(stripes) - 1)]
    return max(min(ends), second) if ends else highest * 1.1


def _stripes(stripes: Sequence[Stripe], top: float | None, size: Size) -> Spec:
    ends = [*(stripe.low for stripe in stripes[1:]), top]
    rows = [
        {"from": stripe.low, "to": min(end, top) if end is not None and top is not None else end,
         "name": stripe.name, "colour": stripe.colour}
        for stripe, end in zip(stripes, ends, strict=True)
        if top is None or stripe.low < top
    ]  # fmt: skip
    middle = {"from": "datum.from", "to": "datum.to"}
    return {
        "data": {"name": "stripes", "values": rows},
        "encoding": {"x": None},
        "layer": [
            {"mark": {"type": "rect", "opacity": 0.3},
             "encoding": {"y": {"field": "from", "type": "quantitative"}, "y2": {"field": "to"},
                          "x": {"value": 0}, "x2": {"value": "width"},
                          "color": {"field": "colour", "type": "nominal", "scale": None}}},
            {"transform": [{"calculate": f"({middle['from']} + {middle['to']}) / 2", "as": "mid"}],
             "mark": {"type": "text", "color": INK, "fontSize": 12,
                      # Beside the stripes where there is room, else on them.
                      "align": "left" if size is Size.WIDE else "right",
                      "dx": 6 if size is Size.WIDE else -4},
             "encoding": {"y": {"field": "mid", "type": "quantitative"}, "x": {"value": "width"},
                          "text": {"field": "name", "type": "nominal"}}},
        ],
    }  # fmt: skip


def _times(words: Words) -> Row:
    return {
        "field": "time", "type": "temporal", "title": None, "scale": {"type": "utc"},
        "axis": {"format": words.times, "labelOverlap": "greedy", "tickCount": MOST_TICKS,
                 "grid": False, "labelFlush": True},
    }  # fmt: skip


def _height(words: Words, top: float | None) -> Row:
    scale: Row = {"zero": True, "nice": top is None}
    if top is not None:
        scale["domain"] = [0, top]
    axis = {"format": words.numbers, "tickCount": MOST_TICKS, "titleAnchor": "end"}
    return {"type": "quantitative", "title": words.unit, "scale": scale, "axis": axis}


def _chart(size: Size, words: Words, body: Row) -> Spec:
    small = size is Size.NARROW
    return {
        "$schema": SCHEMA,
        "description": words.title,
        "width": size.width,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": PAPER,
        "padding": {"left": 4, "top": 8, "right": 16, "bottom": 4},
        **body,
        "config": {
            "font": FONT,
            "axis": {"labelFontSize": 12 if small else 13, "titleFontSize": 12 if small else 13,
                     "labelColor": INK, "titleColor": INK, "titleFontWeight": "normal",
                     "gridColor": LINE, "domainColor": SOFT, "tickColor": SOFT},
            "legend": {"labelFontSize": 12 if small else 13, "labelColor": INK,
                       "symbolType": "square"},
            "view": {"stroke": None},
        },
    }  # fmt: skip
