"""Dossiers as another system hands them over, by story."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from motcua.kernel.clock import ActKind, ClockAct, PauseReason
from motcua.kernel.money import Dong
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers.rules import Act, Item, State
from motcua.modules.dossiers.rules.past import (
    PastAct,
    PastCharge,
    PastDossier,
    PastLine,
    PastSupplement,
)

from .stories import SELF
from .world import EXTRACT, TUESDAY, WARD, World

#: Tuesday 2025-03-04, nine in the morning in Hà Nội.
LAST_YEAR = datetime.fromisoformat("2025-03-04T02:00:00+00:00")
BASIS = "Điều 18 Nghị định 118/2025/NĐ-CP"
FEE = PastLine("copy", "user_fee", Text("Phí cấp bản sao"), Dong(24_000), "281/2016/TT-BTC")


def after(minutes: float) -> datetime:
    return LAST_YEAR + timedelta(minutes=minutes)


def a_returned_one(world: World, *, number: int = 1) -> PastDossier:
    """Filed, paid, accepted, worked on, signed by another, returned the same day."""
    an = str(world.an.person)
    steps = (
        (Act.FILE, world.an.id), (Act.ASK_PAYMENT_AT_INTAKE, "system"),
        (Act.NOTE_PAYMENT_AT_INTAKE, "system"), (Act.ACCEPT, world.receiver.id),
        (Act.TAKE_UP, world.case_officer.id), (Act.DRAFT_RESULT, world.case_officer.id),
        (Act.SIGN, world.signatory.id), (Act.NOTE_SIGNATURE, "system"),
        (Act.ISSUE, world.clerk.id), (Act.NOTE_RESULT, "system"),
        (Act.HAND_OVER, world.returner.id),
    )  # fmt: skip
    history = tuple(PastAct(act, after(10 * n), by) for n, (act, by) in enumerate(steps))
    return PastDossier(
        code=f"{WARD}-250304-{number:04d}",
        submission_number=f"N250304-OLD{number}",
        procedure=EXTRACT,
        revision=catalogue.public_procedure(EXTRACT).revision,
        agency=WARD,
        channel="online",
        return_method="ONLINE",
        applicant=UUID(an),
        submitter=UUID(an),
        applicant_name="Nguyễn Thị An",
        state=State.RETURNED,
        answers=SELF,
        history=history,
        clock=(ClockAct(ActKind.START, after(30)), ClockAct(ActKind.STOP, after(90), "resolved")),
        charges=(PastCharge((FEE,), after(10), after(20)),),
    )


def an_open_one(world: World, *, number: int = 1) -> PastDossier:
    """In hand since Tuesday morning; nothing drafted yet."""
    whole = a_returned_one(world, number=number)
    begun = [replace(a, at=a.at - LAST_YEAR + TUESDAY) for a in whole.history[:5]]
    return replace(
        whole,
        code=f"{WARD}-261117-{number:04d}",
        state=State.IN_PROCESS,
        history=tuple(begun),
        clock=(ClockAct(ActKind.START, begun[3].at),),
        charges=(PastCharge((FEE,), begun[1].at, begun[2].at),),
        handler=world.case_officer.id,
    )


def one_to_complete(world: World, *, number: int = 1) -> PastDossier:
    """In hand, and the applicant was asked for more."""
    before = an_open_one(world, number=number)
    asked = PastAct(Act.ASK_SUPPLEMENT, TUESDAY + timedelta(hours=2), world.case_officer.id)
    item = Item("Giấy tờ", "Ảnh mờ", BASIS)
    reply_by = TUESDAY + timedelta(days=10)
    return replace(
        before,
        state=State.PROCESS_SUPPLEMENT,
        history=(*before.history, asked),
        clock=(*before.clock, ClockAct(ActKind.PAUSE, asked.at, PauseReason.SUPPLEMENT)),
        supplements=(PastSupplement((item,), "Chị Chi", asked.by, asked.at, reply_by),),
    )


def one_to_pay(world: World, *, number: int = 1) -> PastDossier:
    """Filed; the fee is still owed."""
    whole = a_returned_one(world, number=number)
    return replace(
        whole,
        code="",
        state=State.AWAITING_PAYMENT_INTAKE,
        history=whole.history[:2],
        clock=(),
        charges=(PastCharge((FEE,), after(10)),),
    )
