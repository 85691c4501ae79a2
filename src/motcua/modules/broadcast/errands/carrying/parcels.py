"""What goes into a letter: changes in their envelopes, alone or in a batch, signed."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ...ports import Letter
from ...queries import Carried, ChangeCard
from ...rules import envelope, signing
from ...rules.progress import Buried
from ...rules.subscribing import Content


@dataclass(frozen=True, slots=True)
class Parcel:
    """A change in its envelope."""

    position: int
    event: UUID
    kind: str
    body: bytes

    def buried(self, problem: str, tries: int) -> Buried:
        return Buried(self.position, self.event, self.kind, self.body, problem, tries)


class Packing:
    """Puts changes into envelopes, each once for all who want it soon after one another."""

    def __init__(self, source: str, *, remembers: int = 4000) -> None:
        self._source, self._remembers = source, remembers
        self._made: OrderedDict[int, Parcel] = OrderedDict()

    def parcel(self, change: ChangeCard) -> Parcel:
        found = self._made.get(change.position)
        if found is None:
            body = envelope.structured(change, source=self._source)
            found = Parcel(change.position, change.id, change.kind, body)
            self._made[change.position] = found
            if len(self._made) > self._remembers:
                self._made.popitem(last=False)
        return found


def letter(to: Carried, parcels: Sequence[Parcel], *, at: datetime) -> Letter:
    """One message: its id stays the same for the same parcels, so a repetition can be told."""
    if to.content is Content.BATCH:
        body = envelope.batched([parcel.body for parcel in parcels])
        message = f"batch_{to.id.hex}_{parcels[0].position}_{parcels[-1].position}"
        kind = envelope.BATCH_MEDIA_TYPE
    else:
        (parcel,) = parcels
        body, message = parcel.body, envelope.message_id(parcel.event)
        kind = envelope.MEDIA_TYPE
    headers = signing.headers(message, seconds=int(at.timestamp()), body=body, keys=to.keys)
    headers["content-type"] = kind
    return Letter(to.address, headers, body)
