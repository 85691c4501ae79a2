"""In whose name warnings go out; wiring tells it."""

from dataclasses import dataclass

from motcua.kernel.words import Text


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who warns. `sender` is unique in the world; those with a post at `agency` are on duty.

    `is_exercise` marks every message: outside production nothing is actual, and says so.
    """

    agency: str
    sender: str
    name: Text
    base_url: str
    contact: str
    is_exercise: bool
