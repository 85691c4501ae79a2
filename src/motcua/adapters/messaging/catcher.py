"""The messenger of the demonstration: nothing leaves; what would have been sent is shown."""

from dataclasses import dataclass
from datetime import datetime

from motcua.foundation import vault
from motcua.kernel import present
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message

from .models import CaughtMessage

#: The page shows the last ones only, and no more are kept.
KEPT = 100


class NotInProduction(Exception):
    """The catcher delivers nothing; a real city must not believe that it did."""


@dataclass(frozen=True, slots=True)
class CaughtCard:
    channel: MessageChannel
    to: str
    subject: str
    text: str
    at: datetime


class DemoCatcher:
    """The Messenger of the demonstration and of rehearsals."""

    def carries(self, channel: MessageChannel) -> bool:
        del channel  # all of them
        return True

    def send(self, message: Message) -> None:
        caught = CaughtMessage(
            key=message.key,
            channel=message.channel,
            recipient_sealed=vault.seal(message.to.encode()),
            subject_sealed=vault.seal(message.subject.encode()),
            text_sealed=vault.seal(message.text.encode()),
            caught_at=present.now(),
        )
        CaughtMessage.objects.bulk_create([caught], ignore_conflicts=True)
        kept = CaughtMessage.objects.order_by("-caught_at", "-id").values("id")[:KEPT]
        CaughtMessage.objects.exclude(id__in=list(kept.values_list("id", flat=True))).delete()

    def caught(self) -> list[CaughtCard]:
        """What was caught last, newest first."""
        rows = CaughtMessage.objects.order_by("-caught_at", "-id")[:KEPT]
        return [
            CaughtCard(
                MessageChannel(row.channel),
                vault.unseal(bytes(row.recipient_sealed)).decode(),
                vault.unseal(bytes(row.subject_sealed)).decode(),
                vault.unseal(bytes(row.text_sealed)).decode(),
                row.caught_at,
            )
            for row in rows
        ]


def stand(*, profile: str) -> DemoCatcher:
    """The catcher, ready to be plugged in.

    :raises NotInProduction: the profile is `production`
    """
    if profile == "production":
        raise NotInProduction
    return DemoCatcher()
