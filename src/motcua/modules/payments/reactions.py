"""What payments does by itself: it asks gateways about attempts whose word never came."""

import logging
from datetime import UTC, datetime

from motcua.foundation import jobs, plugs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Weather

from . import errands, queries
from .ports import Gateways

log = logging.getLogger(__name__)


@jobs.periodic(name="payments.ask_gateways", cron="*/2 * * * *")
def ask_gateways() -> None:
    """Every two minutes; a gateway that is down is asked again at the next tick."""
    at = datetime.now(UTC)
    for gateway in plugs.get(Gateways):
        ask_about_all(gateway.name, at=at)


def ask_about_all(gateway: str, *, at: datetime) -> int:
    """Ask one gateway about every attempt it owes us a word on. Returns how many were asked."""
    asked = 0
    try:
        for attempt_id in queries.attempts_to_ask_about(gateway, by=SYSTEM, at=at):
            errands.look_up(attempt_id=attempt_id, at=at)
            asked += 1
    except Weather as weather:
        log.warning("payments: the gateway %s does not answer: %s", gateway, weather)
    return asked
