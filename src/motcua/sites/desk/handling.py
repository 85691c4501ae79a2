"""While it is being processed: who handles it, opinions, further fees, a new date, stopping."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.kernel.actors import Role
from motcua.kernel.calendar import Calendar
from motcua.kernel.errors import NotAllowed, NotFound, Refusal, WrongMoment
from motcua.modules.catalogue.rules.fees import ChargeLine, PriceUnknown
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.rules import EXTENDERS, Act, State
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind

from . import offers, words
from .acting import Sheet, answer, on_dossier, refused, sheet
from .folder import Folder
from .typed import Day, Gap, day, out_of_reach, proposed, text, too_long

#: Decree 118/2025 leaves the date to who asks, inside the whole deadline; this is only a start.
DAYS_TO_ANSWER = 2


@on_dossier
def take_up(request: HttpRequest, folder: Folder) -> HttpResponse:
    """A case officer takes a dossier nobody was named for."""
    return answer(
        request, folder, sheet(Act.TAKE_UP, "desk/plain.html"), act=Act.TAKE_UP,
        do=lambda: dossiers.take_up(dossier_id=folder.id, by=folder.actor, at=folder.at),
    )  # fmt: skip


@on_dossier
def assign(request: HttpRequest, folder: Folder) -> HttpResponse:
    """The head names the case officer, also in place of another."""
    holders = organisation.officers_holding(Role.CASE_OFFICER, folder.card.agency, on=folder.today)
    chosen = text(request, "officer")
    known = {str(card.id): card for card in holders}
    gaps = [] if chosen in known else [("officer", _("Chọn người thụ lý"))]
    asked = sheet(
        Act.ASSIGN, "desk/assign.html",
        officers=holders, chosen=chosen or folder.card.handler.partition(":")[2],
    )  # fmt: skip
    return answer(
        request, folder, asked, act=Act.ASSIGN, gaps=gaps,
        do=lambda: dossiers.assign(
            dossier_id=folder.id, officer=UUID(chosen), by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


@on_dossier
def ask_opinion(request: HttpRequest, folder: Folder) -> HttpResponse:
    """Another agency is asked, by a date; the clock goes on."""
    others = [
        card
        for card in organisation.competent_agencies(list(AgencyKind))
        if card.code != folder.card.agency
    ]
    agency, question = text(request, "agency"), text(request, "question")
    reply_by = _date(request, "reply_by", folder)
    asked = sheet(
        Act.ASK_OPINION, "desk/ask_opinion.html",
        agencies=others, agency=agency, question=question, reply_by=reply_by,
    )  # fmt: skip
    gaps: list[Gap] = too_long(request, "question")
    if agency not in {card.code for card in others}:
        gaps.append(("agency", _("Chọn cơ quan cần hỏi")))
    if not question:
        gaps.append(("question", _("Ghi điều cần hỏi")))
    return answer(
        request, folder, asked, act=Act.ASK_OPINION, gaps=[*gaps, *_yet_to_come(reply_by, folder)],
        do=lambda: dossiers.ask_opinion(
            dossier_id=folder.id, of_agency=agency, question=question,
            reply_by=reply_by.ends_at(), by=folder.actor, at=folder.at,
        ),
    )  # fmt: skip


@on_dossier
def give_opinion(request: HttpRequest, folder: Folder) -> HttpResponse:
    """The asked agency answers."""
    opinion = folder.opinion_of_mine
    if opinion is None:
        raise NotFound("nothing was asked of this officer's agency")
    said = text(request, "answer")
    asked = Sheet(
        "give-opinion", str(words.OTHER_ACTS["give-opinion"]), "desk/give_opinion.html",
        {"opinion": opinion, "answer": said},
    )  # fmt: skip
    gaps = [*too_long(request, "answer")]
    if not said:
        gaps.append(("answer", _("Ghi ý kiến của cơ quan bạn")))
    return answer(
        request, folder, asked, gaps=gaps,
        do=lambda: dossiers.give_opinion(
            dossier_id=folder.id, answer=said, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


@on_dossier
def ask_payment(request: HttpRequest, folder: Folder) -> HttpResponse:
    """A fee that the law asks before the result: the clock pauses until it is paid."""
    lines: list[ChargeLine] = []
    plain = sheet(Act.ASK_PAYMENT, "desk/payment.html", lines=lines)
    try:
        lines += folder.further_fees
    except PriceUnknown as refusal:
        return refused(request, folder, plain, refusal)
    gaps = (
        [] if lines else [("", _("Thủ tục này không có khoản nào phải nộp trước khi trả kết quả"))]
    )
    return answer(
        request, folder, plain, act=Act.ASK_PAYMENT, gaps=gaps,
        do=lambda: dossiers.ask_payment(
            dossier_id=folder.id, lines=lines, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


@on_dossier
def extend(request: HttpRequest, folder: Folder) -> HttpResponse:
    """Apologise, and give one new date."""
    apology, until = text(request, "apology"), _until(request)
    asked = Sheet(
        "extend", str(words.OTHER_ACTS["extend"]), "desk/extend.html",
        {"apology": apology, "until": until},
    )  # fmt: skip
    if request.method == "GET" and not offers.may_extend(folder):
        return refused(request, folder, asked, _why_no_extension(folder))
    calendar = organisation.calendar_of(folder.card.agency)
    gaps = [
        *too_long(request, "apology"),
        *until.gaps,
        *(out_of_reach(until, calendar) or _on_day_off(until, calendar)),
    ]
    if gaps and not apology:
        gaps.append(("apology", str(words.MISSING["apology-missing"])))
    return answer(
        request, folder, asked, gaps=gaps,
        do=lambda: dossiers.extend(
            dossier_id=folder.id, until=_closing(until, calendar), apology=apology,
            by=folder.actor, at=folder.at,
        ),
    )  # fmt: skip


@on_dossier
def stop(request: HttpRequest, folder: Folder) -> HttpResponse:
    """End without a result: never without a reason and its ground in law."""
    reason, basis = text(request, "reason"), text(request, "legal_basis")
    asked = sheet(Act.STOP, "desk/grounds.html", reason=reason, legal_basis=basis)
    return answer(
        request, folder, asked, act=Act.STOP, gaps=too_long(request, "reason", "legal_basis"),
        do=lambda: dossiers.stop(
            dossier_id=folder.id, reason=reason, legal_basis=basis, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


def _date(request: HttpRequest, name: str, folder: Folder) -> Day:
    if request.method == "POST":
        return day(request, name)
    calendar = organisation.calendar_of(folder.card.agency)
    return proposed(name, calendar.add_working_days(folder.at, DAYS_TO_ANSWER).date())


def _until(request: HttpRequest) -> Day:
    """Empty to start with: the new date is a promise, and somebody must think of it."""
    if request.method == "POST":
        return day(request, "until")
    return Day("until", {}, None)


def _closing(until: Day, calendar: Calendar) -> datetime:
    """The end of office hours on the new day: that is when results are due."""
    assert until.on is not None
    return calendar.closing(until.on)


def _on_day_off(until: Day, calendar: Calendar) -> list[Gap]:
    if until.on is None or calendar.is_working_day(until.on):
        return []
    return [("until-day", _("Ngày này là ngày nghỉ; chọn một ngày làm việc"))]


def _yet_to_come(reply_by: Day, folder: Folder) -> list[Gap]:
    if reply_by.on is None:
        return reply_by.gaps
    if reply_by.on < folder.today:
        return [("reply_by-day", _("Hạn trả lời phải là hôm nay hoặc một ngày sắp tới"))]
    return out_of_reach(reply_by, organisation.calendar_of(folder.card.agency))


def _why_no_extension(folder: Folder) -> Refusal:
    if not folder.roles & EXTENDERS:
        return NotAllowed("only who handles or heads it extends")
    return WrongMoment("no date can be moved", state=State(folder.card.state))
