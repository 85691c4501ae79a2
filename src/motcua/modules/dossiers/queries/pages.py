"""Keyset pages: the next page starts after the last row shown, by time and id together."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from motcua.kernel.errors import Invalid

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows and the cursor of the next page, None on the last."""

    items: list[T]
    next: str | None


def cut(
    rows: list[R], limit: int, *, key: Callable[[R], tuple[datetime, UUID]]
) -> tuple[list[R], str | None]:
    """Of limit+1 rows asked for, those to show, and the cursor if there are more."""
    if len(rows) <= limit:
        return rows, None
    at, row_id = key(rows[limit - 1])
    return rows[:limit], urlsafe_b64encode(f"{at.isoformat()}|{row_id}".encode()).decode()


def after(cursor: str) -> tuple[datetime, UUID]:
    """:raises Invalid: not a cursor of ours"""
    try:
        at, _, row_id = urlsafe_b64decode(cursor.encode()).decode().partition("|")
        return datetime.fromisoformat(at), UUID(row_id)
    except ValueError:
        raise Invalid("not a page address of ours", field="cursor") from None
