"""What rings between processes: the names of the channels, which a city's schema stands before."""

from enum import StrEnum


class Bell(StrEnum):
    """Something was published; changes were numbered; a subscription was changed."""

    WAITING = "waiting"
    MOVED = "moved"
    SUBSCRIPTIONS = "subscriptions"


def channel(schema: str, bell: Bell) -> str:
    return f"{schema}.{bell}"
