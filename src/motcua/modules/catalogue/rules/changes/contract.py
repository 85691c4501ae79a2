"""What changed between two packages, and what each change means for dossiers in flight."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.words import Text


class Effect(StrEnum):
    """What a change asks of a dossier that was filed before it, from the least to the most."""

    WORDING = "wording"  # only words differ
    COMPATIBLE = "compatible"  # every old answer still fits as it is
    TRANSFORM = "transform"  # an old answer fits after it is turned into the new shape
    ASK = "ask"  # the applicant must answer something that was not asked
    NEW_ONLY = "new_only"  # only for filings from now on; those before go on as they are


class Decision(StrEnum):
    """What a designer decides for the dossiers a change touches."""

    MOVE = "move"  # they go on by the new revision, nothing is asked
    TRANSFORM = "transform"  # they go on by it, the answer turned by the given expression
    ASK = "ask"  # they go on by it once the applicant has answered
    KEEP = "keep"  # they go on by the revision they were filed on


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `key` names it for ever within a pair of packages: `form.copies.kind`.

    `before` and `after` are what stood and what stands there, as people would read it.
    """

    key: str
    file: str
    effect: Effect
    says: Text
    before: str
    after: str
