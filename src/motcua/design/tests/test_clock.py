"""The law's clock in words that people read, in both languages."""

import pytest
from django.utils.translation import override

from motcua.design import clock
from motcua.kernel.clock import (
    ActKind,
    Allowance,
    ClockAct,
    Due,
    Policy,
    Unit,
    Why,
    due,
    when_ready,
)
from motcua.kernel.tests.shipped import CALENDAR, RULES, at

FRIDAY = at("2026-11-20 16:00")
THREE_DAYS = Allowance.of(3, Unit.WORKING_DAY)


def ready(allowance: Allowance = THREE_DAYS) -> Due:
    return when_ready(FRIDAY, allowance, CALENDAR, RULES)


@pytest.mark.parametrize(("amount", "unit", "vi", "en"), [
    ("3", Unit.WORKING_DAY, "3 ngày làm việc", "3 working days"),
    ("1", Unit.WORKING_DAY, "1 ngày làm việc", "1 working day"),
    ("0.5", Unit.WORKING_DAY, "0,5 ngày làm việc", "0.5 working days"),
    ("8", Unit.HOUR, "8 giờ làm việc", "8 working hours"),
    ("1", Unit.YEAR, "1 năm", "1 year"),
    ("1", Unit.IN_DAY, "Trong ngày", "Same day"),
])  # fmt: skip
def test_a_time_is_said_as_people_say_it(amount: str, unit: Unit, vi: str, en: str) -> None:
    for language, said in (("vi", vi), ("en", en)):
        with override(language):
            assert clock.allowance_words(Allowance.of(amount, unit)) == said


@pytest.mark.parametrize(("language", "said"), [
    ("vi", "3 ngày làm việc, không kể thứ Bảy, Chủ nhật, 24/11 (Ngày Văn hóa Việt Nam)"),
    ("en", "3 working days, not counting Saturday, Sunday, 24\u00a0Nov (Vietnam Cultural Day)"),
])  # fmt: skip
def test_what_is_skipped_is_named(language: str, said: str) -> None:
    with override(language):
        (part,) = clock.parts(ready().explanation)

        assert part.runs
        assert part.amount == said


def test_every_reason_has_words_in_both_languages() -> None:
    for why in Why:
        with override("vi"):
            vietnamese = str(clock.WHY[why])
        with override("en"):
            assert str(clock.WHY[why]) != vietnamese, why


@pytest.mark.parametrize(("policy", "words"), [
    (Policy.PAUSE, "lùi thêm bằng thời gian dừng"), (Policy.RESTART, "tính lại từ đầu"),
])  # fmt: skip
def test_a_stopped_clock_says_what_will_become_of_the_date(policy: Policy, words: str) -> None:
    acts = [
        ClockAct(ActKind.START, FRIDAY),
        ClockAct(ActKind.PAUSE, at("2026-11-23 09:00"), "supplement"),
    ]
    with override("vi"):
        answer = due(acts, THREE_DAYS, policy, CALENDAR, RULES)

        assert words in clock.note(answer)
        assert clock.parts(answer.explanation)[-1].ends_at is None


def test_a_date_beyond_the_announced_holidays_says_that_it_may_move() -> None:
    with override("vi"):
        far = ready(Allowance.of(200, Unit.WORKING_DAY))

        assert far.explanation.is_forecast
        assert "có thể đổi" in clock.note(far)
        assert clock.note(ready()) == ""
