"""At the counter: accept, refuse, send back to the fee, let an officer ask once more."""

from django.http import HttpRequest, HttpResponse

from motcua.kernel import clock
from motcua.kernel.actors import Role
from motcua.kernel.errors import NotAllowed, Refusal, WrongMoment
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.rules import SUPERVISORS, Act, State
from motcua.modules.organisation import queries as organisation

from . import offers, papers, words
from .acting import Sheet, answer, on_dossier, refused, sheet
from .folder import Folder
from .typed import text, too_long


@on_dossier
def accept(request: HttpRequest, folder: Folder) -> HttpResponse:
    """One look at what is promised, then the code, the clock and the slip."""
    asked = sheet(
        Act.ACCEPT,
        "desk/accept.html",
        due=_promise(folder) if request.method == "GET" else None,
        papers=papers.listed(folder.revision.form, folder.answers, folder.id, by=folder.actor),
    )
    return answer(
        request, folder, asked, act=Act.ACCEPT,
        do=lambda: dossiers.accept(dossier_id=folder.id, by=folder.actor, at=folder.at),
    )  # fmt: skip


def _promise(folder: Folder) -> clock.Due | None:
    """The date the slip would name if it were printed now."""
    calendar = organisation.calendar_of(folder.card.agency)
    rules = organisation.clock_rules_on(folder.today)
    facts = {"answers": folder.priced, "channel": folder.card.channel}
    try:
        allowance = folder.filed_on.allowance(folder.card.channel, facts)
        return clock.when_ready(folder.at, allowance, calendar, rules)
    except Refusal:
        # The act itself will say what is wrong; the page only leaves the date out.
        return None


@on_dossier
def refuse(request: HttpRequest, folder: Folder) -> HttpResponse:
    """Not to be taken in: never without a reason and its ground in law."""
    reason, basis = text(request, "reason"), text(request, "legal_basis")
    asked = sheet(Act.REFUSE_AT_INTAKE, "desk/grounds.html", reason=reason, legal_basis=basis)
    return answer(
        request, folder, asked, act=Act.REFUSE_AT_INTAKE,
        gaps=too_long(request, "reason", "legal_basis"),
        do=lambda: dossiers.refuse_at_intake(
            dossier_id=folder.id, reason=reason, legal_basis=basis, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


@on_dossier
def ask_fee(request: HttpRequest, folder: Folder) -> HttpResponse:
    """Back to waiting for a fee that is still open."""
    asked = sheet(Act.ASK_PAYMENT_AT_INTAKE, "desk/fee.html", charges=folder.charges)
    return answer(
        request, folder, asked, act=Act.ASK_PAYMENT_AT_INTAKE,
        do=lambda: dossiers.ask_payment_at_intake(
            dossier_id=folder.id, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


@on_dossier
def allow_second_request(request: HttpRequest, folder: Folder) -> HttpResponse:
    """A supervisor lets an officer ask once more; it will count as late."""
    reason = text(request, "reason")
    asked = Sheet(
        "allow-second-request",
        str(words.OTHER_ACTS["allow-second-request"]),
        "desk/reason.html",
        {"reason": reason, "why": "second-request"},
    )
    # The operation takes leave given ahead; the desk gives it only where it is wanted.
    if not offers.may_allow_second_request(folder):
        return refused(request, folder, asked, _why_not(folder))
    return answer(
        request, folder, asked, gaps=too_long(request, "reason"),
        do=lambda: dossiers.allow_second_request(
            dossier_id=folder.id, reason=reason, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


def _why_not(folder: Folder) -> Refusal:
    supervises: frozenset[Role] = folder.roles & SUPERVISORS
    if not supervises:
        return NotAllowed("only a supervisor allows a second request")
    return WrongMoment("no second request is wanted", state=State(folder.card.state))
