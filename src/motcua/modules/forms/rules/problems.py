"""What is wrong with an answer, for the person who gives it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

At = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Seen by a kind in one answer. `part` names the input where one answer has several."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    part: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault and where it is: `("born_on",)`, or `("members", 0, "born_on")` inside a group.

    `code` is stable; `params` fill its sentence and never hold what was typed.
    """

    at: At
    code: str
    page: str
    params: Mapping[str, object] = field(default_factory=dict)
    part: str = ""

    @property
    def key(self) -> str:
        """The question of the form it is about."""
        return str(self.at[0])

    @property
    def field(self) -> str:
        """The HTML name of the input it is about."""
        return html_name(self.at, self.part)


def html_name(at: At, part: str = "") -> str:
    """`q-copies`, `q-born_on-day`, `q-members-0-full_name`: stable, as scripts lean on it."""
    steps = [str(step) for step in at]
    return "-".join(["q", *steps, part] if part else ["q", *steps])
