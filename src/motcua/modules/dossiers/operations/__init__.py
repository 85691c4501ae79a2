"""The only ways a dossier changes; each is one transaction and takes `by` and `at`."""

from ..lodging import ForReadingOnly
from ..rules.writing import Conflict, Saved
from ..steps import Incomplete
from .assisting import (
    CodeToSend,
    ask_to_confirm,
    confirm_by_code,
    confirm_by_signature,
    start_assisted,
)
from .cosigning import (
    ask_to_cosign,
    cosign,
    decline_to_cosign,
    note_cosigned,
)
from .deciding import draft_refusal, draft_result, issue, return_draft, sign
from .delivering import deliver_online, hand_over
from .drafting import choose_delivery, discard_draft, keep_draft, start_draft
from .erasing import Gone, erase_drafts_of
from .expiring import expire_drafts, warn_of_expiry
from .filing import file, file_at_once
from .going_on import carry_back, give_new_answers
from .handling import ask_opinion, ask_payment, assign, extend, give_opinion, stop, take_up
from .importing import BatchRefused, RowProblem, TakenOver, take_over
from .intake import accept, allow_second_request, ask_payment_at_intake, refuse_at_intake
from .notifying import (
    tell_asked_to_sign,
    tell_expiring,
    tell_filed_for,
    tell_handed_over,
    tell_helper_joined,
    tell_newcomer,
    tell_objection,
    tell_signed,
)
from .noting import note_issue, note_payment, note_signature
from .objecting import object_to_filing, take_objection_back
from .opening import open_unscanned
from .receipting import issue_filing_receipt
from .saving import save_answers
from .sharing import Invited, accept_invitation, end_invitation, invite
from .supplementing import ask_supplement, give_supplement
from .withdrawing import agree_withdrawal, decline_withdrawal, withdraw

__all__ = [
    "BatchRefused",
    "CodeToSend",
    "Conflict",
    "ForReadingOnly",
    "Gone",
    "Incomplete",
    "Invited",
    "RowProblem",
    "Saved",
    "TakenOver",
    "accept",
    "accept_invitation",
    "agree_withdrawal",
    "allow_second_request",
    "ask_opinion",
    "ask_payment",
    "ask_payment_at_intake",
    "ask_supplement",
    "ask_to_confirm",
    "ask_to_cosign",
    "assign",
    "carry_back",
    "choose_delivery",
    "confirm_by_code",
    "confirm_by_signature",
    "cosign",
    "decline_to_cosign",
    "decline_withdrawal",
    "deliver_online",
    "discard_draft",
    "draft_refusal",
    "draft_result",
    "end_invitation",
    "erase_drafts_of",
    "expire_drafts",
    "extend",
    "file",
    "file_at_once",
    "give_new_answers",
    "give_opinion",
    "give_supplement",
    "hand_over",
    "invite",
    "issue",
    "issue_filing_receipt",
    "keep_draft",
    "note_cosigned",
    "note_issue",
    "note_payment",
    "note_signature",
    "object_to_filing",
    "open_unscanned",
    "refuse_at_intake",
    "return_draft",
    "save_answers",
    "sign",
    "start_assisted",
    "start_draft",
    "stop",
    "take_objection_back",
    "take_over",
    "take_up",
    "tell_asked_to_sign",
    "tell_expiring",
    "tell_filed_for",
    "tell_handed_over",
    "tell_helper_joined",
    "tell_newcomer",
    "tell_objection",
    "tell_signed",
    "warn_of_expiry",
    "withdraw",
]  # fmt: skip
