"""A program that takes batches until it is killed, and tells the number of each it has taken."""

import os
import sys
from collections.abc import Callable
from datetime import timedelta

from motcua.modules.observations.rules import Message, Row

SERIES = ("st-0", "st-1", "st-2", "st-3")


def _batch(number: int) -> tuple[Message, str]:
    """Fifty minutes of four stations, always the same for the same number, and its key."""
    from .factories import NOON  # noqa: PLC0415 -- needs Django

    start = NOON - timedelta(hours=90) + timedelta(minutes=50 * number)
    rows = [
        Row(time=start + timedelta(minutes=n), value=20.0 + n % 7, series=f"{name}:pm2_5")
        for n in range(50)
        for name in SERIES
    ]
    return Message(rows, digest=f"digest-{number}"), f"batch-{number}"


BATCH: Callable[[int], tuple[Message, str]] = _batch


def main() -> None:
    import django  # noqa: PLC0415 -- the settings are chosen first
    from django.db import connection  # noqa: PLC0415

    django.setup()
    connection.settings_dict["NAME"] = os.environ["MOTCUA_TEST_NAME"]
    from motcua.modules.observations import operations  # noqa: PLC0415

    from .factories import AIR, HOUR, NOON, SENDER  # noqa: PLC0415

    for number in range(100_000):
        message, key = _batch(number)
        operations.take_batch(source=AIR, message=message, key=key, by=SENDER, at=NOON + HOUR)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
