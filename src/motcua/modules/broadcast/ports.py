"""What telling needs from outside: under which name the city speaks, and who carries webhooks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the city's address, which is the `source` of its CloudEvents."""

    base_url: str
