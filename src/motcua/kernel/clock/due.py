"""When is it due? A fold over the clock's acts that keeps the whole tape as its explanation."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from motcua.kernel.calendar import Calendar

from .acts import ActKind, ClockAct, ClockActRefused, PauseReason, checked, refused
from .allowance import Allowance, Policy
from .counting import count, intervals
from .explanation import Due, Explanation, Interval, Plain, Promise, Why
from .rules import ClockRules

PAUSED = {
    PauseReason.SUPPLEMENT: Why.PAUSED_SUPPLEMENT,
    PauseReason.PAYMENT: Why.PAUSED_PAYMENT,
    PauseReason.INCIDENT: Why.PAUSED_INCIDENT,
    PauseReason.CONFIRMATION: Why.PAUSED_CONFIRMATION,
}


def due(
    acts: Sequence[ClockAct],
    allowance: Allowance,
    policy: Policy,
    calendar: Calendar,
    rules: ClockRules,
) -> Due:
    """The due date after these acts, with its explanation. Seconds are dropped: slips show minutes.

    A pause adds the calendar time it lasted to the due date, which then settles on a working day
    at the same time of day (domain specification 5.4 and 5.6; the time that is not the
    authority's: Decree 301/2026). A supplement under RESTART counts the whole allowance again
    from the moment the dossier is complete. No act ever brings a promised date forward. A pause
    that begins on a day after the due date no longer moves it: late is late.

    :raises ClockActRefused: the acts cannot have happened in this order (see `acts.checked`);
        also `extension-not-later` and `extension-on-day-off`
    :raises UnknownYear: the date lies beyond what the calendar knows
    :raises AllowanceInvalid: a part shorter than a minute
    :raises NaiveTime: a time without a zone
    """
    return _played(acts, _Tape(allowance, policy, calendar, rules)).answer()


def due_at(
    acts: Sequence[ClockAct],
    allowance: Allowance,
    policy: Policy,
    calendar: Calendar,
    rules: ClockRules,
) -> datetime:
    """The date alone, as `due` has it: for many at once, where nobody reads why.

    :raises: as `due`
    """
    return _played(acts, _Tape(allowance, policy, calendar, rules)).due_at


def _played(acts: Sequence[ClockAct], tape: "_Tape") -> "_Tape":
    ordered = checked(acts)
    if not ordered:
        raise ClockActRefused("no act at all", problem="not-started", act=ActKind.START.value)
    for act in ordered:
        tape.take(act)
    return tape


def when_ready(
    received_at: datetime, allowance: Allowance, calendar: Calendar, rules: ClockRules
) -> Due:
    """When would it be ready, if a complete dossier were received at that moment?

    :raises UnknownYear: the date lies beyond what the calendar knows
    """
    start = ClockAct(ActKind.START, received_at)
    return due([start], allowance, Policy.PAUSE, calendar, rules)


@dataclass(slots=True)
class _Tape:
    """Intervals so far, up to the present promise."""

    allowance: Allowance
    policy: Policy
    calendar: Calendar
    rules: ClockRules
    intervals: list[Interval] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    paused: ClockAct | None = None

    @property
    def due_at(self) -> datetime:
        return self.promises[-1].due_at

    def take(self, act: ClockAct) -> None:
        at = self.calendar.local(act.at).replace(second=0, microsecond=0)
        act = replace(act, at=at)
        {
            ActKind.START: self._start,
            ActKind.PAUSE: self._pause,
            ActKind.RESUME: self._resume,
            ActKind.RESTART: self._restart,
            ActKind.EXTEND: self._extend,
            ActKind.STOP: self._stop,
        }[act.kind](act)

    def answer(self) -> Due:
        if self.paused is not None:
            self._append(self._pause_until(self.due_at, {"open": True}))
        self._cut(self.due_at)
        tape = tuple(self._with_days_off(interval) for interval in self.intervals)
        explanation = Explanation(
            intervals=tape,
            promises=tuple(self.promises),
            amount=f"{self.allowance.amount:f}",
            unit=self.allowance.unit.value,
            policy=self.policy.value,
            calendar_version=self.calendar.version,
            rules_version=self.rules.version,
            timezone=self.calendar.timezone,
            is_forecast=self._is_forecast(),
        )
        return Due(self.due_at, explanation, is_paused=self.paused is not None)

    # Acts

    def _start(self, act: ClockAct) -> None:
        self._count_from(act.at, Why.COUNTING)

    def _pause(self, act: ClockAct) -> None:
        self._cut(act.at)
        self.paused = act

    def _resume(self, act: ClockAct) -> None:
        pause = self._end_pause(act.at)
        if self.policy is Policy.RESTART and pause.reason == PauseReason.SUPPLEMENT:
            self._count_from(act.at, Why.RESTARTED)
        elif pause.at.date() > self.due_at.date():
            self._promise(act.at, Why.RESUMED, self.due_at)
        else:
            lasted = act.at - pause.at
            target = self.calendar.local(self.due_at + lasted)
            due_at = self.calendar.settle(target)
            minutes = int(lasted.total_seconds()) // 60
            end = min(target, due_at)
            self._append(Interval(act.at, end, Why.RESUMED, {"added_minutes": minutes}))
            self._append(Interval(max(act.at, end), due_at, Why.ROLLED))
            self._promise(act.at, Why.RESUMED, due_at)

    def _restart(self, act: ClockAct) -> None:
        if self.paused is not None:
            self._end_pause(act.at)
        self._cut(act.at)
        self._count_from(act.at, Why.RESTARTED)

    def _extend(self, act: ClockAct) -> None:
        assert act.until is not None
        until = self.calendar.local(act.until).replace(second=0, microsecond=0)
        if not self.calendar.is_working_day(until.date()):
            raise refused("extension-on-day-off", act)
        until = self.calendar.settle(until)
        if until <= max(self.due_at, act.at):
            raise refused("extension-not-later", act)
        if act.at > self.due_at:
            self._cut(act.at)
        self._append(Interval(max(self.due_at, act.at), until, Why.EXTENDED))
        self._promise(act.at, Why.EXTENDED, until)

    def _stop(self, act: ClockAct) -> None:
        if self.paused is not None:
            self._end_pause(act.at)
        self._cut(act.at)
        self._append(Interval(act.at, self.due_at, Why.ENDED))

    # Tape

    def _count_from(self, at: datetime, why: Why) -> None:
        counted = count(at, self.allowance, self.calendar, self.rules)
        promised = max([counted.due_at, *(p.due_at for p in self.promises[-1:])])
        tape = intervals(counted, why=why, allowance=self.allowance, rules=self.rules)
        for interval in tape:
            self._append(interval)
        # A restart may reach less far than a date already promised, which then stands.
        self._append(Interval(tape[-1].ends_at, promised, why, {"promise_kept": True}))
        self._promise(at, why, promised)

    def _end_pause(self, at: datetime) -> ClockAct:
        assert self.paused is not None
        pause = self.paused
        self._append(self._pause_until(at, {}))
        self.paused = None
        return pause

    def _pause_until(self, at: datetime, params: dict[str, Plain]) -> Interval:
        assert self.paused is not None
        reference: dict[str, Plain] = {"ref": self.paused.ref} if self.paused.ref else {}
        why = PAUSED[PauseReason(self.paused.reason)]
        return Interval(self.paused.at, at, why, reference | params)

    def _promise(self, at: datetime, why: Why, due_at: datetime) -> None:
        self.promises.append(Promise(at, why, due_at))

    def _append(self, interval: Interval) -> None:
        if interval.starts_at < interval.ends_at:
            self.intervals.append(interval)

    def _cut(self, at: datetime) -> None:
        """Let the tape end at `at`; where the promise had lapsed before, the clock ran past due."""
        kept = [replace(i, ends_at=min(i.ends_at, at)) for i in self.intervals if i.starts_at < at]
        if kept and kept[-1].ends_at < at:
            kept.append(Interval(kept[-1].ends_at, at, Why.PAST_DUE))
        self.intervals = kept

    def _with_days_off(self, interval: Interval) -> Interval:
        waiting = interval.why in (Why.OUTSIDE_HOURS, Why.DAY_OFF, Why.AFTER_CUTOFF, Why.ROLLED)
        if not waiting and not (interval.is_running and self.allowance.unit.skips_days_off):
            return interval
        days = self.calendar.days_off(interval.starts_at.date(), interval.ends_at.date())
        return replace(interval, days_off=days)

    def _is_forecast(self) -> bool:
        first, last = self.intervals[0].starts_at.date(), self.due_at.date()
        inside = self.calendar.days_off(first, last)
        return last > self.calendar.decided_until or any(day.is_forecast for day in inside)
