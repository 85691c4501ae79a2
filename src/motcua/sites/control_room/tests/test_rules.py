"""Rules through the control room: tried on the past, drafted by one, put in force by another."""

from motcua.modules.alerts import queries
from motcua.modules.alerts.tests.factories import air_rule, in_force

from .conftest import Shift
from .rooms import Room, gaps, said

NUMBERS = {
    "level-0": "160", "severity-0": "Moderate", "level-1": "201", "severity-1": "Severe",
    "level-2": "301", "severity-2": "Extreme", "margin": "10", "completeness": "75",
    "periods": "3", "clear_periods": "2", "fresh_minutes": "150", "cooldown_minutes": "180",
    "silent_minutes": "180", "lasts_minutes": "360", "confirms": "person",
}  # fmt: skip


def test_a_rule_is_changed_by_two(shift: Shift) -> None:
    in_force(air_rule())
    hai, yen = Room(shift.hai), Room(shift.yen)
    assert hai.post("rules/air-hour/draft", **NUMBERS, reason="Bớt báo động giả").status_code == 302
    draft = queries.versions("air-hour", by=shift.yen)[0]
    assert (draft.number, draft.rule.periods, draft.rule.levels[0].at) == (2, 3, 160)
    assert queries.public_rules()[0].periods == 2

    page = yen.get("rules/air-hour")
    assert "Bớt báo động giả" in said(page)
    assert hai.post(f"rules/air-hour/{draft.id}/publish").status_code == 403
    assert yen.post(f"rules/air-hour/{draft.id}/publish").status_code == 302
    assert queries.public_rules()[0].periods == 3
    assert yen.post(f"rules/air-hour/{draft.id}/publish").status_code == 409
    assert yen.post(f"rules/air-hour/{draft.id}/retire").status_code == 302
    assert queries.public_rules() == []


def test_one_does_not_publish_their_own(shift: Shift) -> None:
    in_force(air_rule())
    yen = Room(shift.yen)
    yen.post("rules/air-hour/draft", **NUMBERS, reason="Vì")
    draft = queries.versions("air-hour", by=shift.yen)[0]
    assert yen.post(f"rules/air-hour/{draft.id}/publish").status_code == 403
    assert yen.post(f"rules/air-hour/{draft.id}/drop").status_code == 302


def test_numbers_are_tried_before_they_are_kept(shift: Shift) -> None:
    in_force(air_rule())
    answer = Room(shift.hai).post("rules/air-hour/draft", **NUMBERS, **{"try": "1"})
    assert "trong 30 ngày qua" in said(answer)
    assert len(queries.versions("air-hour", by=shift.yen)) == 1


def test_everything_wrong_is_said(shift: Shift) -> None:
    in_force(air_rule())
    hai = Room(shift.hai)
    typed = NUMBERS | {"level-0": "nhiều", "periods": "", "confirms": "nobody"}
    assert len(gaps(hai.post("rules/air-hour/draft", **typed, reason="Vì"))) == 3
    typed = NUMBERS | {"level-0": "400", "completeness": "150"}
    assert gaps(hai.post("rules/air-hour/draft", **typed, reason="Vì")) == [
        "completeness: phải từ 0 đến 1", "Các ngưỡng phải tăng dần",
    ]  # fmt: skip
    assert gaps(hai.post("rules/air-hour/draft", **NUMBERS)) == ["Ghi lý do"]


def test_an_auditor_changes_nothing(shift: Shift) -> None:
    in_force(air_rule())
    room = Room(shift.auditor)
    assert room.get("rules/air-hour").status_code == 200
    assert room.get("rules/air-hour/draft").status_code == 403
    assert room.post("rules/air-hour/draft", **NUMBERS, reason="Vì").status_code == 403
