"""Counted as it happens and counted again from raw: the same numbers."""

from datetime import timedelta

import pytest

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import TUESDAY, WARD, World
from motcua.modules.indicators import operations as indicators
from motcua.modules.indicators import queries as measured
from motcua.modules.indicators import reactions
from motcua.modules.service_quality import pack

pytestmark = pytest.mark.django_db
LATER = TUESDAY + timedelta(hours=6)


@pytest.fixture
def month(world: World) -> World:
    """A few dossiers of one ward: returned, withdrawn, in hand, only filed."""
    indicators.load_pack(files=pack.files(), by=SYSTEM, at=TUESDAY)
    jobs.run_due()
    stories.an_issued_dossier(world, method="ONLINE")
    stories.a_handled_dossier(world, key="in hand")
    withdrawn = stories.a_filed_dossier(world, key="withdrawn")
    dossiers.withdraw(dossier_id=withdrawn, reason="Đổi ý", by=world.an, at=TUESDAY)
    stories.a_filed_dossier(world, key="filed")
    jobs.run_due()
    reactions.catch_up_facts(LATER)
    return world


def value(code: str, split: str = "") -> float | None:
    found = measured.public_values(
        code, grain="month", start=TUESDAY - timedelta(days=17), end=LATER, agencies=[WARD]
    )
    return next(each.value for each in found if each.split == split and not each.sector)


@pytest.mark.usefixtures("month")
def test_the_figures_of_a_month_are_those_of_its_dossiers() -> None:
    assert value("dossiers_filed", "online") == 4
    assert value("dossiers_by_finish", "on_time") == 100
    assert value("dossiers_by_finish", "late") in (0, None)
    assert value("paid_online_share") == 100
    assert value("time_to_finish_median") == 0
    # Done, in hand and filed are in time; what was taken back before it was received is not there.
    assert value("progress_766") == 20


@pytest.mark.usefixtures("month")
def test_a_recount_from_raw_corrects_nothing() -> None:
    for loaded in pack.files():
        done = indicators.recount(
            code=loaded.removesuffix(".yaml"), start=TUESDAY - timedelta(days=17), end=LATER,
            by=SYSTEM, at=LATER,
        )  # fmt: skip
        assert done.corrected == 0, loaded


@pytest.mark.usefixtures("month")
def test_marking_again_changes_no_number() -> None:
    before = value("progress_766"), value("dossiers_filed", "online")
    reactions.catch_up_facts(LATER)

    assert (value("progress_766"), value("dossiers_filed", "online")) == before
