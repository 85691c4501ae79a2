"""Every page in both languages: whole without script, boundaries or data; honest about each."""

import json
import re
from uuid import UUID

import pytest
from django.test import Client

from .conftest import Pencil

WARD, OTHER = "00070", "00004"
LANGUAGES = ("", "/en")


def page(visitor: Client, path: str, status: int = 200) -> str:
    answer = visitor.get(path)
    assert answer.status_code == status, answer.content[:400]
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_city_says_so(visitor: Client, language: str) -> None:
    today = page(visitor, f"{language}/city/")

    assert ("Không có cảnh báo nào" in today) or ("No alert" in today)
    for path in ("indicators", "alerts", "stations", f"places/{WARD}"):
        page(visitor, f"{language}/city/{path}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [
    "", "indicators", "indicators/vn_aqi_hour", f"indicators/vn_aqi_hour?place={OTHER}",
    "indicators/online_share?agency=H26.101", "compare/vn_aqi_hour",
    "compare/vn_aqi_hour?among=periods&place=00070", "compare/online_share",
    "compare/online_share?among=agencies&on=2026-10-08", f"places/{WARD}", "alerts", "stations",
    "stations?property=pm2_5", "stations/hk-01:pm2_5",
])  # fmt: skip
@pytest.mark.usefixtures("whole")
def test_every_page_in_both_languages(visitor: Client, language: str, path: str) -> None:
    html = page(visitor, f"{language}/city/{path}")

    assert "style=" not in html
    assert "<script>" not in html
    assert html.count("<h1") == 1
    ids = re.findall(r' id="([^"]+)"', html)
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.usefixtures("whole")
def test_today_tells_the_air_with_its_time_completeness_and_change(visitor: Client) -> None:
    html = page(visitor, "/city/")

    assert "Phường Hoàn Kiếm" in html
    assert "20:00–21:00, 17/11/2026" in html
    assert "Nhận " in html
    assert "1459/QĐ-TCMT" in html
    assert "Ngập sâu ở phố Mẫu" in html
    assert "2 trên" in html


@pytest.mark.usefixtures("whole")
def test_the_map_is_drawn_without_script_and_says_more_than_colours(visitor: Client) -> None:
    html = page(visitor, "/city/")

    assert html.count('<path d="M') == 2
    assert re.search(r'aria-label="Phường Hoàn Kiếm: \d+\sđiểm AQI, ', html)
    assert "Chưa có số liệu" in html
    assert "Tốt (0–50)" in html


@pytest.mark.usefixtures("air")
def test_without_boundaries_the_table_is_there(visitor: Client) -> None:
    html = page(visitor, "/city/")

    assert "data-mc-shapes" not in html
    assert "Phường Hoàn Kiếm" in html
    assert "Chưa nạp ranh giới" in html


@pytest.mark.usefixtures("whole")
def test_a_change_is_told_only_where_the_intervals_allow_it(visitor: Client) -> None:
    rose = page(visitor, "/city/indicators/online_share?agency=H26.101&from=2026-01-01")
    unclear = page(visitor, "/city/indicators/online_share?agency=H26.102&from=2026-01-01")

    assert "Cao hơn tháng 09/2026 (40,0" in rose
    assert "tức là tốt hơn" in rose
    assert "Chưa đủ căn cứ để nói là khác tháng 09/2026" in unclear
    assert "Cao hơn" not in unclear


@pytest.mark.usefixtures("whole")
def test_ranks_are_ranges_where_intervals_meet(visitor: Client) -> None:
    september = page(visitor, "/city/compare/online_share?among=agencies&on=2026-09-08")
    october = page(visitor, "/city/compare/online_share?among=agencies&on=2026-10-08")

    assert "1–2" in september
    assert "1–2" not in october


@pytest.mark.usefixtures("whole")
def test_a_question_that_is_none_is_refused_in_words(visitor: Client) -> None:
    for query in ("from=22-11", "grain=week", "from=2026-11-02&to=2026-11-01", "place=" + "9" * 80,
                  "from=1000-01-01", "as_known_at=soon"):  # fmt: skip
        html = page(visitor, f"/city/indicators/vn_aqi_hour?{query}", 422)
        assert "Không hiểu" in html
    for query in ("among=moons", "per=capita", "on=x"):
        page(visitor, f"/city/compare/online_share?{query}", 422)


def test_what_is_not_there_is_not_found(visitor: Client) -> None:
    for path in ("indicators/none", "compare/none", "places/99999", "places/01", "stations/none",
                 "alerts/018f0000-0000-7000-8000-000000000000", "alerts?before=x",
                 "boundaries/01-2025-07-01-00000000.geojson", "boundaries/x.geojson",
                 "stations?property=x", "indicators/none/values.csv"):  # fmt: skip
        page(visitor, f"/city/{path}", 404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_warning_is_told_with_what_to_do(visitor: Client, warning: UUID, language: str) -> None:
    html = page(visitor, f"{language}/city/alerts/{warning}")
    document = re.search(r'href="([^"]+cap[^"]*)"', html)
    assert document is not None
    cap = visitor.get(document[1])

    assert ("Không đi qua." in html) or ("Do not drive through." in html)
    assert cap.headers["Content-Type"] == "application/cap+xml"
    assert b"urn:oasis:names:tc:emergency:cap:1.2" in cap.content


@pytest.mark.usefixtures("whole")
def test_shapes_and_colours_of_the_moving_map(visitor: Client, whole: str) -> None:
    shapes = visitor.get(f"/city/boundaries/{whole}.geojson")
    colours = visitor.get("/city/indicators/vn_aqi_hour/map.json").json()

    assert "immutable" in shapes.headers["Cache-Control"]
    told = json.loads(shapes.content)
    assert [each["properties"]["code"] for each in told["features"]] == [OTHER, WARD]
    assert told["about"]["licence"] == "CC-BY-4.0"
    assert colours["places"][WARD]["fill"].startswith("#")
    assert colours["places"]["00376"]["says"] == "chưa có số liệu"
    again = visitor.get(
        f"/city/boundaries/{whole}.geojson", headers={"If-None-Match": shapes.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.usefixtures("whole")
def test_charts_are_drawn_for_pages_and_phones(visitor: Client, pencil: Pencil) -> None:
    wide = visitor.get(f"/city/indicators/vn_aqi_hour/chart.svg?place={WARD}&size=wide")
    live = visitor.get(f"/en/city/indicators/vn_aqi_hour/chart.json?place={WARD}&size=narrow")
    compared = visitor.get("/city/compare/online_share/chart.svg?among=agencies&on=2026-10-08")

    assert wide.headers["Content-Type"] == "image/svg+xml"
    assert live.json() == {"vega": {}, "numbers": {"decimal": ".", "thousands": ",",
                           "grouping": [3], "currency": ["", "\u00a0VND"]}}  # fmt: skip
    assert compared.status_code == 200
    assert [spec["width"] for spec in pencil.specs] == [720, 286, 720]
    assert max(len(str(spec)) for spec in pencil.specs) < 60_000


@pytest.mark.usefixtures("whole")
def test_a_chart_that_cannot_be_drawn_now_says_when_to_come_back(
    visitor: Client, pencil: Pencil
) -> None:
    pencil.is_away = True

    answer = visitor.get("/city/indicators/vn_aqi_hour/chart.svg")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
