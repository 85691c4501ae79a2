"""CAP documents: valid against the schema OASIS published, and by the rules its text adds."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from motcua.modules.alerts.rules import cap

from .conftest import SCHEMA

NOON = datetime(2026, 11, 17, 5, 0, 0, 123456, tzinfo=UTC)
RING = ((21.0, 105.8), (21.1, 105.8), (21.1, 105.9), (21.0, 105.8))
INFO = cap.Info(
    language="vi-VN",
    categories=(cap.Category.MET, cap.Category.SAFETY),
    event="Lũ",
    urgency=cap.Urgency.EXPECTED,
    severity=cap.Severity.SEVERE,
    certainty=cap.Certainty.LIKELY,
    expires=NOON + timedelta(hours=3),
    responses=tuple(cap.Response),
    event_codes=(("OET:v1.2", "OET-081"),),
    effective=NOON,
    onset=NOON,
    sender_name="Trung tâm điều hành",
    headline="Ngập <sâu> & chảy xiết",
    description="Một\nHai",
    instruction="Không đi qua",
    web="https://city.example/city/alerts/1",
    contact="1022",
    parameters=(("VALUE", "9.6"),),
    areas=(cap.Area("Phường Hoàn Kiếm", (("VN-DVHC", "00070"),), (RING,)),),
)
MESSAGE = cap.Message(
    identifier="urn:uuid:018f0000-0000-7000-8000-000000000000",
    sender="canhbao@city.example",
    sent=NOON,
    status=cap.Status.EXERCISE,
    type=cap.MsgType.UPDATE,
    infos=(INFO, replace(INFO, language="en-US")),
    references=(cap.Reference("canhbao@city.example", "urn:uuid:1", NOON - timedelta(hours=1)),),
    note="Exercise",
    incidents=("018f0000",),
)
SPACE = {"c": cap.NAMESPACE}


def broken_rules(document: bytes) -> list[str]:
    """What the text of the standard asks beyond the schema (CAP 1.2, 3.2 and 3.3)."""
    root = etree.fromstring(document)
    kept = {
        "names hold no space, comma, < or &": all(
            re.fullmatch(r"[^\s,<&]+", text(root, name)) for name in ("identifier", "sender")
        ),
        "what follows names what it follows": text(root, "msgType") == "Alert"
        or bool(text(root, "references")),
        "references are sender,identifier,sent": all(
            REFERENCE.fullmatch(each) for each in text(root, "references").split()
        ),
        "Z is no offset": not text(root, "sent").endswith("Z"),
        "polygons are closed rings": all(is_ring(ring) for ring in every(root, "polygon")),
        "every info says where": all(
            info.find("c:area", SPACE) is not None for info in root.iterfind("c:info", SPACE)
        ),
        "it is for the public": text(root, "scope") == "Public",
    }
    return [rule for rule, is_kept in kept.items() if not is_kept]


REFERENCE = re.compile(r"[^\s,<&]+,[^\s,<&]+,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def text(root: etree._Element, name: str) -> str:
    return str(root.findtext(f"c:{name}", namespaces=SPACE) or "")


def every(root: etree._Element, name: str) -> list[str]:
    return [str(each.text) for each in root.iterfind(f".//c:{name}", SPACE)]


def is_ring(points: str) -> bool:
    ring = points.split()
    return len(ring) >= 4 and ring[0] == ring[-1]


def test_a_message_with_everything_is_valid(schema: etree.XMLSchema) -> None:
    document = cap.render(MESSAGE)
    schema.assertValid(etree.fromstring(document))
    assert broken_rules(document) == []


def test_the_least_that_may_be_said_is_valid(schema: etree.XMLSchema) -> None:
    info = cap.Info(
        "vi-VN", (cap.Category.OTHER,), "Thử", cap.Urgency.UNKNOWN, cap.Severity.UNKNOWN,
        cap.Certainty.UNKNOWN, NOON, areas=(cap.Area("Nơi này"),),
    )  # fmt: skip
    least = cap.Message("a", "b", NOON, cap.Status.TEST, cap.MsgType.ALERT, (info,))
    document = cap.render(least)
    schema.assertValid(etree.fromstring(document))
    assert broken_rules(document) == []


def test_words_come_back_as_they_were() -> None:
    root = etree.fromstring(cap.render(MESSAGE))
    assert root.findtext("c:info/c:headline", namespaces=SPACE) == INFO.headline
    assert root.findtext("c:sent", namespaces=SPACE) == "2026-11-17T12:00:00+07:00"


@pytest.mark.parametrize(
    "kind", [cap.Status, cap.MsgType, cap.Category, cap.Response, cap.Urgency, cap.Severity,
             cap.Certainty], ids=lambda kind: kind.__name__,
)  # fmt: skip
def test_our_values_are_the_standards(kind: type[cap.Status]) -> None:
    names = {"MsgType": "msgType", "Response": "responseType"}
    name = names.get(kind.__name__, kind.__name__.lower())
    space = {"x": "http://www.w3.org/2001/XMLSchema"}
    told = etree.parse(SCHEMA).findall(f".//x:element[@name='{name}']//x:enumeration", space)
    assert {value.get("value") for value in told} == {member.value for member in kind}


@given(st.text())
def test_whatever_is_typed_is_a_document(typed: str) -> None:
    info = replace(INFO, headline=typed, description=typed, instruction=typed)
    root = etree.fromstring(cap.render(replace(MESSAGE, infos=(info,))))
    assert root.tag == f"{{{cap.NAMESPACE}}}alert"
