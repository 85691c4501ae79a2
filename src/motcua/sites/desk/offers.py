"""What the screen offers: the acts of the machine, less those that would be refused anyway."""

from collections.abc import Callable
from dataclasses import dataclass

from motcua.modules.dossiers.rules import EXTENDABLE, EXTENDERS, SUPERVISORS, Act, State
from motcua.modules.results.rules import life as results

from . import words
from .folder import Folder

#: The door of each act, in the order they are offered: what carries the dossier on comes first.
DOORS: dict[Act, str] = {
    Act.ACCEPT: "accept",
    Act.TAKE_UP: "take-up",
    Act.DRAFT_RESULT: "draft-result",
    Act.SIGN: "sign",
    Act.ISSUE: "issue",
    Act.HAND_OVER: "hand-over",
    Act.DELIVER_ONLINE: "deliver",
    Act.AGREE_WITHDRAWAL: "agree-withdrawal",
    Act.ASSIGN: "assign",
    Act.ASK_SUPPLEMENT_AT_INTAKE: "ask-supplement",
    Act.ASK_SUPPLEMENT: "ask-supplement",
    Act.ASK_PAYMENT_AT_INTAKE: "ask-fee",
    Act.ASK_OPINION: "ask-opinion",
    Act.ASK_PAYMENT: "ask-payment",
    Act.RETURN_DRAFT: "return-draft",
    Act.DRAFT_REFUSAL: "draft-refusal",
    Act.DECLINE_WITHDRAWAL: "decline-withdrawal",
    Act.REFUSE_AT_INTAKE: "refuse",
    Act.STOP: "stop",
}
MAIN = frozenset({
    Act.ACCEPT, Act.TAKE_UP, Act.DRAFT_RESULT, Act.SIGN, Act.ISSUE, Act.HAND_OVER,
    Act.DELIVER_ONLINE, Act.ASSIGN,
})  # fmt: skip
#: Done from the dossier's page itself: nothing to fill in, and nothing that cannot be taken back.
AT_ONCE = frozenset({"take-up"})
GRAVE = frozenset({Act.REFUSE_AT_INTAKE, Act.STOP})


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: the name of the door, its words, how heavy it looks."""

    door: str
    label: str
    tone: str
    at_once: bool


def offered(folder: Folder) -> list[Offer]:
    """What this officer may do with this dossier now, the main act first."""
    acts = [act for act in DOORS if act in folder.card.acts and _goes(act, folder)]
    main = next((act for act in acts if act in MAIN), None)
    found = [
        Offer(DOORS[act], str(words.ACTS[act]), _tone(act, main), DOORS[act] in AT_ONCE)
        for act in acts
    ]
    others = [
        Offer(name, str(words.OTHER_ACTS[name]), "" if name == "give-opinion" else "secondary",
              at_once=False)
        for name, goes in _OTHERS.items()
        if goes(folder)
    ]  # fmt: skip
    return found + others


def _tone(act: Act, main: Act | None) -> str:
    if act is main:
        return ""
    return "warning" if act in GRAVE else "secondary"


def _goes(act: Act, folder: Folder) -> bool:
    check = _CHECKS.get(act)
    return check is None or check(folder)


def _may_ask_again(folder: Folder) -> bool:
    return not folder.is_asked_again or folder.card.second_request_by not in {"", folder.actor.id}


def _result_takes(act: results.Act) -> Callable[[Folder], bool]:
    return lambda folder: folder.result is not None and act in folder.result.acts


_CHECKS: dict[Act, Callable[[Folder], bool]] = {
    Act.ACCEPT: lambda folder: not folder.owes,
    Act.ASK_PAYMENT_AT_INTAKE: lambda folder: folder.owes,
    Act.ASK_SUPPLEMENT_AT_INTAKE: _may_ask_again,
    Act.ASK_SUPPLEMENT: _may_ask_again,
    Act.ASK_PAYMENT: lambda folder: folder.has_further_fees,
    Act.SIGN: _result_takes(results.Act.APPROVE),
    Act.RETURN_DRAFT: _result_takes(results.Act.RETURN),
    Act.ISSUE: _result_takes(results.Act.NUMBER),
    Act.HAND_OVER: _result_takes(results.Act.HAND_OVER),
    Act.DELIVER_ONLINE: _result_takes(results.Act.DELIVER),
}


def may_extend(folder: Folder) -> bool:
    card = folder.card
    runs = card.state in EXTENDABLE and card.due_at is not None
    return runs and not card.is_extended and bool(folder.roles & EXTENDERS)


def may_allow_second_request(folder: Folder) -> bool:
    card = folder.card
    asking = {State.SUBMITTED, State.IN_PROCESS}
    return (
        card.state in asking
        and folder.is_asked_again
        and not card.second_request_allowed
        and bool(folder.roles & SUPERVISORS)
    )


def may_give_opinion(folder: Folder) -> bool:
    return folder.card.state is State.WAITING_COORDINATION and folder.opinion_of_mine is not None


_OTHERS: dict[str, Callable[[Folder], bool]] = {
    "give-opinion": may_give_opinion,
    "extend": may_extend,
    "allow-second-request": may_allow_second_request,
}
