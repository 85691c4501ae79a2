"""What may become of a dossier, told as the acts of those who take part in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.modules.dossiers.rules import State
from motcua.modules.results.rules import LetterKind


class Move(StrEnum):
    """One act, by whoever's turn it is; money that is asked for at filing is paid by itself."""

    FILE = "file"
    ACCEPT = "accept"
    REFUSE_AT_INTAKE = "refuse_at_intake"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT = "supplement"
    ASSIGN = "assign"
    TAKE_UP = "take_up"
    ASK_OPINION = "ask_opinion"
    GIVE_OPINION = "give_opinion"
    ASK_PAYMENT = "ask_payment"
    PAY = "pay"
    EXTEND = "extend"
    OVERRUN = "overrun"
    DRAFT = "draft"
    RETURN_DRAFT = "return_draft"
    DRAFT_REFUSAL = "draft_refusal"
    SIGN = "sign"
    ISSUE = "issue"
    HAND_OVER = "hand_over"
    WITHDRAW = "withdraw"
    AGREE_WITHDRAWAL = "agree_withdrawal"
    DECLINE_WITHDRAWAL = "decline_withdrawal"
    STOP = "stop"


class Story(StrEnum):
    STRAIGHT = "straight"
    SUPPLEMENT_AT_INTAKE = "supplement_at_intake"
    REFUSED_AT_INTAKE = "refused_at_intake"
    WITHDRAWN = "withdrawn"
    SUPPLEMENT = "supplement"
    CONSULTED = "consulted"
    PAID_LATER = "paid_later"
    ASSIGNED = "assigned"
    EXTENDED = "extended"
    LATE = "late"
    DRAFT_RETURNED = "draft_returned"
    REFUSED = "refused"
    WITHDRAWAL_AGREED = "withdrawal_agreed"
    WITHDRAWAL_DECLINED = "withdrawal_declined"
    STOPPED = "stopped"


_M = Move
_OPENED = (_M.FILE, _M.ACCEPT)
_TAKEN_UP = (*_OPENED, _M.TAKE_UP)
_SIGNED = (_M.SIGN, _M.ISSUE, _M.HAND_OVER)
_DECIDED = (_M.DRAFT, *_SIGNED)

STORIES: Mapping[Story, tuple[Move, ...]] = {
    Story.STRAIGHT: (*_TAKEN_UP, *_DECIDED),
    Story.SUPPLEMENT_AT_INTAKE: (
        _M.FILE, _M.ASK_SUPPLEMENT, _M.SUPPLEMENT, _M.ACCEPT, _M.TAKE_UP, *_DECIDED,
    ),
    Story.REFUSED_AT_INTAKE: (_M.FILE, _M.REFUSE_AT_INTAKE),
    Story.WITHDRAWN: (_M.FILE, _M.WITHDRAW),
    Story.SUPPLEMENT: (*_TAKEN_UP, _M.ASK_SUPPLEMENT, _M.SUPPLEMENT, *_DECIDED),
    Story.CONSULTED: (*_TAKEN_UP, _M.ASK_OPINION, _M.GIVE_OPINION, *_DECIDED),
    Story.PAID_LATER: (*_TAKEN_UP, _M.ASK_PAYMENT, _M.PAY, *_DECIDED),
    Story.ASSIGNED: (*_OPENED, _M.ASSIGN, *_DECIDED),
    Story.EXTENDED: (*_TAKEN_UP, _M.EXTEND, *_DECIDED),
    Story.LATE: (*_TAKEN_UP, _M.OVERRUN, *_DECIDED),
    Story.DRAFT_RETURNED: (*_TAKEN_UP, _M.DRAFT, _M.RETURN_DRAFT, *_DECIDED),
    Story.REFUSED: (*_TAKEN_UP, _M.DRAFT_REFUSAL, *_SIGNED),
    Story.WITHDRAWAL_AGREED: (*_TAKEN_UP, _M.WITHDRAW, _M.AGREE_WITHDRAWAL),
    Story.WITHDRAWAL_DECLINED: (*_TAKEN_UP, _M.WITHDRAW, _M.DECLINE_WITHDRAWAL, *_DECIDED),
    Story.STOPPED: (*_TAKEN_UP, _M.STOP),
}  # fmt: skip

#: How each must end; whatever is not here ends with the result in the applicant's hands.
OUTCOMES: Mapping[Story, State] = {
    **dict.fromkeys(Story, State.RETURNED),
    Story.REFUSED_AT_INTAKE: State.REJECTED_AT_INTAKE,
    Story.WITHDRAWN: State.WITHDRAWN,
    Story.WITHDRAWAL_AGREED: State.WITHDRAWN,
    Story.STOPPED: State.STOPPED,
}

#: The letters that acts bring about.
LETTERS: Mapping[Move, LetterKind] = {
    Move.ACCEPT: LetterKind.RECEIPT_SLIP,
    Move.ASK_SUPPLEMENT: LetterKind.SUPPLEMENT_REQUEST,
    Move.REFUSE_AT_INTAKE: LetterKind.REFUSAL_NOTICE,
    Move.STOP: LetterKind.STOP_NOTICE,
    Move.EXTEND: LetterKind.APOLOGY_EXTENSION,
}


@dataclass(frozen=True, slots=True)
class Path:
    """One dossier to be: who asks where, with which answers, and what becomes of it.

    `applicant` is `citizen` or `business`; `covers` are the keys of the targets it reaches.
    """

    key: str
    story: Story
    channel: str
    agency_kind: str
    applicant: str
    answers: Mapping[str, object]
    covers: tuple[str, ...]

    @property
    def moves(self) -> tuple[Move, ...]:
        return STORIES[self.story]
