"""Extracts: a paper as a register holds it, so that nobody uploads it. Pure.

An extract is a small JSON file of its own media type that only this system writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from ..facts import Holding, RegisterCode

#: No upload is ever of this type: what comes from outside is typed by content.
EXTRACT = "application/vnd.motcua.register-extract+json"
#: What a register said is asked again after this long: papers are revoked, facts change.
GOOD_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else whose paper it is, and the act that lets a register be asked about them."""

    personal_id: str
    full_name: str
    basis: str


@dataclass(frozen=True, slots=True)
class PaperExtract:
    """What the register told, when, for whom. `lookup` is the act in our log; `about_other`: the
    paper is somebody else's than `asked_for`, the person whose application it belongs to."""

    register: RegisterCode
    lookup: str
    asked_at: datetime
    asked_for: str
    about_other: bool
    basis: str
    paper: Holding


def written(extract: PaperExtract) -> bytes:
    """The bytes that are kept: one canonical form."""
    return msgspec.json.encode({"format": "motcua.extract/1", **_plain(extract)}, order="sorted")


def _plain(extract: PaperExtract) -> Mapping[str, object]:
    found: Mapping[str, object] = msgspec.to_builtins(extract)
    return found


def read(content: bytes) -> PaperExtract:
    """What `written` wrote. :raises ValueError: it did not"""
    try:
        return msgspec.json.decode(content, type=PaperExtract)
    except msgspec.MsgspecError as wrong:
        raise ValueError("not an extract") from wrong
