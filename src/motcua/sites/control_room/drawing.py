"""A small line of measured values as SVG: decoration beside the table that says the same."""

from collections.abc import Sequence

from markupsafe import Markup

from motcua.modules.alerts.rules.watching import Value

WIDTH, HEIGHT, EDGE = 560, 140, 10
FEWEST = 2


def line(values: Sequence[Value], title: str, *, threshold: float | None = None) -> Markup:
    """The values over their order in time, with a dashed line at the threshold; empty for one."""
    measured = [value.value for value in values if value.value is not None]
    if len(measured) < FEWEST:
        return Markup("")
    marks = [*measured, *([threshold] if threshold is not None else [])]
    low, high = min(marks), max(marks)
    span = (high - low) or 1.0

    def height(value: float) -> float:
        return round(HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE), 1)

    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    points = [
        (round(EDGE + place * step, 1), height(value.value))
        for place, value in enumerate(values)
        if value.value is not None
    ]
    parts = [
        Markup(
            '<svg class="mc-line" viewBox="0 0 {w} {h}" role="img" aria-label="{title}"'
            ' focusable="false">'
        ).format(w=WIDTH, h=HEIGHT, title=title)
    ]
    if threshold is not None:
        parts.append(Markup(
            '<line x1="{a}" x2="{b}" y1="{y}" y2="{y}" stroke="#b42318" stroke-width="1.5"'
            ' stroke-dasharray="6 4"/>'
        ).format(a=EDGE, b=WIDTH - EDGE, y=height(threshold)))  # fmt: skip
    told = " ".join(f"{x},{y}" for x, y in points)
    parts.append(Markup(
        '<polyline points="{told}" fill="none" stroke="#0b5d50" stroke-width="2"/>'
    ).format(told=told))  # fmt: skip
    parts += [
        Markup('<circle cx="{x}" cy="{y}" r="3" fill="#0b5d50"/>').format(x=x, y=y)
        for x, y in points
    ]
    return Markup("").join([*parts, Markup("</svg>")])
