"""Changes and listeners to test with, published and numbered as the city does it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from django.db import transaction

from motcua.kernel.actors import SYSTEM
from motcua.modules.broadcast import operations, steps
from motcua.modules.broadcast.rules import Change

NOON = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
WARD, OTHER_WARD = "00070", "00004"
FLOOD = Change(
    topic="alerts.flood",
    kind="vn.motcua.alert.issued.v1",
    subject="alert:1",
    place=WARD,
    at=NOON,
    data={"title": {"vi": "Cảnh báo ngập", "en": "Flood alert"}, "level": 2},
)


def a_change(
    topic: str = "alerts.flood",
    *,
    place: str = WARD,
    subject: str = "alert:1",
    public: bool = True,
    data: Mapping[str, object] | None = None,
) -> Change:
    told = FLOOD.data if data is None else data
    return replace(FLOOD, topic=topic, place=place, subject=subject, public=public, data=told)


def published(*changes: Change) -> None:
    """Committed, and not numbered yet."""
    with transaction.atomic():
        steps.publish(changes or (FLOOD,))


def told(*changes: Change) -> int:
    """Published and numbered. Returns how many were numbered."""
    published(*changes)
    return operations.number(by=SYSTEM, at=NOON)
