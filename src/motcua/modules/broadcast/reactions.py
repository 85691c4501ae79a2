"""What broadcast does by itself: it has endpoints prove themselves, and keeps its house tidy."""

from datetime import UTC, datetime

from motcua.foundation import jobs, journal
from motcua.kernel.actors import SYSTEM

from . import errands, operations
from .events import SubscriptionAsked


@journal.reacts_to(SubscriptionAsked, name="broadcast.challenge")
def challenge(event: SubscriptionAsked) -> None:
    """Once a wish is committed its endpoint is asked; a second time finds nothing to ask."""
    errands.prove(subscription_id=event.subscription, at=datetime.now(UTC))


@jobs.periodic(name="broadcast.expire", cron="*/10 * * * *")
def expire() -> None:
    """Changes past keeping are removed, and whoever had not been sent them is counted."""
    while operations.expire(by=SYSTEM, at=datetime.now(UTC)):
        continue


@jobs.periodic(name="broadcast.tidy", cron="29 * * * *")
def tidy() -> None:
    """Dead letters, wishes and secrets whose time is over are forgotten."""
    operations.tidy(by=SYSTEM, at=datetime.now(UTC))
