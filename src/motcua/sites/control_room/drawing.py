"""A small line of measured values as SVG: decoration beside the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from motcua.modules.alerts.rules.watching import Value

from .telling import measured as in_words

WIDTH, HEIGHT, EDGE, LEFT = 560, 140, 10, 52
FEWEST = 2
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values and moments lie in the picture."""

    low: float
    high: float
    starts_at: float
    ends_at: float

    def y(self, value: float) -> float:
        span = (self.high - self.low) or 1.0
        return round(HEIGHT - EDGE - (value - self.low) / span * (HEIGHT - 2 * EDGE), 1)

    def x(self, moment: float) -> float:
        span = (self.ends_at - self.starts_at) or 1.0
        return round(LEFT + (moment - self.starts_at) / span * (WIDTH - LEFT - EDGE), 1)


def line(values: Sequence[Value], title: str, *, threshold: float | None = None) -> Markup:
    """The values over time, broken where there are none, with a dashed line at the threshold."""
    measured = [value.value for value in values if value.value is not None]
    if len(measured) < FEWEST:
        return Markup("")
    marks = [*measured, *([threshold] if threshold is not None else [])]
    starts = [value.start.timestamp() for value in values]
    scale = Scale(min(marks), max(marks), starts[0], starts[-1])
    head = Markup(
        '<svg class="mc-line" viewBox="0 0 {w} {h}" role="img" aria-label="{title}"'
        ' focusable="false">'
    ).format(w=WIDTH, h=HEIGHT, title=title)
    parts = [head, *_numbers(scale)]
    if threshold is not None:
        parts.append(_threshold(scale.y(threshold)))
    for run in _runs(values, scale):
        parts += _drawn(run)
    return Markup("").join([*parts, Markup("</svg>")])


def _numbers(scale: Scale) -> list[Markup]:
    text = Markup('<text x="4" y="{y}" font-size="12" fill="#45534f">{value}</text>')
    return [
        text.format(y=EDGE + 12, value=in_words(scale.high)),
        text.format(y=HEIGHT - EDGE, value=in_words(scale.low)),
    ]


def _threshold(y: float) -> Markup:
    return Markup(
        '<line x1="{a}" x2="{b}" y1="{y}" y2="{y}" stroke="#b42318" stroke-width="1.5"'
        ' stroke-dasharray="6 4"/>'
    ).format(a=LEFT, b=WIDTH - EDGE, y=y)


def _runs(values: Sequence[Value], scale: Scale) -> list[list[Point]]:
    """Points that follow one another; a missing period begins a new run."""
    runs: list[list[Point]] = []
    last: Value | None = None
    for value in values:
        if value.value is None:
            last = None
            continue
        follows = last is not None and last.end in (last.start, value.start)
        if not follows:
            runs.append([])
        runs[-1].append((scale.x(value.start.timestamp()), scale.y(value.value)))
        last = value
    return runs


def _drawn(run: Sequence[Point]) -> list[Markup]:
    told = " ".join(f"{x},{y}" for x, y in run)
    curve = Markup(
        '<polyline points="{told}" fill="none" stroke="#0b5d50" stroke-width="2"/>'
    ).format(told=told)
    dot = Markup('<circle cx="{x}" cy="{y}" r="3" fill="#0b5d50"/>')
    return [curve, *(dot.format(x=x, y=y) for x, y in run)]
