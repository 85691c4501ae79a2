"""Downloads: documented columns, metadata, flags, and what was known on a day."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from motcua.modules.observations.tests import factories as observed
from motcua.sites.city.downloads import RAW_COLUMNS, VALUE_COLUMNS

from .conftest import NOW

WARD = "00070"
pytestmark = pytest.mark.usefixtures("air")


def text_of(visitor: Client, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.content
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue().decode("utf-8-sig")


def rows_of(visitor: Client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(visitor, path))))


def test_values_as_csv(visitor: Client) -> None:
    rows = rows_of(visitor, f"/city/indicators/vn_aqi_hour/values.csv?place={WARD}")

    assert tuple(rows[0]) == VALUE_COLUMNS
    assert {row["place"] for row in rows} == {WARD}
    assert len({row["start"] for row in rows}) == len(rows) >= 30


def test_values_as_json_with_what_must_be_known(visitor: Client) -> None:
    told = json.loads(text_of(visitor, f"/city/indicators/vn_aqi_hour/values.json?place={WARD}"))

    assert told["about"]["source"]["number"] == "1459/QĐ-TCMT"
    assert told["about"]["columns"] == list(VALUE_COLUMNS)
    assert told["items"][-1]["unit"] == "1"


def test_raw_observations_with_flags(visitor: Client) -> None:
    rows = rows_of(visitor, "/city/stations/hk-01:pm2_5/observations.csv")
    told = json.loads(text_of(visitor, "/city/stations/hk-01:pm2_5/observations.json"))

    assert tuple(rows[0]) == RAW_COLUMNS
    assert len(rows) == len(told["items"]) == 36
    assert {row["is_used"] for row in rows} == {"True"}
    assert told["about"]["licence"] == "CC-BY-4.0"


def test_what_was_known_before_a_correction(visitor: Client) -> None:
    last = NOW.replace(minute=0) - timedelta(hours=1)
    correction = observed.a_row(90.0, last, series="hk-01:pm2_5")
    observed.sent(correction, at=NOW + timedelta(minutes=30))
    path = "/city/stations/hk-01:pm2_5/observations.csv"

    now = rows_of(visitor, path)[-1]
    then = rows_of(visitor, f"{path}?as_known_at={NOW.isoformat().replace('+', '%2B')}")[-1]

    assert (now["value"], now["revision"]) == ("90.0", "1")
    assert then["value"] != "90.0"


def test_a_range_too_long_is_refused(visitor: Client) -> None:
    answer = visitor.get("/city/stations/hk-01:pm2_5/observations.csv?from=2020-01-01")

    assert (answer.status_code, answer.json()["code"]) == (422, "question-invalid")


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00", "9999-12-31T23:59-14:00", "9999-12-31T23:59Z"]
)
def test_a_moment_beyond_the_calendar_is_refused(visitor: Client, moment: str) -> None:
    for path in ("indicators/vn_aqi_hour/values.csv", "stations/hk-01:pm2_5/observations.csv"):
        answer = visitor.get(f"/city/{path}?as_known_at={moment}")

        assert (answer.status_code, answer.json()["code"]) == (422, "question-invalid")


def test_a_file_is_named_plainly_whatever_was_asked(visitor: Client) -> None:
    answer = visitor.get('/city/indicators/vn_aqi_hour/values.csv?place=a%0Ab"c')

    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="vn_aqi_hour_a_b_c_hour.csv"'
