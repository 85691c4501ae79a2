"""Names: URIs, names of attributes and types, and the number a name is indexed under."""

import re
from hashlib import blake2b

from .problems import BadContent

#: JSON null where JSON-LD has none (clause 4.5.0).
NULL = "urn:ngsi-ld:null"
LONGEST = 2000

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_FORBIDDEN = re.compile(r"[<>\"'=;()\s\x00-\x1f\\{}|^`]")


def is_uri(text: object) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST and _URI.fullmatch(text) is not None


def uri(text: object, what: str) -> str:
    """:raises BadContent: not an absolute URI"""
    if not isinstance(text, str) or not is_uri(text):
        raise BadContent(f"{what} must be a URI")
    return text


def checked(name: object, what: str) -> str:
    """A name as attributes and types may have one (clauses 4.6.2 and 5.5.4).

    :raises BadContent: empty, too long, or with characters that are not allowed
    """
    if not isinstance(name, str) or not name or len(name) > LONGEST:
        raise BadContent(f"{what} must be a name")
    if _FORBIDDEN.search(name):
        raise BadContent(f"{what} has characters that are not allowed: {name[:60]!r}")
    return name


def indexed(text: str) -> int:
    """A signed 64-bit number that stands for a name in indexes."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
