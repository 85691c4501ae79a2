"""Warnings for machines: valid documents, kept for good; what stands as JSON, for everybody."""

import feedparser
import pytest
from django.test import Client
from lxml import etree

from motcua.design.page import now
from motcua.kernel.actors import SYSTEM
from motcua.modules.alerts import operations
from motcua.modules.alerts.rules.wording import Ending
from motcua.modules.alerts.tests.conftest import schema  # noqa: F401 -- a fixture
from motcua.modules.alerts.tests.factories import (
    HOUR,
    OTHER,
    WARD,
    YEN,
    issued,
    proposed,
    the_places,
)
from motcua.modules.broadcast import operations as broadcast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    the_places()


def test_a_message_is_a_cap_document(client: Client, schema: etree.XMLSchema) -> None:  # noqa: F811 -- the fixture
    alert = issued(at=now(), expires=now() + HOUR)
    answer = client.get(f"/alerts/{alert}.cap.xml")
    assert answer.headers["Content-Type"] == "application/cap+xml"
    assert "immutable" in answer.headers["Cache-Control"]
    schema.assertValid(etree.fromstring(answer.content))


def test_a_proposal_is_nobodys(client: Client) -> None:
    alert = proposed(at=now(), expires=now() + HOUR)
    assert client.get(f"/alerts/{alert}.cap.xml").status_code == 404
    assert client.get("/alerts.json").json()["items"] == []


def test_what_stands_is_listed_by_place(client: Client) -> None:
    alert = issued(at=now(), expires=now() + HOUR)
    (item,) = client.get("/alerts.json").json()["items"]
    assert (item["id"], item["severity"], item["status"]) == (str(alert), "Severe", "Exercise")
    assert client.get(item["cap"]).status_code == 200
    assert len(client.get(f"/alerts.json?place={WARD}").json()["items"]) == 1
    assert client.get(f"/alerts.json?place={OTHER}").json()["items"] == []

    operations.cancel(alert_id=alert, ending=Ending.OVER, reason="Rút", by=YEN, at=now())
    assert client.get("/alerts.json").json()["items"] == []


def test_entries_of_the_feed_lead_to_the_document(client: Client) -> None:
    alert = issued(at=now(), expires=now() + HOUR)
    broadcast.number(by=SYSTEM, at=now())
    feed = feedparser.parse(client.get("/feeds/alerts.atom").content)
    (entry,) = feed.entries
    links = {link.type: link.href for link in entry.links}
    assert links["application/cap+xml"].endswith(f"/alerts/{alert}.cap.xml")
    assert links["text/html"].endswith(f"/city/alerts/{alert}")


def test_nothing_is_changed_from_here(client: Client) -> None:
    assert client.post("/alerts.json").status_code == 405
