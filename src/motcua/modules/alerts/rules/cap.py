"""The information model of CAP 1.2 and its XML. Pure.

Source: OASIS Common Alerting Protocol Version 1.2 (1 July 2010), sections 3.2 and 3.4. Element
names, their order and the values of the enumerations are the standard's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
MEDIA_TYPE = "application/cap+xml"
HERE = ZoneInfo("Asia/Ho_Chi_Minh")

Named = tuple[str, str]
Point = tuple[float, float]


class Status(StrEnum):
    ACTUAL = "Actual"
    EXERCISE = "Exercise"
    SYSTEM = "System"
    TEST = "Test"
    DRAFT = "Draft"


class MsgType(StrEnum):
    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"
    ACK = "Ack"
    ERROR = "Error"


class Category(StrEnum):
    GEO = "Geo"
    MET = "Met"
    SAFETY = "Safety"
    SECURITY = "Security"
    RESCUE = "Rescue"
    FIRE = "Fire"
    HEALTH = "Health"
    ENV = "Env"
    TRANSPORT = "Transport"
    INFRA = "Infra"
    CBRNE = "CBRNE"
    OTHER = "Other"


class Response(StrEnum):
    SHELTER = "Shelter"
    EVACUATE = "Evacuate"
    PREPARE = "Prepare"
    EXECUTE = "Execute"
    AVOID = "Avoid"
    MONITOR = "Monitor"
    ASSESS = "Assess"
    ALL_CLEAR = "AllClear"
    NONE = "None"


class Urgency(StrEnum):
    IMMEDIATE = "Immediate"
    EXPECTED = "Expected"
    FUTURE = "Future"
    PAST = "Past"
    UNKNOWN = "Unknown"


class Severity(StrEnum):
    """Least first, so that places in this order compare."""

    UNKNOWN = "Unknown"
    MINOR = "Minor"
    MODERATE = "Moderate"
    SEVERE = "Severe"
    EXTREME = "Extreme"

    @property
    def weight(self) -> int:
        return list(Severity).index(self)


class Certainty(StrEnum):
    OBSERVED = "Observed"
    LIKELY = "Likely"
    POSSIBLE = "Possible"
    UNLIKELY = "Unlikely"
    UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class Area:
    """Where. A polygon is a closed ring of (latitude, longitude) in WGS 84."""

    description: str
    geocodes: tuple[Named, ...] = ()
    polygons: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Info:
    """What is said, in one language."""

    language: str
    categories: tuple[Category, ...]
    event: str
    urgency: Urgency
    severity: Severity
    certainty: Certainty
    expires: datetime
    responses: tuple[Response, ...] = ()
    event_codes: tuple[Named, ...] = ()
    effective: datetime | None = None
    onset: datetime | None = None
    sender_name: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    web: str = ""
    contact: str = ""
    parameters: tuple[Named, ...] = ()
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier message of the chain, as later ones name it."""

    sender: str
    identifier: str
    sent: datetime

    def __str__(self) -> str:
        return f"{self.sender},{self.identifier},{moment(self.sent)}"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to the public."""

    identifier: str
    sender: str
    sent: datetime
    status: Status
    type: MsgType
    infos: tuple[Info, ...]
    references: tuple[Reference, ...] = ()
    note: str = ""
    incidents: tuple[str, ...] = ()


def moment(value: datetime) -> str:
    """`2026-11-22T14:05:00+07:00`: seconds and an offset always, never `Z` (CAP 1.2, 3.3.2)."""
    return value.astimezone(HERE).isoformat(timespec="seconds")


def render(message: Message) -> bytes:
    """The message as an XML document."""
    root = Element("alert", xmlns=NAMESPACE)
    _put(root, "identifier", message.identifier)
    _put(root, "sender", message.sender)
    _put(root, "sent", moment(message.sent))
    _put(root, "status", message.status)
    _put(root, "msgType", message.type)
    _put(root, "scope", "Public")
    _put_if(root, "note", message.note)
    _put_if(root, "references", " ".join(map(str, message.references)))
    _put_if(root, "incidents", " ".join(message.incidents))
    for info in message.infos:
        _info(SubElement(root, "info"), info)
    indent(root)
    document: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return document + b"\n"


def _info(parent: Element, info: Info) -> None:
    _put(parent, "language", info.language)
    _put_each(parent, "category", info.categories)
    _put(parent, "event", info.event)
    _put_each(parent, "responseType", info.responses)
    _put(parent, "urgency", info.urgency)
    _put(parent, "severity", info.severity)
    _put(parent, "certainty", info.certainty)
    _put_named(parent, "eventCode", info.event_codes)
    for name, at in (("effective", info.effective), ("onset", info.onset)):
        _put_if(parent, name, moment(at) if at else "")
    _put(parent, "expires", moment(info.expires))
    _put_if(parent, "senderName", info.sender_name)
    _put_if(parent, "headline", info.headline)
    _put_if(parent, "description", info.description)
    _put_if(parent, "instruction", info.instruction)
    _put_if(parent, "web", info.web)
    _put_if(parent, "contact", info.contact)
    _put_named(parent, "parameter", info.parameters)
    for area in info.areas:
        _area(SubElement(parent, "area"), area)


def _area(parent: Element, area: Area) -> None:
    _put(parent, "areaDesc", area.description)
    for ring in area.polygons:
        _put(parent, "polygon", " ".join(f"{lat:.6f},{lon:.6f}" for lat, lon in ring))
    _put_named(parent, "geocode", area.geocodes)


def _put(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = clean(value)


def _put_if(parent: Element, name: str, value: str) -> None:
    if value:
        _put(parent, name, value)


def _put_each(parent: Element, name: str, values: Iterable[str]) -> None:
    for value in values:
        _put(parent, name, value)


def _put_named(parent: Element, name: str, pairs: Iterable[Named]) -> None:
    for key, value in pairs:
        pair = SubElement(parent, name)
        _put(pair, "valueName", key)
        _put(pair, "value", value)


def clean(value: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", value)


_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
