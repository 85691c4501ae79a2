"""Batches in three spellings: taken whole, answered with a receipt, or refused with a reason."""

import gzip
import json
from collections.abc import Callable

import pytest

from motcua.modules.observations import queries
from motcua.modules.observations.tests import factories

from .conftest import OBSERVATIONS, SERIES, Station

Ago = Callable[[int], str]


def rows(ago: Ago, *values: float) -> list[dict[str, object]]:
    return [
        {"series": SERIES, "time": ago(len(values) - n), "value": value}
        for n, value in enumerate(values)
    ]


def stored() -> bool:
    """Whether the series has any value at all."""
    (standing,) = queries.public_latest(at=factories.NOON)
    return standing.seen_time is not None


def counts(receipt: dict[str, object]) -> dict[str, int]:
    """Those that are not zero."""
    told = receipt["counts"]
    assert isinstance(told, dict)
    return {name: number for name, number in told.items() if number}


def test_a_json_batch_is_taken(station: Station, ago: Ago) -> None:
    status, receipt = station.posts(json.dumps(rows(ago, 12.5, 13.0)))

    assert status == 201
    assert stored()
    assert counts(receipt) == {"rows": 2, "accepted": 2}
    assert (receipt["source"], receipt["verdicts"], receipt["next"]) == (factories.AIR, [], None)


def test_a_batch_may_lie_in_an_envelope(station: Station, ago: Ago) -> None:
    status, receipt = station.posts(json.dumps({"observations": rows(ago, 12.5)}))

    assert (status, counts(receipt)) == (201, {"rows": 1, "accepted": 1})


def test_a_single_observation_is_a_batch_of_one(station: Station, ago: Ago) -> None:
    status, receipt = station.posts(json.dumps(rows(ago, 12.5)[0]))

    assert (status, counts(receipt)) == (201, {"rows": 1, "accepted": 1})


def test_ndjson_and_csv_say_the_same(station: Station, ago: Ago) -> None:
    lines = "\n".join(json.dumps(row) for row in rows(ago, 12.5, 13.0))
    table = f"series,time,value,unit\n{SERIES},{ago(2)},12.5,ug/m3\n{SERIES},{ago(1)},13.0,\n"

    first = station.posts(lines, "application/x-ndjson")
    second = station.posts(table, "text/csv; charset=utf-8")

    assert counts(first[1]) == {"rows": 2, "accepted": 2}
    assert counts(second[1]) == {"rows": 2, "duplicate": 2}


def test_gzip_is_unpacked(station: Station, ago: Ago) -> None:
    packed = gzip.compress(json.dumps(rows(ago, 12.5)).encode())

    status, receipt = station.posts(packed, Content_Encoding="gzip")

    assert (status, counts(receipt)) == (201, {"rows": 1, "accepted": 1})


def test_each_row_at_fault_is_told_with_its_reason(station: Station, ago: Ago) -> None:
    told = [
        *rows(ago, 12.5),
        {"series": "nowhere", "time": ago(1), "value": 1.0},
        {"series": SERIES, "time": "2026-11-17T05:00:00", "value": 1.0},
        {"series": SERIES, "time": ago(1), "value": 1.0, "unit": "Cel"},
        {"series": SERIES, "time": "2099-01-01T00:00:00Z", "value": 1.0},
        {"series": SERIES, "time": ago(1), "value": "much"},
        {"series": SERIES, "time": ago(2), "value": 99999.0},
    ]

    status, receipt = station.posts(json.dumps(told), Accept_Language="en")

    assert status == 201
    assert counts(receipt) == {"rows": 7, "accepted": 1, "quarantined": 1, "refused": 5}
    verdicts = receipt["verdicts"]
    assert isinstance(verdicts, list)
    assert [(each["first"], each["code"]) for each in verdicts] == [
        (2, "series-unknown"), (3, "time-without-offset"), (4, "unit-of-another-kind"),
        (5, "time-ahead"), (6, "unreadable"), (7, "range"),
    ]  # fmt: skip
    assert verdicts[-1]["outcome"] == "quarantined"
    assert verdicts[-1]["rules"] == 1
    assert all(each["says"] for each in verdicts)


def test_sentences_come_in_the_readers_language(station: Station, ago: Ago) -> None:
    row = json.dumps({"series": "nowhere", "time": ago(1), "value": 1.0})

    _, english = station.posts(row, Accept_Language="en-GB, vi")
    _, vietnamese = station.posts(row)

    assert english["verdicts"][0]["says"] == "This source has no such series."  # type: ignore[index] # JSON
    assert vietnamese["verdicts"][0]["says"].startswith("Nguồn này")  # type: ignore[index] # JSON


def test_the_receipt_is_told_again(station: Station, ago: Ago) -> None:
    _, first = station.posts(
        json.dumps([*rows(ago, 12.5), {"series": "x", "time": ago(1), "value": 1}])
    )

    status, again = station.gets(f"/gate/v1/batches/{first['batch']}")

    assert status == 200
    assert again == first


def test_a_receipt_may_be_read_line_by_line(station: Station, ago: Ago) -> None:
    _, first = station.posts(json.dumps(rows(ago, 12.5, 99999.0)))
    headers = {"Authorization": f"Bearer {station.token}", "Accept": "application/x-ndjson"}

    answer = station.client.get(f"/gate/v1/batches/{first['batch']}?rows=all", headers=headers)

    told = [json.loads(line) for line in answer.getvalue().splitlines()]
    assert [(each["first"], each["outcome"]) for each in told] == [
        (1, "accepted"), (2, "quarantined"),
    ]  # fmt: skip


def test_long_receipts_come_in_pages(station: Station, ago: Ago) -> None:
    bad = [{"series": f"s{n}", "time": ago(1), "value": 1.0} for n in range(1500)]

    _, receipt = station.posts(json.dumps(bad))
    _, rest = station.gets(str(receipt["next"]))

    assert [len(receipt["verdicts"]), len(rest["verdicts"])] == [1000, 500]  # type: ignore[arg-type] # JSON
    assert rest["next"] is None


def test_a_key_counts_once(station: Station, ago: Ago) -> None:
    body = json.dumps(rows(ago, 12.5))

    first = station.posts(body, Idempotency_Key="a-1")
    again = station.posts(body, Idempotency_Key="a-1")
    other = station.posts(json.dumps(rows(ago, 13.5)), Idempotency_Key="a-1")

    assert (first[0], again[0], other[0]) == (201, 200, 409)
    assert again[1] == first[1] | {"is_repeat": True}
    assert other[1]["code"] == "batch-key-reused"


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b'[{"series":"hk-01:pm2_5","ti', "application/json", 422, "message-unreadable"),
        (b'{"observations": [1, 2', "application/json", 422, "message-unreadable"),
        (b"", "application/json", 422, "message-unreadable"),
        (b"   ", "application/x-ndjson", 422, "message-unreadable"),
        (b"\xff\xfe\x00", "application/json", 422, "message-unreadable"),
        (b"series,time,value\n\"x", "text/csv", 422, "message-unreadable"),
        (b"a,b\n1,2\n", "text/csv", 422, "message-unreadable"),
        ("séries,time,value\n".encode("latin1"), "text/csv", 422, "message-unreadable"),
        (b"<xml/>", "application/xml", 415, "media-type-unknown"),
        (b"[]", "application/json; charset=utf-16", 415, "encoding-unknown"),
        (b"[" * 100_000, "application/json", 422, "message-unreadable"),
        (b'{"observations":' + b"[" * 100_000, "application/json", 422, "message-unreadable"),
        (b'[{"value":' + b"[" * 100_000, "application/json", 422, "message-unreadable"),
        (b"{}" * 200_000, "application/json", 413, "message-too-long"),
        (b"\n" * 200_000, "application/x-ndjson", 413, "message-too-long"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_whole(
    station: Station, body: bytes, kind: str, status: int, code: str
) -> None:
    answer = station.posts(body, kind)

    assert (answer[0], answer[1]["code"]) == (status, code)
    assert not stored()


@pytest.mark.parametrize(
    "packed",
    [
        b"no gzip",
        gzip.compress(b"[]", mtime=0)[:-4],
        gzip.compress(b"[]", mtime=0) + b"more",
        b"",
    ],
)
def test_broken_gzip_is_refused(station: Station, packed: bytes) -> None:
    status, problem = station.posts(packed, Content_Encoding="gzip")

    assert (status, problem["code"]) == (422, "message-unreadable")


def test_a_bomb_does_not_unfold(station: Station) -> None:
    bomb = gzip.compress(b" " * (200 * 1024 * 1024), 9, mtime=0)

    status, problem = station.posts(bomb, Content_Encoding="gzip")

    assert (status, problem["code"]) == (413, "batch-too-large")


@pytest.mark.parametrize("packing", ["br", "gzip, gzip", "deflate"])
def test_other_packings_are_refused(station: Station, packing: str) -> None:
    status, problem = station.posts(b"[]", Content_Encoding=packing)

    assert (status, problem["code"]) == (415, "encoding-unknown")


@pytest.mark.parametrize("key", ["", "a b", "x" * 201, "khóa"])
def test_odd_keys_are_refused(station: Station, key: str) -> None:
    status, problem = station.posts(b"[]", Idempotency_Key=key)

    assert (status, problem["code"]) == (422, "key-unreadable")


def test_nan_is_no_value(station: Station, ago: Ago) -> None:
    table = f"series,time,value\n{SERIES},{ago(1)},NaN\n{SERIES},{ago(1)},1e999\n"

    _, receipt = station.posts(table, "text/csv")

    assert counts(receipt) == {"rows": 2, "refused": 2}


def test_history_may_be_declared(station: Station) -> None:
    body = json.dumps({"series": SERIES, "time": "2024-05-01T00:00:00Z", "value": 1.0})

    _, receipt = station.posts(body, path=f"{OBSERVATIONS}?backfill=1")

    assert receipt["is_backfill"] is True


def test_a_source_sees_what_it_may_send(station: Station) -> None:
    status, told = station.gets("/gate/v1/series")

    assert status == 200
    items = told["items"]
    assert isinstance(items, list)
    assert [(each["series"], each["unit"]) for each in items] == [(SERIES, "ug/m3")]
