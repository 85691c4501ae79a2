"""The documents of a whole chain: valid, in both languages, naming what came before."""

import pytest
from lxml import etree

from motcua.kernel.errors import NotAllowed, NotFound
from motcua.modules.alerts import operations, queries
from motcua.modules.alerts.rules.wording import Ending
from motcua.modules.places.tests import outlines

from .factories import (
    CHI,
    HAI,
    HOUR,
    NOON,
    YEN,
    a_draft,
    air_rule,
    in_force,
    issued,
    look,
    proposed,
    the_places,
)
from .test_rules_cap import SPACE, broken_rules, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    the_places()


def test_every_message_of_a_chain_is_valid(schema: etree.XMLSchema) -> None:
    first = issued()
    second = operations.propose_update(
        alert_id=first, draft=a_draft(), reason="Nước lên", by=HAI, at=NOON + HOUR
    )
    operations.confirm(alert_id=second, by=YEN, at=NOON + HOUR)
    last = operations.cancel(
        alert_id=second, ending=Ending.OVER, reason="Rút", by=YEN, at=NOON + 2 * HOUR
    )

    roots = []
    for key in (first, second, last):
        document = queries.public_cap(key)
        roots.append(etree.fromstring(document))
        schema.assertValid(roots[-1])
        assert broken_rules(document) == []

    assert [text(root, "msgType") for root in roots] == ["Alert", "Update", "Cancel"]
    assert [len(text(root, "references").split()) for root in roots] == [0, 1, 2]
    assert {text(root, "status") for root in roots} == {"Exercise"}
    languages = [e.text for e in roots[0].iterfind("c:info/c:language", SPACE)]
    assert languages == ["vi-VN", "en-US"]


def test_where_boundaries_are_known_they_are_drawn(schema: etree.XMLSchema) -> None:
    outlines.take(outlines.two_neighbours())
    document = queries.public_cap(issued(places=("00070", "00004")))
    root = etree.fromstring(document)
    schema.assertValid(root)
    assert broken_rules(document) == []
    drawn = {
        text(area, "areaDesc"): text(area, "polygon")
        for area in root.iterfind("c:info[1]/c:area", SPACE)
    }
    assert drawn["Phường Hoàn Kiếm"].startswith("21.000000,105.900000 ")
    assert len(drawn["Phường Ba Đình"].split()) == 5


def test_what_a_rule_measured_stands_in_the_document(schema: etree.XMLSchema) -> None:
    version = in_force(air_rule())
    look(160, 163)
    alert = queries.proposals(by=YEN)[0].alert
    root = etree.fromstring(queries.cap_of(alert.id, by=YEN, at=NOON))
    schema.assertValid(root)
    found = {
        str(each.findtext("c:valueName", namespaces=SPACE)): each.findtext(
            "c:value", namespaces=SPACE
        )
        for each in root.iterfind("c:info/c:parameter", SPACE)
    }
    assert found["VALUE"] == "163"
    assert found["INDICATOR"] == "vn_aqi_hour"
    assert found["RULE-VERSION"] == queries.versions("air-hour", by=YEN)[0].digest
    assert version is not None


def test_a_proposal_is_no_public_document() -> None:
    alert = proposed()
    with pytest.raises(NotFound):
        queries.public_cap(alert)
    with pytest.raises(NotAllowed):
        queries.cap_of(alert, by=CHI, at=NOON)
    assert b"<status>Exercise</status>" in queries.cap_of(alert, by=HAI, at=NOON)
