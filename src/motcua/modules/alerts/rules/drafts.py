"""What is to be said, and everything that is still missing before it may be. Pure.

Limits: a headline is for a phone's notice, 160 characters (CAP 1.2, 3.2.2); a warning of more than
a week is no warning.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from motcua.kernel.errors import Invalid, Refusal
from motcua.kernel.words import Text

from .cap import Certainty, MsgType, Response, Severity, Status, Urgency
from .machine import State

LONGEST_HEADLINE = 160
LONGEST_WORDS = 2000
LONGEST_LIFE = timedelta(days=7)
MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wishes to tell the public. Places are codes of communes or provinces."""

    event: str
    places: tuple[str, ...]
    severity: Severity
    urgency: Urgency
    certainty: Certainty
    headline: Text
    description: Text
    instruction: Text
    expires: datetime
    status: Status
    responses: tuple[Response, ...] = ()
    onset: datetime | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to mend, by a stable code; doors hold the sentences."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)


class DraftIncomplete(Invalid):
    """Something is missing; `missing` has everything that is."""

    code = "alert-incomplete"

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(", ".join(gap.code for gap in missing))
        self.missing = missing


class SecondPersonNeeded(Refusal):
    """Whoever proposed a message does not confirm it."""

    code = "alert-second-person"
    status = 403


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the guard of a confirmation looks at. `former`: the message this one would follow."""

    draft: Draft
    type: MsgType
    proposed_by: str
    former: State | None = None


def missing_to_propose(
    draft: Draft, *, reason: str, at: datetime, events: frozenset[str], known: frozenset[str]
) -> list[Missing]:
    """Everything that keeps a draft from being proposed. `known`: places that exist today."""
    return list(_gaps(draft, reason=reason, at=at, events=events, known=known))


def missing_to_confirm(proposal: Proposal, *, by: str, at: datetime) -> list[Missing]:
    """Everything that keeps a proposal from being issued now: all of it, not the first."""
    found = []
    if by == proposal.proposed_by:
        found.append(Missing("second-person"))
    if proposal.draft.expires <= at:
        found.append(Missing("expires-past"))
    if proposal.former not in (None, State.ISSUED):
        found.append(Missing("former-closed"))
    return found


def _gaps(
    draft: Draft, *, reason: str, at: datetime, events: frozenset[str], known: frozenset[str]
) -> Iterator[Missing]:
    if draft.event not in events:
        yield Missing("event-unknown")
    yield from _place_gaps(draft.places, known)
    yield from _words_gaps(draft)
    if draft.expires <= at:
        yield Missing("expires-past")
    elif draft.expires - at > LONGEST_LIFE:
        yield Missing("expires-far", {"days": LONGEST_LIFE.days})
    if not reason.strip():
        yield Missing("reason-missing")
    elif len(reason) > LONGEST_WORDS:
        yield Missing("reason-long", {"most": LONGEST_WORDS})


def _place_gaps(places: tuple[str, ...], known: frozenset[str]) -> Iterator[Missing]:
    if not places:
        yield Missing("places-missing")
    if len(places) > MOST_PLACES:
        yield Missing("places-too-many", {"most": MOST_PLACES})
    if set(places) - known:
        yield Missing("places-unknown")


def _words_gaps(draft: Draft) -> Iterator[Missing]:
    for name, words, most in (
        ("headline", draft.headline, LONGEST_HEADLINE),
        ("description", draft.description, LONGEST_WORDS),
        ("instruction", draft.instruction, LONGEST_WORDS),
    ):
        for language, said in (("vi", words.vi), ("en", words.en)):
            if not said.strip():
                yield Missing(f"{name}-{language}-missing")
            elif len(said) > most:
                yield Missing(f"{name}-{language}-long", {"most": most})
