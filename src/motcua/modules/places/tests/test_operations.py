"""Loading is whole, repeatable, and only for those who may."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.errors import NotAllowed
from motcua.modules.places import operations, queries

from .factories import LOADED_AT, MERGED_ON, a_dataset, a_unit, shipped, the_country

pytestmark = pytest.mark.django_db(transaction=True)

ADMIN = Actor("officer:giang", frozenset({Post("H26", Role.ADMIN)}))
CHI = Actor("officer:chi", frozenset({Post("H26.101", Role.RECEIVER)}))
AN = Actor("person:an")


@pytest.fixture
def queries_run() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as context:
        yield context


def test_the_whole_country_is_loaded_once(queries_run: CaptureQueriesContext) -> None:
    first = the_country()

    assert (first.added, first.changed, first.removed) == (len(shipped().units), 0, 0)
    assert len(queries_run) < 20
    assert queries.public_version() == shipped().version

    again = the_country()

    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    kinds = [entry.kind for entry in journal.timeline(("places", "dataset"))]
    assert kinds == ["places.loaded/1"]


def test_a_new_release_touches_only_what_differs() -> None:
    soc_son, dong_anh = a_unit("Xã Sóc Sơn", "00376"), a_unit("Xã Đông Anh", "00454")
    operations.load(dataset=a_dataset("1", soc_son, dong_anh), by=SYSTEM, at=LOADED_AT)

    renamed, me_linh = a_unit("Phường Sóc Sơn", "00376"), a_unit("Xã Mê Linh", "08980")
    loaded = operations.load(dataset=a_dataset("2", renamed, me_linh), by=SYSTEM, at=LOADED_AT)

    assert (loaded.added, loaded.changed, loaded.removed) == (1, 1, 1)
    names = [unit.name.vi for unit in queries.public_communes("01", MERGED_ON)]
    assert names == ["Xã Mê Linh", "Phường Sóc Sơn"]


@pytest.mark.parametrize("by", [CHI, AN])
def test_others_may_not_load(by: Actor) -> None:
    with pytest.raises(NotAllowed):
        operations.load(dataset=a_dataset("1"), by=by, at=LOADED_AT)

    assert queries.public_version() is None


def test_an_administrator_may() -> None:
    assert operations.load(dataset=a_dataset("1"), by=ADMIN, at=LOADED_AT).added == 1
