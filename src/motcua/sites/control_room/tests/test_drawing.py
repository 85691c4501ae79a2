"""The small line: nothing invented where nothing was measured."""

from dataclasses import replace

from motcua.modules.alerts.tests.factories import hours
from motcua.sites.control_room import drawing


def test_one_value_is_no_line() -> None:
    assert drawing.line(hours(5), "Một") == ""


def test_it_breaks_where_nothing_was_measured() -> None:
    assert drawing.line(hours(1, 2, 3, 4), "Liền").count("<polyline") == 1
    assert drawing.line(hours(1, 2, None, 4), "Đứt").count("<polyline") == 2
    with_gap = [value for n, value in enumerate(hours(1, 2, 3, 4)) if n != 1]
    assert drawing.line(with_gap, "Đứt").count("<polyline") == 2


def test_what_is_written_on_it_is_escaped() -> None:
    drawn = drawing.line(hours(1, 2), '<script>"', threshold=3)
    assert "<script>" not in drawn
    assert "stroke-dasharray" in drawn


def test_readings_of_a_moment_are_joined() -> None:
    readings = [replace(value, end=value.start) for value in hours(1, 2, 3)]
    assert drawing.line(readings, "Số đo").count("<polyline") == 1
