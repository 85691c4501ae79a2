"""What the law asks before an act, as pure functions that return everything that is missing.

Sources: Decree 118/2025 with Decree 61/2018 as its proxy (one supplement request, complete in one
go; reasons; four eyes), Circular 01/2018/TT-VPCP (slips). See the handbook's chapter on dossiers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .life import Act


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there; `code` is translated at the doors."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked of the applicant: which question or document, why, and on what ground."""

    about: str
    reason: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards look at; the step that loads them fills only what the act needs."""

    problems: int = 0
    charge_open: bool = False
    answers_awaited: bool = False
    objected: bool = False
    supplements_asked: int = 0
    override_reason: str = ""
    supervisor: str = ""
    items: tuple[Item, ...] = ()
    contact: str = ""
    replies_in_future: bool = True
    reason: str = ""
    legal_basis: str = ""
    signer: str = ""
    drafter: str = ""
    actor: str = ""
    handler: str = ""
    receiver_name: str = ""
    extended_before: bool = False
    later_date: bool = True
    apology: str = ""


def missing_for(act: Act, facts: Facts) -> list[Missing]:
    """Everything that stands between the facts and the act; empty means it may be done."""
    return [gap for check in _CHECKS.get(act, ()) for gap in check(facts)]


def missing_for_extension(facts: Facts) -> list[Missing]:
    """A new date needs an apology, must be later, and is given once at most (Decree 118/2025)."""
    gaps = []
    if not facts.apology.strip():
        gaps.append(Missing("apology-missing"))
    if facts.extended_before:
        gaps.append(Missing("already-extended"))
    if not facts.later_date:
        gaps.append(Missing("date-not-later"))
    return gaps


def _complete(facts: Facts) -> list[Missing]:
    return [Missing("answers-incomplete", {"count": facts.problems})] if facts.problems else []


def _paid(facts: Facts) -> list[Missing]:
    return [Missing("fee-unpaid")] if facts.charge_open else []


def _answered(facts: Facts) -> list[Missing]:
    """What its applicant was asked since the procedure changed is still open."""
    return [Missing("new-answers-awaited")] if facts.answers_awaited else []


def _wanted(facts: Facts) -> list[Missing]:
    """The applicant says that they did not want what was filed for them: nothing is granted."""
    return [Missing("applicant-objects")] if facts.objected else []


def _grounds(facts: Facts) -> list[Missing]:
    gaps = _reason(facts)
    if not facts.legal_basis.strip():
        gaps.append(Missing("legal-basis-missing"))
    return gaps


def _reason(facts: Facts) -> list[Missing]:
    return [] if facts.reason.strip() else [Missing("reason-missing")]


def _signer(facts: Facts) -> list[Missing]:
    return [] if facts.signer else [Missing("signer-missing")]


def _items(facts: Facts) -> list[Missing]:
    gaps = [] if facts.items else [Missing("items-missing")]
    for number, item in enumerate(facts.items, start=1):
        if not item.about.strip():
            gaps.append(Missing("item-about-missing", {"number": number}))
        if not item.reason.strip():
            gaps.append(Missing("item-reason-missing", {"number": number}))
        if not item.legal_basis.strip():
            gaps.append(Missing("item-legal-basis-missing", {"number": number}))
    if not facts.contact.strip():
        gaps.append(Missing("contact-missing"))
    if not facts.replies_in_future:
        gaps.append(Missing("reply-date-past"))
    return gaps


def _one_request(facts: Facts) -> list[Missing]:
    """A second request counts as late and needs a reason and another person's leave for it."""
    if facts.supplements_asked == 0:
        return []
    gaps = [] if facts.override_reason.strip() else [Missing("second-request-reason-missing")]
    if facts.supervisor in {"", facts.actor}:
        gaps.append(Missing("second-request-supervisor-missing"))
    return gaps


def _four_eyes(facts: Facts) -> list[Missing]:
    return [Missing("drafter-cannot-sign")] if facts.drafter == facts.actor else []


def _mine(facts: Facts) -> list[Missing]:
    return [] if facts.handler in {"", facts.actor} else [Missing("not-the-handler")]


def _received_by(facts: Facts) -> list[Missing]:
    return [] if facts.receiver_name.strip() else [Missing("receiver-name-missing")]


_CHECKS: dict[Act, tuple[Callable[[Facts], list[Missing]], ...]] = {
    Act.FILE: (_complete,),
    Act.ACCEPT: (_paid, _answered, _wanted),
    Act.REFUSE_AT_INTAKE: (_grounds,),
    Act.ASK_SUPPLEMENT_AT_INTAKE: (_items, _one_request),
    Act.SUPPLEMENT_AT_INTAKE: (_complete,),
    Act.ASK_SUPPLEMENT: (_mine, _items, _one_request),
    Act.SUPPLEMENT: (_complete,),
    Act.ASK_OPINION: (_mine,),
    Act.ASK_PAYMENT: (_mine,),
    Act.DRAFT_RESULT: (_mine, _complete, _answered, _wanted),
    Act.DRAFT_REFUSAL: (_mine, _grounds),
    Act.RETURN_DRAFT: (_reason,),
    Act.SIGN: (_four_eyes, _wanted),
    Act.ISSUE: (_wanted,),
    Act.DECLINE_WITHDRAWAL: (_reason,),
    Act.DELIVER_ONLINE: (_paid,),
    Act.HAND_OVER: (_received_by, _paid),
    Act.STOP: (_grounds, _signer),
}  # fmt: skip
