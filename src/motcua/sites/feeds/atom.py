"""Atom feeds (RFC 4287), paged (RFC 5005), with conditional requests (RFC 9110)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from .telling import Item

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
#: Tag URIs name a day on which the authority was ours (RFC 4151); it never changes again.
_TAG_DAY = "2026-11-22"
#: When a feed without entries was last changed: when there came to be feeds.
BEGINNING = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """`path` names the feed and its language; `page` is the address of this page of it."""

    base_url: str
    path: str
    page: str
    language: str
    title: str
    subtitle: str
    city: str
    alternate: str
    next: str
    items: Sequence[Item]

    @property
    def updated(self) -> datetime:
        return max((item.told_at for item in self.items), default=BEGINNING)

    def document(self) -> bytes:
        return "".join(self._lines()).encode()

    def _lines(self) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="utf-8"?>\n'
        yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{self.language}">'
        yield _element("id", self._tag(self.path.lstrip("/")))
        yield _element("title", self.title)
        yield _element("subtitle", self.subtitle)
        yield _element("updated", _moment(self.updated))
        yield f"<author>{_element('name', self.city)}</author>"
        yield _element("generator", "Motcua")
        yield self._link("self", self.page, "application/atom+xml")
        yield self._link("alternate", self.alternate, "text/html")
        yield self._link("first", self.path, "application/atom+xml")
        if self.next:
            yield self._link("next", self.next, "application/atom+xml")
        for item in self.items:
            yield from self._entry(item)
        yield "</feed>\n"

    def _entry(self, item: Item) -> Iterator[str]:
        yield "<entry>"
        yield _element("id", self._tag(f"changes/{item.id}"))
        yield _element("title", item.title)
        yield _element("updated", _moment(item.told_at))
        yield _element("published", _moment(item.at))
        yield f'<category term="{escape(item.topic)}" label="{escape(item.kind)}"/>'
        if item.place:
            term, label = escape(item.place), escape(item.place_name)
            scheme = escape(self._tag("places"))
            yield f'<category term="{term}" scheme="{scheme}" label="{label}"/>'
        yield self._link("alternate", item.href or self.alternate, "text/html")
        if item.cap:
            yield self._link("alternate", item.cap, "application/cap+xml")
        yield _element("summary", item.summary or item.title)
        yield "</entry>"

    def _tag(self, name: str) -> str:
        return f"tag:{urlsplit(self.base_url).hostname},{_TAG_DAY}:{name}"

    def _link(self, relation: str, path: str, kind: str) -> str:
        href = escape(f"{self.base_url}{path}")
        return f'<link rel="{relation}" type="{kind}" href="{href}"/>'


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
