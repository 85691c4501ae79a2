"""Invents the histories of dossiers: what happens at a counter, in what shares and how fast."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from motcua.kernel.clock import ActKind, ClockAct, PauseReason
from motcua.modules.dossiers.rules import Act, Item, State
from motcua.modules.dossiers.rules.past import PastAct, PastOpinion, PastSupplement

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
BASIS = "Điều 18 Nghị định 118/2025/NĐ-CP"

#: How finished dossiers ended, by share; most are returned.
ENDINGS = {
    State.RETURNED: 91.0,
    State.REJECTED_AT_INTAKE: 4.0,
    State.WITHDRAWN: 3.0,
    State.STOPPED: 2.0,
}
#: Where open dossiers stand, by share.
STANDINGS = {
    State.SUBMITTED: 24.0,
    State.AWAITING_PAYMENT_INTAKE: 8.0,
    State.INTAKE_SUPPLEMENT: 7.0,
    State.ACCEPTED: 22.0,
    State.IN_PROCESS: 27.0,
    State.WAITING_COORDINATION: 4.0,
    State.PROCESS_SUPPLEMENT: 5.0,
    State.WITHDRAW_REQUESTED: 3.0,
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in one dossier, as the journal names them."""

    applicant: str
    receiver: str
    case_officer: str
    dept_head: str
    signatory: str
    clerk: str
    returner: str
    other_agency: str


@dataclass(slots=True)
class Story:
    """A history being told. `at` is the moment reached; `pace` stretches what officers take."""

    cast: Cast
    draw: random.Random
    at: datetime
    until: datetime
    pace: float
    answers: Mapping[str, object]
    history: list[PastAct] = field(default_factory=list)
    clock: list[ClockAct] = field(default_factory=list)
    supplements: list[PastSupplement] = field(default_factory=list)
    opinions: list[PastOpinion] = field(default_factory=list)
    charge: tuple[datetime, datetime | None] | None = None
    handler: str = ""

    def tell(self, end: State, *, owes: bool) -> "Story":
        """Everything from filing until the dossier stands at `end`."""
        self._do(Act.FILE, self.cast.applicant, minutes=0)
        if owes:
            self._owe(end)
        if end is State.AWAITING_PAYMENT_INTAKE:
            return self
        if end in _AT_INTAKE:
            _AT_INTAKE[end](self)
            return self
        self._do(Act.ACCEPT, self.cast.receiver, minutes=180)
        self.clock.append(ClockAct(ActKind.START, self.at))
        if end is State.ACCEPTED:
            return self
        self._do(Act.TAKE_UP, self.cast.case_officer, minutes=120)
        self.handler = self.cast.case_officer
        _IN_WORK[end](self)
        return self

    def _do(
        self, act: Act, by: str, *, minutes: int, reason: str = "", legal_basis: str = ""
    ) -> None:
        """The next act, after some while, in office hours if an officer does it."""
        is_office = by.startswith("officer:")
        lasts = minutes * (self.pace if is_office else 1.0) * self.draw.uniform(0.25, 1.0)
        at = self.at + timedelta(minutes=int(lasts))
        if is_office:
            at = in_office_hours(at)
        # What cannot have happened yet happened just now: open dossiers are as young as they are.
        self.at = max(self.at, min(at, self.until))
        self.history.append(PastAct(act, self.at, by, reason, legal_basis))

    def _owe(self, end: State) -> None:
        self.history.append(PastAct(Act.ASK_PAYMENT_AT_INTAKE, self.at, "system"))
        self.charge = (self.at, None)
        if end is not State.AWAITING_PAYMENT_INTAKE:
            self._do(Act.NOTE_PAYMENT_AT_INTAKE, "system", minutes=60)
            self.charge = (self.charge[0], self.at)

    # Before acceptance

    def _wait(self) -> None:
        """Filed, and nobody has looked at it yet."""

    def _reject(self) -> None:
        self._do(
            Act.REFUSE_AT_INTAKE, self.cast.receiver, minutes=300,
            reason="Không thuộc thẩm quyền giải quyết", legal_basis=BASIS,
        )  # fmt: skip

    def _ask_at_intake(self) -> None:
        self._do(Act.ASK_SUPPLEMENT_AT_INTAKE, self.cast.receiver, minutes=300)
        self._asked(self.cast.receiver)

    def _withdraw(self) -> None:
        self._do(Act.WITHDRAW, self.cast.applicant, minutes=900, reason="Đổi ý")

    # In process

    def _work(self) -> None:
        """It is being worked on; one in ten had to be completed on the way."""
        if self.draw.random() < 0.1:
            self._ask()
            self._give()

    def _ask(self) -> None:
        self._do(Act.ASK_SUPPLEMENT, self.cast.case_officer, minutes=600)
        self._asked(self.cast.case_officer)
        self.clock.append(ClockAct(ActKind.PAUSE, self.at, PauseReason.SUPPLEMENT))

    def _asked(self, by: str) -> None:
        item = Item("Giấy tờ kèm theo", "Ảnh chụp mờ, không đọc được", BASIS)
        reply_by = self.at + timedelta(days=10)
        self.supplements.append(PastSupplement((item,), "Bộ phận Một cửa", by, self.at, reply_by))

    def _give(self) -> None:
        self._do(Act.SUPPLEMENT, self.cast.applicant, minutes=2000)
        self.supplements[-1] = replace(
            self.supplements[-1], answers=self.answers, answered_at=self.at
        )
        self.clock.append(ClockAct(ActKind.RESUME, self.at, PauseReason.SUPPLEMENT))

    def _consult(self) -> None:
        self._do(Act.ASK_OPINION, self.cast.case_officer, minutes=600)
        question = "Đề nghị cho ý kiến về hồ sơ"
        self.opinions.append(
            PastOpinion(
                self.cast.other_agency,
                question,
                self.cast.case_officer,
                self.at,
                self.at + timedelta(days=2),
            )
        )

    def _ask_back(self) -> None:
        self._do(Act.ASK_WITHDRAWAL, self.cast.applicant, minutes=1500, reason="Không cần nữa")

    def _stop(self) -> None:
        self._work()
        self._do(
            Act.STOP, self.cast.signatory, minutes=3000,
            reason="Người nộp không bổ sung trong hạn", legal_basis=BASIS,
        )  # fmt: skip
        self.clock.append(ClockAct(ActKind.STOP, self.at, "stopped"))

    def _finish(self) -> None:
        """Drafted by one, signed by another, numbered, returned."""
        self._work()
        refuses = self.draw.random() < 0.05
        if refuses:
            self._do(
                Act.DRAFT_REFUSAL, self.cast.case_officer, minutes=900,
                reason="Không đủ điều kiện", legal_basis=BASIS,
            )  # fmt: skip
        else:
            self._do(Act.DRAFT_RESULT, self.cast.case_officer, minutes=900)
        self._do(Act.SIGN, self.cast.signatory, minutes=240)
        self._do(Act.NOTE_SIGNATURE, "system", minutes=0)
        self._do(Act.ISSUE, self.cast.clerk, minutes=120)
        self._do(Act.NOTE_REFUSAL if refuses else Act.NOTE_RESULT, "system", minutes=0)
        self.clock.append(ClockAct(ActKind.STOP, self.at, "resolved"))
        if self.draw.random() < 0.7:
            self._do(Act.DELIVER_ONLINE, "system", minutes=0)
        else:
            self._do(Act.HAND_OVER, self.cast.returner, minutes=2000)


_AT_INTAKE: dict[State, Callable[[Story], None]] = {
    State.SUBMITTED: Story._wait,
    State.REJECTED_AT_INTAKE: Story._reject,
    State.INTAKE_SUPPLEMENT: Story._ask_at_intake,
    State.WITHDRAWN: Story._withdraw,
}
_IN_WORK: dict[State, Callable[[Story], None]] = {
    State.IN_PROCESS: Story._work,
    State.PROCESS_SUPPLEMENT: Story._ask,
    State.WAITING_COORDINATION: Story._consult,
    State.WITHDRAW_REQUESTED: Story._ask_back,
    State.STOPPED: Story._stop,
    State.RETURNED: Story._finish,
}


def in_office_hours(at: datetime) -> datetime:
    """The same moment if an office is open then on an ordinary weekday, else the next such."""
    local = at.astimezone(HERE)
    if local.time() >= time(17):
        local = (local + timedelta(days=1)).replace(hour=8, minute=local.minute)
    elif local.time() < time(8):
        local = local.replace(hour=8)
    while local.weekday() >= 5:
        local = (local + timedelta(days=1)).replace(hour=8)
    return local.astimezone(UTC)
