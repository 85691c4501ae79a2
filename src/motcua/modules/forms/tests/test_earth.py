"""The map's script writes and measures places as the rules do."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.expressions.tests.browser import Browser, running
from motcua.modules.forms.rules import earth
from motcua.modules.forms.tests.strategies import positions

SCRIPT = "earth.js"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as found:
        yield found


@settings(deadline=None)
@given(positions)
def test_a_place_is_written_and_read_alike(browser: Browser, at: list[float]) -> None:
    here = earth.rounded(at[0]), earth.rounded(at[1])
    written = browser.call(SCRIPT, "line", at)
    assert written == earth.line(here)
    assert browser.call(SCRIPT, "place", written) == list(here)
    assert earth.pair(written) == here


@settings(deadline=None)
@given(st.lists(positions.map(tuple), min_size=3, max_size=6))
def test_a_surface_is_measured_alike(browser: Browser, corners: list[earth.Position]) -> None:
    if ring := earth.ring(corners):
        theirs = browser.call(SCRIPT, "squareMetres", ring[:-1])
        ours = earth.square_metres(ring)
        assert abs(theirs - ours) <= 1 + ours * 1e-12


SHAPES = {
    "features": [
        {"geometry": {"type": "Polygon", "coordinates": [
            [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]]}},
        {"geometry": {"type": "MultiPolygon", "coordinates": [
            [[[5, 0], [6, 0], [6, 1], [5, 1], [5, 0]]], [[[8, 0], [9, 0], [9, 1], [8, 0]]]]}},
    ]
}  # fmt: skip


@pytest.mark.parametrize(
    ("at", "number"), [((3, 3), 0), ((1.5, 1.5), None), ((5.5, 0.5), 1), ((7, 0.5), None)]
)
def test_a_point_lies_in_its_shape_and_in_no_hole(
    browser: Browser, at: tuple[float, float], number: int | None
) -> None:
    found = browser.call(SCRIPT, "shapeAt", SHAPES, at)
    assert found == (None if number is None else SHAPES["features"][number])
