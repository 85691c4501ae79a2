"""Moments as NGSI-LD writes them (clause 4.6.3): ISO 8601, compared as seconds since 1970."""

import re
from datetime import UTC, datetime

from .problems import BadContent

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def seconds(text: object) -> float | None:
    """A date or date-time as seconds since 1970; without an offset it is UTC. None: it is none."""
    # A cheap look first: almost no text is a moment.
    if not isinstance(text, str) or not 10 <= len(text) <= 40 or text[4] != "-":
        return None
    if not (_MOMENT.fullmatch(text) or _DAY.fullmatch(text)):
        return None
    try:
        moment = datetime.fromisoformat(_cut(text.replace(",", ".")))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def checked(text: object, what: str) -> str:
    """A date-time with its offset, as it came.

    :raises BadContent: it is none
    """
    if not isinstance(text, str) or not _MOMENT.fullmatch(text) or seconds(text) is None:
        raise BadContent(f"{what} must be a moment such as 2026-11-22T08:00:00Z")
    return text


def told(stamp: float) -> str:
    """Seconds since 1970 as a moment in UTC with milliseconds."""
    moment = datetime.fromtimestamp(stamp, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _cut(text: str) -> str:
    """Python knows microseconds: further digits are dropped."""
    return re.sub(r"(\.\d{6})\d+", r"\1", text)
