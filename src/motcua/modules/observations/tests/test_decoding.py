"""Messages as bytes: whole, broken in places, broken altogether."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.observations.rules import (
    CSV,
    JSON,
    NDJSON,
    MessageTooLong,
    MessageUnreadable,
    Outcome,
    Row,
    Why,
    decoded,
)

AT = datetime(2026, 11, 17, 5, tzinfo=UTC)
FIRST, LAST = datetime(1990, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 -- Hypothesis adds the zone
ROWS = st.lists(
    st.builds(
        Row,
        time=st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
        value=st.floats(allow_nan=False, allow_infinity=False),
        series=st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n"), max_size=20),
        unit=st.sampled_from(["", "ug/m3", "µg/m³"]),
    ),
    max_size=20,
)


@given(ROWS)
def test_json_says_what_was_said(rows: list[Row]) -> None:
    assert list(decoded(msgspec.json.encode(rows), JSON).rows) == rows


@given(ROWS)
def test_lines_say_what_was_said(rows: list[Row]) -> None:
    body = b"\n".join(map(msgspec.json.encode, rows))
    assert list(decoded(body, NDJSON).rows) == rows


@given(st.binary(max_size=300), st.sampled_from([JSON, NDJSON, CSV]))
def test_no_bytes_break_the_reader(body: bytes, media_type: str) -> None:
    try:
        message = decoded(body, media_type)
    except MessageUnreadable:
        return
    assert message.size == len(message.rows) + len(message.unread)


def test_half_a_line_is_told_by_its_number_and_the_others_are_taken() -> None:
    body = (
        b'{"series":"a","time":"2026-11-17T05:00:00Z","value":1}\n'
        b'{"series":"a","time":"2026-11-17T05:01:00Z","val\n'
        b'{"series":"a","time":"2026-11-17T05:02:00Z","value":3}\n'
    )
    message = decoded(body, NDJSON)
    assert [row.value for row in message.rows] == [1, 3]
    assert message.places == [1, 3]
    (unread,) = message.unread
    assert (unread.first, unread.outcome, unread.code) == (2, Outcome.REFUSED, Why.UNREADABLE)


@pytest.mark.parametrize(
    "row",
    [
        b'{"time":"2026-11-17T05:00:00Z","value":"1"}',
        b'{"time":"2026-11-17T05:00:00Z","value":null}',
        b'{"time":"2026-11-17T05:00:00Z","value":NaN}',
        b'{"time":"yesterday","value":1}',
        b'{"time":"2026-11-17T05:00:00Z"}',
        b'{"time":"2026-11-17T05:00:00Z","value":1,"units":"mg/m3"}',
    ],
)
def test_a_row_that_says_something_else_is_not_guessed(row: bytes) -> None:
    good = b'{"series":"a","time":"2026-11-17T05:00:00Z","value":2}'
    message = decoded(row + b"\n" + good, NDJSON)
    assert [each.value for each in message.rows] == [2]
    assert [each.code for each in message.unread] == [Why.UNREADABLE]


def test_a_single_object_is_a_message() -> None:
    message = decoded(b' {"series":"a","time":"2026-11-17T12:00:00+07:00","value":2}')
    assert [row.time for row in message.rows] == [AT]


def test_csv_with_a_byte_order_mark_and_semicolons() -> None:
    body = (
        "\ufefftime;value;thing;property;unit\n2026-11-17T05:00:00Z;1.5;hk;noise;dB(A)\n".encode()
    )
    (row,) = decoded(body, "text/csv; charset=utf-8").rows
    assert (row.time, row.value, row.thing, row.property, row.unit) == (
        AT, 1.5, "hk", "noise", "dB(A)",
    )  # fmt: skip


def test_csv_tells_the_rows_it_cannot_read() -> None:
    body = b"series,time,value\na,2026-11-17T05:00:00Z,1\na,then,1\na,2026-11-17T05:00:00Z\n\n"
    message = decoded(body, CSV)
    assert len(message.rows) == 1
    assert [verdict.first for verdict in message.unread] == [2, 3]


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b'[{"time":', JSON),
        (b"12", JSON),
        (b"a;b;c\n1;2;3\n", CSV),
        (b"", CSV),
        (b"\xff\xfe\x00", CSV),
        (b"[]", "application/xml"),
    ],
)
def test_what_is_no_message_at_all_is_refused(body: bytes, media_type: str) -> None:
    with pytest.raises(MessageUnreadable):
        decoded(body, media_type)


def test_too_many_rows_are_refused_whole() -> None:
    body = b'{"series":"a","time":"2026-11-17T05:00:00Z","value":1}\n' * 11
    with pytest.raises(MessageTooLong):
        decoded(body, NDJSON, most=10)
