"""Joined procedures under concurrency: whatever comes twice at the same moment happens once."""

from collections import Counter

import pytest

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.modules.bundles import operations, queries
from motcua.modules.bundles.rules import PartState
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries as dossier_queries
from motcua.modules.dossiers.rules.merging import Seen
from motcua.modules.dossiers.tests.test_races import at_once
from motcua.modules.dossiers.tests.world import TUESDAY

from . import world as the
from .world import BIRTH_RESULT, World, found_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def world(transactional_db: None) -> World:
    return found_world()


def test_filed_three_times_at_once_is_filed_once(world: World) -> None:
    bundle = the.a_draft(world)

    def file() -> object:
        return operations.file_bundle(bundle_id=bundle, key="k", by=world.an, at=TUESDAY)

    told = at_once(file, file, file)

    assert told.count("already-done") == 2
    assert len(dossier_queries.my_dossiers(by=world.an).items) == 1
    assert queries.broken(by=SYSTEM) == []


def test_two_bundles_with_one_key_at_once_are_one_filing(world: World) -> None:
    first, second = the.a_draft(world), the.a_draft(world)

    told = at_once(
        lambda: operations.file_bundle(bundle_id=first, key="k", by=world.an, at=TUESDAY),
        lambda: operations.file_bundle(bundle_id=second, key="k", by=world.an, at=TUESDAY),
    )

    assert told.count("already-done") == 1
    assert len(dossier_queries.my_dossiers(by=world.an).items) == 1


def test_news_told_many_times_at_once_start_each_part_once(world: World) -> None:
    bundle = the.a_filed_bundle(world)
    card = queries.bundle(bundle, by=world.an, now=TUESDAY)
    birth = card.parts[0].standing
    assert birth is not None
    the.issue(birth.id, the.WARD, BIRTH_RESULT, heard=False)

    def hear() -> object:
        return operations.carry_on(bundle_id=bundle, by=SYSTEM, at=TUESDAY)

    assert at_once(hear, hear, hear) == [None, None, None]
    while jobs.run_due():
        pass

    procedures = Counter(
        row.procedure_code for row in dossier_queries.my_dossiers(by=world.an).items
    )
    assert procedures == {the.BIRTH: 1, the.RESIDENCE: 1, the.CARD: 1}
    assert queries.broken(by=SYSTEM) == []


def test_withdrawing_while_the_clerk_issues_leaves_no_part_behind(world: World) -> None:
    bundle = the.a_filed_bundle(world)
    birth = queries.bundle(bundle, by=world.an, now=TUESDAY).parts[0].standing
    assert birth is not None

    at_once(
        lambda: dossiers.withdraw(dossier_id=birth.id, reason="", by=world.an, at=TUESDAY),
        lambda: operations.carry_on(bundle_id=bundle, by=SYSTEM, at=TUESDAY),
    )
    while jobs.run_due():
        pass

    states = [p.state for p in queries.bundle(bundle, by=world.an, now=TUESDAY).parts]
    assert states == [PartState.STARTED, PartState.BLOCKED, PartState.BLOCKED]
    assert queries.broken(by=SYSTEM) == []


def test_two_pages_that_save_at_once_lose_nothing_and_the_later_is_shown_the_earlier(
    world: World,
) -> None:
    bundle = the.a_draft(world, {})
    conflicts: list[object] = []

    def save(tab: str, name: str) -> object:
        seen = Seen(tab, 1, {"birth_child_name": "", f"birth_{tab}": ""})
        answers = {"birth_child_name": name, f"birth_{tab}": name}
        saved = operations.save_answers(
            bundle_id=bundle, answers=answers, seen=seen, by=world.an, at=TUESDAY
        )
        conflicts.extend(each.theirs for each in saved.conflicts)
        return None

    at_once(lambda: save("one", "Châu"), lambda: save("two", "Chi"))

    kept = queries.bundle_draft(bundle, by=world.an).answers
    assert (kept["birth_one"], kept["birth_two"]) == ("Châu", "Chi")
    assert conflicts == [kept["birth_child_name"]]


def test_two_clicks_at_once_begin_one_draft(world: World) -> None:
    def begin() -> object:
        return operations.start_bundle(
            group=the.GROUP, place=the.PLACE, key="k", by=world.an, at=TUESDAY
        )

    at_once(begin, begin, begin)

    assert len(queries.my_bundles(by=world.an)) == 1
