"""Atom feeds as a feed reader nobody here wrote reads them, in both languages, page by page."""

from datetime import UTC, datetime

import feedparser
import pytest
from django.test import Client

from motcua.modules.broadcast.tests.factories import OTHER_WARD, WARD, a_change, told

pytestmark = pytest.mark.django_db


def read(path: str, **headers: str) -> feedparser.FeedParserDict:
    answer = Client().get(path, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    return feed


def test_a_topic_is_a_valid_feed() -> None:
    told(a_change(subject="alert:018f0000-0000-7000-8000-000000000001"), a_change("indicators.x"))

    feed = read("/feeds/alerts.atom")

    assert feed.version == "atom10"
    assert feed.feed.title == "Cảnh báo (alerts)"
    assert feed.feed.id.startswith("tag:")
    assert feed.feed.author == "Thành phố Mẫu"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"].endswith("/feeds/alerts.atom")
    assert links["alternate"].endswith("/feeds/")
    (entry,) = feed.entries
    assert entry.title.startswith("Cảnh báo ngập")
    assert entry.link.endswith("/city/alerts/018f0000-0000-7000-8000-000000000001")
    assert {tag.term for tag in entry.tags} == {"alerts.flood", WARD}
    assert entry.published_parsed[:3] == (2026, 11, 17)


def test_english_has_its_own_feed_of_the_same_entries() -> None:
    told(a_change())

    vi, en = read("/feeds/alerts.atom"), read("/en/feeds/alerts.atom")

    assert (en.feed.title, en.entries[0].title[:11]) == ("Alerts (alerts)", "Flood alert")
    assert en.entries[0].id == vi.entries[0].id
    assert en.feed.id != vi.feed.id


def test_a_place_has_its_news_and_the_whole_citys() -> None:
    told(
        a_change(subject="alert:1"),
        a_change(subject="alert:2", place=OTHER_WARD),
        a_change(subject="alert:3", place=""),
    )

    assert len(read(f"/feeds/places/{WARD}.atom").entries) == 2
    assert len(read("/feeds/all.atom").entries) == 3


def test_what_is_for_programs_only_is_in_no_feed_of_all() -> None:
    told(a_change("entities.AirQualityObserved", place=""), a_change())

    assert len(read("/feeds/all.atom").entries) == 1
    assert len(read(f"/feeds/places/{WARD}.atom").entries) == 1
    assert len(read("/feeds/entities.atom").entries) == 1


def test_what_has_no_words_is_told_by_its_topic() -> None:
    told(a_change("observations.pm2_5", subject="property:pm2_5", data={"readings": []}))

    (entry,) = read("/feeds/all.atom").entries

    assert entry.title.startswith("Số liệu quan trắc: pm2_5")
    assert entry.link.endswith("/city/stations")


def test_words_that_no_document_may_carry_are_left_out() -> None:
    told(a_change(data={"title": {"vi": "<b>Ngập & \u0001mưa</b> ]]>"}}))

    (entry,) = read("/feeds/all.atom").entries

    assert "Ngập & mưa" in entry.title.replace("&amp;", "&")
    assert "\u0001" not in entry.title


def test_older_news_is_a_page_further() -> None:
    told(*[a_change(subject=f"alert:{n}") for n in range(120)])

    pages, path = [], "/feeds/alerts.atom"
    while path:
        feed = read(path)
        pages.append([entry.id for entry in feed.entries])
        after = [link.href for link in feed.feed.links if link.rel == "next"]
        path = "/" + after[0].split("/", 3)[3] if after else ""

    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({entry for page in pages for entry in page}) == 120


def test_who_has_it_already_is_told_so() -> None:
    told(a_change())
    first = Client().get("/feeds/alerts.atom")
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]

    for headers in (
        {"if-none-match": tag},
        {"if-none-match": f'"other", W/{tag}'},
        {"if-modified-since": modified},
    ):
        again = Client().get("/feeds/alerts.atom", headers=headers)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)

    told(a_change())
    fresh = Client().get(
        "/feeds/alerts.atom", headers={"if-none-match": tag, "if-modified-since": modified}
    )
    assert fresh.status_code == 200


def test_an_empty_feed_is_valid_too() -> None:
    feed = read("/feeds/alerts.atom")
    assert (feed.entries, feed.feed.updated) == ([], "2026-11-22T00:00:00.000Z")


@pytest.mark.parametrize(
    "path",
    ["/feeds/a..b.atom", "/feeds/places/%C4%91.atom", "/feeds/alerts.atom?before=yesterday"],
)
def test_nonsense_is_not_there(path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/feeds/", "/en/feeds/"])
def test_the_page_leads_to_all_of_it(path: str) -> None:
    told(
        a_change(), a_change("indicators.vn_aqi_hour", subject="indicator:vn_aqi_hour/place:00070")
    )

    page = Client().get(path)

    said = page.content.decode()
    assert page.status_code == 200
    prefix = path.removesuffix("/feeds/")
    for there in (
        f"{prefix}/feeds/alerts.flood.atom",
        f"{prefix}/feeds/indicators.vn_aqi_hour.atom",
        f"{prefix}/feeds/places/00070.atom",
        f"{prefix}/city/indicators/vn_aqi_hour",
        "/stream?topics=alerts",
        "/changes?limit=20",
    ):
        assert there in said
    assert datetime.now(UTC).strftime("%Y") in said
