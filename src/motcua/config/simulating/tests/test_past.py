"""A new demo city has a past, once, and every figure of service a value."""

from datetime import datetime, timedelta

import pytest

from motcua.config.simulating import past
from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import STAFFED, TUESDAY, found_world
from motcua.modules.indicators import operations as indicators
from motcua.modules.indicators import queries as measured
from motcua.modules.indicators import reactions
from motcua.modules.service_quality import pack

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = TUESDAY + timedelta(hours=2)


def test_three_months_of_dossiers_come_once_and_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(past, "DOSSIERS", 120)
    found_world(with_places=True)
    indicators.load_pack(files=pack.files(), by=SYSTEM, at=AT)

    first, again = past.give_past(at=AT, seed=1), past.give_past(at=AT, seed=1)
    jobs.run_due()
    reactions.catch_up_facts(AT)

    assert (first, again) == (120, 0)
    assert sum(each.open for each in queries.public_open(AT.date())) < 30
    october = datetime.fromisoformat("2026-09-30T17:00:00+00:00")
    for code in ("dossiers_filed", "dossiers_by_finish", "time_to_finish_median",
                 "paid_online_share", "progress_766", "dossiers_in_time_share"):  # fmt: skip
        values = measured.public_values(
            code, grain="month", start=october, end=october + timedelta(days=31)
        )
        assert [each for each in values if each.value is not None], code
        assert any(each.agency in STAFFED for each in values), code
