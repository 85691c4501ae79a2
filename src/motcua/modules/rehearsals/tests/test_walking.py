"""All paths of a real package are walked on a stage, and told."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from motcua.foundation import jobs
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone
from motcua.modules.dossiers.tests.world import World, found_world
from motcua.modules.rehearsals import operations, queries
from motcua.modules.rehearsals.rules.life import Stage

from .factories import an_open_rehearsal, applicants, digests, giang, nothing_left

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with nothing_left():
        yield found_world(with_places=True)


@pytest.fixture
def designer(world: World) -> Actor:
    return giang()


def test_every_path_of_a_sound_package_ends_as_it_should(world: World, designer: Actor) -> None:
    jobs.run_due()
    before = digests()
    made = an_open_rehearsal(designer)
    asked = operations.ask_walk(rehearsal_id=made, by=designer, at=datetime.now(UTC))
    with pytest.raises(AlreadyDone):
        operations.ask_walk(rehearsal_id=made, by=designer, at=datetime.now(UTC))
    jobs.run_due()

    walk = queries.walk(asked, by=designer)
    assert walk.trouble == ""
    assert walk.state is Stage.DONE
    assert [
        (path.name, path.outcome, path.trouble) for path in walk.paths if not path.is_good
    ] == []
    assert walk.done == walk.of == len(walk.paths) > 14
    assert walk.uncovered == ()
    assert [path.name for path in walk.paths if path.late] == ["late"]
    assert digests() == before
    assert not applicants()

    again = operations.ask_walk(rehearsal_id=made, by=designer, at=datetime.now(UTC))
    jobs.run_due()
    assert queries.walk_before(again, by=designer) == walk
    told = queries.walk(again, by=designer)
    assert [(p.key, p.covers, p.outcome) for p in told.paths] == [
        (p.key, p.covers, p.outcome) for p in walk.paths
    ]
