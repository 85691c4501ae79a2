"""Two people at the same moment: one deed, one refusal, and the public hears once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.alerts import operations, queries
from motcua.modules.alerts.models import Alert
from motcua.modules.alerts.rules.machine import State
from motcua.modules.alerts.rules.wording import Ending

from .factories import (
    HAI,
    HOUR,
    LAM,
    NOON,
    YEN,
    a_draft,
    air_rule,
    in_force,
    issued,
    look,
    proposed,
    the_places,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _places() -> None:
    the_places()


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all at the same moment, each on a connection of its own; `done`, or why not."""
    start = threading.Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> str:
        start.wait(timeout=30)
        try:
            deed()
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def test_two_heads_confirm_at_once() -> None:
    alert = proposed()
    results = at_once(
        lambda: operations.confirm(alert_id=alert, by=YEN, at=NOON),
        lambda: operations.confirm(alert_id=alert, by=LAM, at=NOON),
    )
    assert sorted(results) == ["alert-moved", "done"]


def test_confirming_and_rejecting_at_once() -> None:
    alert = proposed()
    results = at_once(
        lambda: operations.confirm(alert_id=alert, by=YEN, at=NOON),
        lambda: operations.reject(alert_id=alert, reason="Nhầm", by=LAM, at=NOON),
    )
    assert sorted(results) == ["alert-moved", "done"]


def test_confirming_while_it_lapses() -> None:
    alert = proposed(expires=NOON + HOUR)
    results = at_once(
        lambda: operations.confirm(alert_id=alert, by=YEN, at=NOON + HOUR - HOUR / 60),
        lambda: operations.lapse(alert_id=alert, by=SYSTEM, at=NOON + HOUR),
    )
    assert sorted(results) == ["alert-moved", "done"]


def test_cancelling_twice_at_once_tells_once() -> None:
    alert = issued()
    results = at_once(
        *[
            lambda by=by: operations.cancel(
                alert_id=alert, ending=Ending.MISTAKE, reason="Nhầm", by=by, at=NOON
            )
            for by in (YEN, LAM)
        ]
    )
    assert sorted(results) == ["alert-moved", "done"]
    assert Alert.objects.filter(type="Cancel").count() == 1


def test_cancelling_while_it_expires() -> None:
    alert = issued(expires=NOON + HOUR)
    results = at_once(
        lambda: operations.cancel(
            alert_id=alert, ending=Ending.OVER, reason="Rút", by=YEN, at=NOON + HOUR
        ),
        lambda: operations.expire(alert_id=alert, by=SYSTEM, at=NOON + HOUR),
    )
    assert sorted(results) == ["alert-moved", "done"]


def test_an_update_and_a_cancellation_at_once_leave_one_end() -> None:
    first = issued()
    second = operations.propose_update(
        alert_id=first, draft=a_draft(), reason="Nước lên", by=HAI, at=NOON
    )
    results = at_once(
        lambda: operations.confirm(alert_id=second, by=YEN, at=NOON),
        lambda: operations.cancel(
            alert_id=first, ending=Ending.MISTAKE, reason="Nhầm", by=LAM, at=NOON
        ),
    )
    assert sorted(results) == ["alert-moved", "done"]
    assert queries.public_alert(first).state in (State.UPDATED, State.CANCELLED)


def test_a_rule_looking_twice_at_once_proposes_once() -> None:
    in_force(air_rule())
    at_once(lambda: look(160, 160), lambda: look(160, 160), lambda: look(160, 160))
    assert len(queries.proposals(by=YEN)) == 1


def test_a_rule_and_a_head_at_once_do_not_wait_for_each_other_for_ever() -> None:
    in_force(air_rule())
    look(160, 160)
    alert = queries.proposals(by=YEN)[0].alert.id
    results = at_once(
        lambda: look(160, 160, 310, until=NOON + HOUR),
        lambda: operations.confirm(alert_id=alert, by=YEN, at=NOON + HOUR),
    )
    assert results[0] == "done"
    assert results[1] in ("done", "alert-moved")
    assert len(queries.proposals(by=YEN)) == 1
