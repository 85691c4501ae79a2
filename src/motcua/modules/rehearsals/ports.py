"""What a rehearsal needs from the outside: the things on its stage, in place of the real ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Scenery:
    """What stands in a space instead of what reaches outside.

    `plugs`: everything plugged in there, and nothing else is; `tasks`: what is done in place of
    tasks that would call somebody.
    """

    plugs: Mapping[type, Any]
    tasks: Mapping[str, Callable[..., None]]


class Props(Protocol):
    """Makes and clears away the scenery of a space."""

    def scenery(self, key: str) -> Scenery: ...

    def strike(self, key: str) -> None:
        """Remove what the space left outside the database; nothing happens where there is none."""

    def left(self) -> list[str]:
        """Keys of spaces that left something outside the database."""
