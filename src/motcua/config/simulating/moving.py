"""Demo dossiers that move: invented citizens file and pay, officers handle, by the operations.

Nothing here writes a table or knows a state machine: each step is what a person would have done at
a screen, and where somebody else was faster it is refused and left.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import Refusal
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.proving import take_as_proved
from motcua.modules.dossiers.queries import MyRow
from motcua.modules.dossiers.rules import SUBJECT, Item, State
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.inventing import NoAnswers
from motcua.modules.payments import operations as payments
from motcua.modules.payments import queries as charges
from motcua.modules.results.rules import Receiver

from ..generating.city import Offer
from .chance import between, uniform
from .people import Company

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
#: Filed in an hour of the day and of the night, and how many of them may be under way at once.
BY_DAY, BY_NIGHT, UNDER_WAY = 5.0, 3.0, 10
#: How many steps one turn of the clock may make, so that the demo stays light.
STEPS = 2
BASIS = "Điều 18 Nghị định 118/2025/NĐ-CP"
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dossier of an invented citizen that waits for somebody's next step."""

    row: MyRow
    citizen: Actor
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Counter:
    """One turn of the invented part of the counter."""

    company: Company
    seed: int
    at: datetime

    def turn(self, *, every: timedelta) -> list[str]:
        """File what comes in this while, and make the steps that are due. Says what was done."""
        open_ones = [one for citizen in self.company.citizens for one in self._waiting(citizen)]
        done = []
        minute = int(self.at.timestamp() // 60)
        rate = BY_DAY if 7 <= self.at.astimezone(HERE).hour < 21 else BY_NIGHT
        comes = uniform(self.seed, "file", minute) < rate * (every / timedelta(hours=1))
        if comes and len(open_ones) < UNDER_WAY:
            with suppress(Refusal, NoAnswers):
                done.append(self._file(minute))
        due = sorted((one for one in open_ones if one.due_at <= self.at), key=lambda o: o.due_at)
        for one in due[:STEPS]:
            # Somebody who tries the demo may have done it before us: then it is refused.
            with suppress(Refusal, NoAnswers):
                STEP_FROM[one.row.state](self, one)
                done.append(f"{one.row.number} {one.row.state}")
        return done

    def _waiting(self, citizen: Actor) -> list[Waiting]:
        found = []
        for row in queries.my_dossiers(by=citizen, limit=_LOOKED_AT).items:
            if row.state in STEP_FROM:
                minutes = between(2.0, 14.0, self.seed, str(row.id), row.state)
                found.append(Waiting(row, citizen, row.moved_at + timedelta(minutes=minutes)))
        return found

    def _file(self, minute: int) -> str:
        draw = self.company.inventor.draw
        draw.seed(f"{self.seed} {minute}")
        offer = draw.choice(self.company.offers)
        citizen, office = draw.choice(self.company.citizens), draw.choice(offer.offices)
        answers = self.company.inventor.answers(offer.revision.form, plugs.get(forms.PlaceNames))
        take_as_proved(offer.revision.form, answers, applicant=citizen, at=self.at)
        number = dossiers.file_at_once(
            procedure=offer.revision.code, agency=office.code, answers=answers,
            key=f"simulated-{minute}", by=citizen, at=self.at,
        )  # fmt: skip
        return f"{number} filed"

    def _chance(self, one: Waiting, what: str) -> float:
        return uniform(self.seed, str(one.row.id), what)

    def _offer(self, one: Waiting) -> Offer:
        code = one.row.procedure_code
        return next(each for each in self.company.offers if each.revision.code == code)

    def _as(self, role: Role, one: Waiting) -> Actor:
        return self.company.officer(role, one.row.agency)

    # One step for each state that waits for a person

    def _pay(self, one: Waiting) -> None:
        charge = charges.charge_of((SUBJECT, str(one.row.id)), by=SYSTEM)
        if charge is None:
            return
        if self._chance(one, "cash") < 0.2:
            receiver = self._as(Role.RECEIVER, one)
            payments.take_cash(charge_id=charge.id, by=receiver, at=self.at)
            return
        payments.reconcile_transfer(
            agency=one.row.agency, content=charge.reference, amount=charge.amount,
            bank_ref=f"MP{charge.id.hex}", by=SYSTEM, at=self.at,
        )  # fmt: skip

    def _receive(self, one: Waiting) -> None:
        receiver = self._as(Role.RECEIVER, one)
        was_asked = bool(queries.supplements(one.row.id, by=receiver))
        if self._chance(one, "incomplete") < 0.12 and not was_asked:
            self._ask(one, receiver)
        else:
            dossiers.accept(dossier_id=one.row.id, by=receiver, at=self.at)

    def _ask(self, one: Waiting, by: Actor) -> None:
        item = Item("Giấy tờ kèm theo", "Ảnh chụp mờ, không đọc được (mô phỏng)", BASIS)
        dossiers.ask_supplement(
            dossier_id=one.row.id, items=[item], contact="Bộ phận Một cửa",
            reply_by=self.at + timedelta(days=10), by=by, at=self.at,
        )  # fmt: skip

    def _complete(self, one: Waiting) -> None:
        dossiers.give_supplement(dossier_id=one.row.id, by=one.citizen, at=self.at)

    def _take_up(self, one: Waiting) -> None:
        officer = self._as(Role.CASE_OFFICER, one)
        dossiers.take_up(dossier_id=one.row.id, by=officer, at=self.at)

    def _draft(self, one: Waiting) -> None:
        officer = self._as(Role.CASE_OFFICER, one)
        if self._chance(one, "refused") < 0.05:
            dossiers.draft_refusal(
                dossier_id=one.row.id, reason="Không đủ điều kiện (mô phỏng)", legal_basis=BASIS,
                by=officer, at=self.at,
            )  # fmt: skip
            return
        form = self._offer(one).revision.result_form
        self.company.inventor.draw.seed(str(one.row.id))
        values = self.company.inventor.answers(form, plugs.get(forms.PlaceNames))
        dossiers.draft_result(dossier_id=one.row.id, values=values, by=officer, at=self.at)

    def _sign(self, one: Waiting) -> None:
        dossiers.sign(dossier_id=one.row.id, by=self._as(Role.SIGNATORY, one), at=self.at)

    def _issue(self, one: Waiting) -> None:
        dossiers.issue(dossier_id=one.row.id, by=self._as(Role.CLERK, one), at=self.at)

    def _hand_over(self, one: Waiting) -> None:
        receiver = Receiver("Người nhận mô phỏng", "999080000000")
        returner = self._as(Role.RETURNER, one)
        dossiers.hand_over(dossier_id=one.row.id, to=receiver, by=returner, at=self.at)


#: What the next person does. A state that is not here waits for the machine, or is over.
STEP_FROM: dict[State, Callable[[Counter, Waiting], None]] = {
    State.AWAITING_PAYMENT_INTAKE: Counter._pay,
    State.SUBMITTED: Counter._receive,
    State.INTAKE_SUPPLEMENT: Counter._complete,
    State.ACCEPTED: Counter._take_up,
    State.IN_PROCESS: Counter._draft,
    State.DRAFT_RESULT: Counter._sign,
    State.ISSUING: Counter._issue,
    State.RESOLVED: Counter._hand_over,
    State.REFUSED: Counter._hand_over,
}
