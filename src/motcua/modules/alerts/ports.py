"""In whose name warnings go out; wiring tells it."""

from dataclasses import dataclass

from motcua.kernel.words import Text

from .rules.cap import Status


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who warns. `sender` is unique in the world; those with a post at `agency` are on duty.

    `status` marks every message: outside production it is an exercise, and says so.
    """

    agency: str
    sender: str
    name: Text
    base_url: str
    contact: str
    status: Status
