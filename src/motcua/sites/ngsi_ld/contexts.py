"""Which @context a request speaks: from its Link header or its body, compiled and remembered."""

import re
import time
from dataclasses import dataclass
from functools import lru_cache

import msgspec
from django.http import HttpRequest

from motcua.modules.entities import queries
from motcua.modules.entities.rules import contexts
from motcua.modules.entities.rules.contexts import Context
from motcua.modules.entities.rules.core import CORE_URL, CORE_URLS
from motcua.modules.entities.rules.problems import BadContent

REL = "http://www.w3.org/ns/json-ld#context"
#: A hosted context may be deleted in another process: what is remembered is asked again.
REMEMBERED_SECONDS = 10.0
MOST_REMEMBERED = 256
#: Bytes of a context in a body that is remembered; larger ones are hosted and named.
LARGEST_REMEMBERED = 16_384
_LINK = re.compile(r"<([^>]*)>\s*((?:;[^,<]*)*)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A compiled context, and how it is told again: its address, or '' for the core alone."""

    context: Context
    url: str = ""
    told: object = None

    @property
    def link(self) -> str:
        return f'<{self.url or CORE_URL}>; rel="{REL}"; type="application/ld+json"'

    @property
    def echo(self) -> object:
        """For an answer's own @context."""
        if self.told is not None:
            several = self.told if isinstance(self.told, list) else [self.told]
            return [*several, CORE_URL] if CORE_URL not in several else several
        return [self.url, CORE_URL] if self.url else CORE_URL


CORE = Spoken(contexts.core_context())
_remembered: dict[str, tuple[float, Spoken]] = {}


def of_link(request: HttpRequest) -> Spoken:
    """The context the Link header names; the core context without one.

    :raises BadContent: it names more than one
    :raises LdContextNotAvailable: it is not here, and nothing is ever fetched
    """
    header = request.META.get("HTTP_LINK")
    if not header:
        return CORE
    url = linked(header)
    if not url or url in CORE_URLS:
        return CORE
    return _known(f"url {url}", url, url=url)


def of_body(told: object) -> Spoken:
    """The context a body carries.

    :raises BadContent: it is none
    :raises LdContextNotAvailable: it names one that is not here
    """
    if isinstance(told, str) and told in CORE_URLS:
        return CORE
    if len(msgspec.json.encode(told)) > LARGEST_REMEMBERED:
        return Spoken(contexts.compiled(told, queries.public_context_document), "", told)
    return _known(contexts.digest(told), told)


def forget() -> None:
    """Contexts were changed here."""
    _remembered.clear()


@lru_cache(maxsize=512)
def linked(header: str) -> str:
    """The address of the context in a Link header, or ''.

    :raises BadContent: there are two
    """
    found = [url for url, rest in _LINK.findall(header[:8000]) if REL in rest]
    if len(found) > 1:
        raise BadContent("a Link header names one @context")
    return found[0] if found else ""


def _known(key: str, told: object, *, url: str = "") -> Spoken:
    now = time.monotonic()
    held = _remembered.get(key)
    if held is not None and now - held[0] < REMEMBERED_SECONDS:
        return held[1]
    context = contexts.compiled(told, queries.public_context_document)
    spoken = Spoken(context, url, None if url else told)
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[key] = (now, spoken)
    return spoken
