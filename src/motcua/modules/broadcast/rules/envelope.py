"""A change as a CloudEvent 1.0 in JSON, structured or batched.

The envelope is spliced around the data's own JSON text, which is not read again.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

import msgspec

MEDIA_TYPE = "application/cloudevents+json"
BATCH_MEDIA_TYPE = "application/cloudevents-batch+json"


class Told(Protocol):
    """A numbered change."""

    @property
    def position(self) -> int: ...
    @property
    def id(self) -> UUID: ...
    @property
    def topic(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def raw(self) -> str: ...


def structured(change: Told, *, source: str) -> bytes:
    """One CloudEvent. `topic`, `place` and `sequence` are extension attributes; no place, no word.

    (CloudEvents 1.0.2, JSON format, section 3; `sequence` as its extension says, a string.)
    """
    attributes = {
        "id": str(change.id),
        "source": source,
        "type": change.kind,
        "subject": change.subject,
        "topic": change.topic,
        "sequence": str(change.position),
    }
    if change.place:
        attributes["place"] = change.place
    return event(attributes, at=change.at, data=change.raw.encode())


def event(attributes: Mapping[str, str], *, at: datetime, data: bytes) -> bytes:
    """A CloudEvent of these attributes around data that is JSON already."""
    told: dict[str, object] = {
        "specversion": "1.0",
        **attributes,
        "time": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": msgspec.Raw(data),
    }
    return msgspec.json.encode(told)


def message_id(event_id: UUID) -> str:
    """The `webhook-id` of a message with one event: the same however often it is tried."""
    return f"msg_{event_id.hex}"


def batched(events: Sequence[bytes]) -> bytes:
    """CloudEvents already structured, as one batch (JSON batch format, section 4)."""
    return b"[" + b",".join(events) + b"]"
