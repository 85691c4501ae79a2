"""What each page of the city costs the database, whatever it shows; and what its answers weigh."""

import gzip
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.design import assets

WARD = "00070"
pytestmark = pytest.mark.usefixtures("whole")


@pytest.mark.parametrize(("path", "most"), [
    ("/city/", 18), ("/city/indicators", 1), (f"/city/indicators/vn_aqi_hour?place={WARD}", 9),
    ("/city/indicators/online_share?agency=H26.101", 9), ("/city/compare/vn_aqi_hour", 11),
    ("/city/compare/online_share?among=agencies", 9), (f"/city/places/{WARD}", 40),
    ("/city/alerts", 4), ("/city/stations", 6), ("/city/stations/hk-01:pm2_5", 10),
    ("/city/indicators/vn_aqi_hour/map.json", 7),
    (f"/city/indicators/vn_aqi_hour/values.csv?place={WARD}", 4),
])  # fmt: skip
def test_pages_keep_to_their_statements(visitor: Client, path: str, most: int) -> None:
    visitor.get(path)

    assert spent(lambda: b"".join(visitor.get(path))) <= most


def test_a_page_without_chart_or_map_loads_nothing_of_them(visitor: Client) -> None:
    html = visitor.get("/").content.decode()

    for name in ("city.js", "city.css", "chart.js", "map.js"):
        assert assets.static(f"motcua/{name}") not in html


def test_the_first_page_is_packed_and_light(visitor: Client) -> None:
    answer = visitor.get("/city/", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 25_000
    assert b"<html" in gzip.decompress(answer.content)


def spent(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    told = [each["sql"] for each in queries.captured_queries]
    return len([sql for sql in told if not sql.startswith(("SAVEPOINT", "RELEASE"))])
