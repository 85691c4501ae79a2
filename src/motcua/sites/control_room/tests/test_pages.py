"""Every page of the room, with something to show and with nothing, in both languages."""

from datetime import timedelta

import pytest

from motcua.design.page import now
from motcua.kernel.actors import SYSTEM
from motcua.modules.alerts import operations as alerts
from motcua.modules.alerts.tests.factories import WARD, a_draft, air_rule, in_force
from motcua.modules.indicators.tests.factories import the_shipped_packs
from motcua.modules.observations import operations as observations
from motcua.modules.observations import queries
from motcua.modules.observations.tests import factories as observed

from .conftest import Shift
from .rooms import Room, gaps, said, texts

PAGES = ["", "alerts", "alerts?view=past", "alerts/new", "sources", "quarantine", "rules",
         "services", "deliveries"]  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_with_nothing_to_show(shift: Shift, path: str, language: str) -> None:
    assert Room(shift.yen, language=language).get(path).status_code == 200


def a_broken_reading() -> tuple[int, str]:
    """Good readings and one that cannot be; the address of the one that is held."""
    at = now().replace(second=0, microsecond=0)
    observations.declare_rules(by=SYSTEM, at=at)
    series = observed.a_series("hk-01", "pm2_5", cadence=600, place=WARD)
    rows = [
        observed.a_row(12 + n % 3, at - timedelta(minutes=10 * (8 - n)), series="hk-01:pm2_5")
        for n in range(7)
    ]
    wrong = observed.a_row(99_999, at - timedelta(minutes=5), series="hk-01:pm2_5")
    observed.sent(*rows, wrong, at=at)
    (held,) = queries.quarantine(by=SYSTEM)
    return series, f"quarantine/{held.series.id}/{held.time.isoformat()}/{held.revision}"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_with_everything_to_show(shift: Shift, language: str) -> None:
    the_shipped_packs()
    _series, held = a_broken_reading()
    in_force(air_rule())
    draft = a_draft(expires=now() + timedelta(hours=1))
    waits = alerts.propose(draft=draft, reason="Vì", by=shift.hai, at=now())
    stands = alerts.propose(draft=draft, reason="Vì", by=shift.hai, at=now())
    alerts.confirm(alert_id=stands, by=shift.yen, at=now())
    room = Room(shift.yen, language=language)
    for path in [*PAGES, held, "sources/air.hanoi", "rules/air-hour", "rules/air-hour/draft",
                 f"alerts/{waits}", f"alerts/{stands}", f"alerts/{stands}/update"]:  # fmt: skip
        assert room.get(path).status_code == 200, path


def test_a_held_value_is_judged_beside_its_neighbours(shift: Shift) -> None:
    series, where = a_broken_reading()
    room = Room(shift.hai)
    assert "1 giá trị chờ người xem" in said(room.get("quarantine"))
    page = room.get(where)
    assert "Ngoài khoảng có thể có" in said(page)
    assert "phiên bản 1: thấp nhất" in said(page)
    assert len(texts(page, "//table//tbody/tr")) == 8

    assert gaps(room.post(where)) == ["Chọn dùng hoặc không dùng số liệu này", "Ghi lý do"]
    assert room.post(where, act="confirm-bad", reason="Máy hỏng").status_code == 302
    assert queries.quarantine_size(by=SYSTEM) == 0
    assert "Máy hỏng" in said(room.get(where))
    again = room.post(where, act="release", reason="Không sao")
    assert again.status_code == 409
    assert series


def test_a_whole_run_is_judged_at_once(shift: Shift) -> None:
    at = now().replace(second=0, microsecond=0)
    observations.declare_rules(by=SYSTEM, at=at)
    observed.a_series("hk-01", "pm2_5", cadence=60, place=WARD)
    rows = [
        observed.a_row(99_000 + n, at - timedelta(minutes=n), series="hk-01:pm2_5")
        for n in range(5)
    ]
    observed.sent(*rows, at=at)
    first = queries.quarantine(by=SYSTEM)[0]
    where = f"quarantine/{first.series.id}/{first.time.isoformat()}/{first.revision}"
    room = Room(shift.hai)
    assert "4 giá trị khác" in said(room.get(where))
    assert room.post(where, act="confirm-bad", reason="Máy hỏng", alike="yes").status_code == 302
    assert queries.quarantine_size(by=SYSTEM) == 0


def test_an_auditor_looks_and_decides_nothing(shift: Shift) -> None:
    _series, where = a_broken_reading()
    room = Room(shift.auditor)
    assert room.get(where).status_code == 200
    assert room.post(where, act="release", reason="Vì").status_code == 403
    assert room.get("").status_code == 200
    assert room.get("deliveries").status_code == 403


@pytest.mark.parametrize(
    "path", ["quarantine/1/yesterday/0", "quarantine/1/2026-11-22T00:00:00/0", "sources/nothing",
             "rules/nothing", "rules/nothing/draft",
             f"quarantine/{10**30}/2026-11-22T00:00:00Z/0",
             f"quarantine/1/2026-11-22T00:00:00Z/{10**30}"],
)  # fmt: skip
def test_what_is_not_there(shift: Shift, path: str) -> None:
    assert Room(shift.yen).get(path).status_code == 404


@pytest.mark.parametrize("after", ["x", "1|2|3", "2026-11-22T00:00:00|1|2026-11-22T00:00:00"])
def test_a_cursor_of_nobody_is_the_beginning(shift: Shift, after: str) -> None:
    assert Room(shift.yen).get(f"quarantine?after={after}").status_code == 200
