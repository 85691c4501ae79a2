"""A change in words for people, in the current language: a title, a summary, and where it leads.

Publishers put `title` and `summary` into a change's data; what has none is told by its topic.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from motcua.design import formats
from motcua.design.page import today
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.broadcast.queries import ChangeCard
from motcua.modules.places import queries as places

from . import words

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """A change as people read it. `href` is a path, or "" where it leads nowhere; `cap` is the path
    of a warning's document."""

    id: UUID
    position: int
    topic: str
    kind: str
    place: str
    place_name: str
    title: str
    summary: str
    href: str
    at: datetime
    told_at: datetime
    cap: str = ""


def items(changes: list[ChangeCard]) -> list[Item]:
    names = {code: place_name(code) for code in {change.place for change in changes} if code}
    return [_item(change, names.get(change.place, "")) for change in changes]


def _item(change: ChangeCard, where: str) -> Item:
    data = change.data
    title = _said(data.get("title")) or f"{words.family(change.topic)}: {_detail(change.topic)}"
    return Item(
        id=change.id,
        position=change.position,
        topic=change.topic,
        kind=change.kind,
        place=change.place,
        place_name=where,
        title=f"{title} · {where}" if where and where not in title else title,
        summary=_said(data.get("summary")),
        href=_href(change),
        at=change.at,
        told_at=change.numbered_at,
        cap=_cap(change),
    )


def place_name(code: str) -> str:
    """The unit's name today; its code where nobody knows it."""
    try:
        return formats.text(places.public_unit(code, today()).name)
    except NotFound:
        return code


def _said(told: object) -> str:
    """Words in both languages, or one: without what no document may carry."""
    if isinstance(told, dict):
        both = Text(str(told.get("vi", "")), str(told.get("en", "")))
        return _NOT_IN_XML.sub("", formats.text(both))
    return ""


def _detail(topic: str) -> str:
    return topic.partition(".")[2] or _("tin mới")


def _cap(change: ChangeCard) -> str:
    """The path of a warning's CAP document."""
    name, _sign, key = change.subject.partition(":")
    try:
        return reverse("feeds:alert-cap", args=[UUID(key)]) if name == "alert" else ""
    except ValueError:
        return ""


def _href(change: ChangeCard) -> str:
    """The page that shows it, by what its subject names."""
    name, _sign, key = change.subject.partition(":")
    try:
        if name == "alert":
            return reverse("city:alert", args=[UUID(key)])
        if name == "indicator":
            return reverse("city:indicator", args=[key.partition("/")[0]])
        if name == "property":
            return reverse("city:stations")
    except (NoReverseMatch, ValueError):
        return ""
    return ""
