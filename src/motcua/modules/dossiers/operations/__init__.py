"""The only ways a dossier changes; each is one transaction and takes `by` and `at`."""

from ..steps import Incomplete
from .deciding import draft_refusal, draft_result, issue, return_draft, sign
from .delivering import deliver_online, hand_over
from .drafting import choose_delivery, discard_draft, save_answers, start_draft
from .filing import file, file_at_once
from .going_on import carry_back, give_new_answers
from .handling import ask_opinion, ask_payment, assign, extend, give_opinion, stop, take_up
from .importing import BatchRefused, RowProblem, TakenOver, take_over
from .intake import accept, allow_second_request, ask_payment_at_intake, refuse_at_intake
from .noting import note_issue, note_payment, note_signature
from .receipting import issue_filing_receipt
from .supplementing import ask_supplement, give_supplement
from .withdrawing import agree_withdrawal, decline_withdrawal, withdraw

__all__ = [
    "BatchRefused",
    "Incomplete",
    "RowProblem",
    "TakenOver",
    "accept",
    "agree_withdrawal",
    "allow_second_request",
    "ask_opinion",
    "ask_payment",
    "ask_payment_at_intake",
    "ask_supplement",
    "assign",
    "carry_back",
    "choose_delivery",
    "decline_withdrawal",
    "deliver_online",
    "discard_draft",
    "draft_refusal",
    "draft_result",
    "extend",
    "file",
    "file_at_once",
    "give_new_answers",
    "give_opinion",
    "give_supplement",
    "hand_over",
    "issue",
    "issue_filing_receipt",
    "note_issue",
    "note_payment",
    "note_signature",
    "refuse_at_intake",
    "return_draft",
    "save_answers",
    "sign",
    "start_draft",
    "stop",
    "take_over",
    "take_up",
    "withdraw",
]  # fmt: skip
