"""Why a proposal cannot be submitted or approved. Pure."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from motcua.kernel.errors import Refusal

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Said:
    """What whoever submits says. Without `starts_on` it begins when it is approved; `ends_on` is
    the first day it no longer holds."""

    reason: str
    decision_number: str
    starts_on: date | None = None
    ends_on: date | None = None

    def tidy(self) -> "Said":
        return replace(
            self, reason=self.reason.strip(), decision_number=self.decision_number.strip()
        )


class ReasonMissing(Refusal):
    """A submission says why and by which decision; a return says what is wrong."""

    code = "proposal-reason-missing"


class ChecksFail(Refusal):
    """The checks found faults: they are mended first."""

    code = "proposal-checks-fail"


class BaseMoved(Refusal):
    """Another revision is in force than the one this started from: look at the difference first."""

    code = "proposal-base-moved"


class NothingChanged(Refusal):
    """Just this content was published before."""

    code = "proposal-nothing-changed"


class CodeChanged(Refusal):
    """The files say another code than the proposal is for."""

    code = "proposal-code-changed"


class SubmissionChanged(Refusal):
    """It was taken back and submitted anew since it was read."""

    code = "proposal-submission-changed"


def check_said(*said: str) -> None:
    """
    :raises ReasonMissing: one of them is empty, or far too long
    """
    if not all(each.strip() and len(each) <= LONGEST_REASON for each in said):
        raise ReasonMissing("say why")


def check_base(base: UUID | None, now: UUID | None) -> None:
    """
    :raises BaseMoved: they differ
    """
    if base != now:
        raise BaseMoved("another revision is in force")
