"""Finding on the real database: what is published is found at once, filters count, pages follow."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from motcua.modules.catalogue import queries
from motcua.modules.catalogue.models import Procedure
from motcua.modules.catalogue.queries.indexed import MOST_PLACES, Shelf
from motcua.modules.catalogue.rules.searching import Filters

from .factories import a_published, small_files

pytestmark = pytest.mark.django_db


def _codes(q: str = "", **filters: str | int) -> list[str]:
    chosen = Filters(**filters)  # type: ignore[arg-type]  # names and types are the test's own
    return [row.code for row in queries.public_search(q, filters=chosen).items]


@pytest.fixture
def kites() -> None:
    """Three procedures about kites that differ in what they are filtered by."""
    for number, name in enumerate(("Thả diều giấy", "Thả diều sáo", "Làm diều"), start=1):
        a_published(small_files(f"9.00000{number}", name, everyday="chơi ngoài trời"))
    Procedure.objects.filter(code="9.000001").update(
        life_events=["hoc-tap"], levels=["commune"], sector_code="S1", departments=["Phòng Diều"]
    )
    Procedure.objects.filter(code="9.000002").update(
        life_events=["viec-lam"], levels=["province"], sector_code="S2", is_fileable=False,
        online_level=2,
    )  # fmt: skip


@pytest.mark.usefixtures("kites")
def test_filters_choose_with_words_and_without() -> None:
    assert _codes(sector="S1") == ["9.000001"]
    assert _codes("diều", sector="S1") == ["9.000001"]
    assert _codes("diều", life_event="viec-lam") == ["9.000002"]
    assert _codes(level="province") == ["9.000002"]
    assert _codes("thả diều", department="Phòng Diều") == ["9.000001"]
    assert _codes(online_level=3, sector="S2") == []
    assert _codes("diều", sector="none") == []


@pytest.mark.usefixtures("kites")
def test_what_can_be_filed_here_comes_first() -> None:
    assert _codes()[-1] == "9.000002"


@pytest.mark.usefixtures("kites")
def test_counts_tell_what_each_filter_leaves() -> None:
    for q in ("", "diều"):
        counts = queries.public_search(q).counts
        assert counts.sectors["S1"] == 1
        assert (counts.levels["commune"], counts.levels["province"]) == (2, 1)
        assert counts.life_events["hoc-tap"] == 1
    assert queries.public_counts(Filters(sector="S1")).levels == {"commune": 1}
    assert queries.public_search("diều", limit=1).total == 3


@pytest.mark.usefixtures("kites")
def test_by_codes_gives_those_in_force() -> None:
    assert set(queries.public_by_codes(["9.000001", "9.999999", "9.000001"])) == {"9.000001"}
    assert queries.public_by_codes([]) == {}


@pytest.mark.usefixtures("kites")
def test_suggestions_complete_the_last_word() -> None:
    for q in ("thả diều sá", "tha dieu sa", "thả diều s"):
        assert "9.000002" in [row.code for row in queries.public_suggestions(q)[:2]]
    assert next(row.code for row in queries.public_suggestions("thả diều sá")) == "9.000002"
    assert queries.public_suggestions("") == ()
    assert len(queries.public_suggestions("diều", limit=2)) == 2


def test_what_comes_into_force_is_found_at_once() -> None:
    a_published(small_files("9.000001", "Thả diều giấy"))
    assert _codes("diều giấy") == ["9.000001"]

    a_published(small_files("9.000002", "Nuôi ong"))

    assert _codes("nuôi ong") == ["9.000002"]
    Procedure.objects.filter(code="9.000001").update(current=None)
    assert _codes("diều giấy") in ([], ["9.000002"])


@pytest.mark.usefixtures("kites")
def test_a_search_takes_one_statement_once_the_index_is_there() -> None:
    queries.public_search("diều")

    with CaptureQueriesContext(connection) as asked:
        queries.public_search("diều")
        queries.public_search("")
        queries.public_suggestions("diề")
        queries.public_by_codes(["9.000001"])

    assert len(asked) == 4


@pytest.mark.usefixtures("kites")
def test_pages_by_words_and_by_name_follow_each_other() -> None:
    for q in ("", "diều", "thả", "9.0000"):
        walked: list[str] = []
        cursor: str | None = None
        while True:
            page = queries.public_search(q, limit=1, cursor=cursor)
            walked += [row.code for row in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert walked == _codes(q)
        assert len(set(walked)) == len(walked)


@pytest.mark.django_db(transaction=True)
def test_every_process_and_thread_sees_what_was_published(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process is a second shelf: it has its own index, and the same database."""
    mine, other = Shelf(), Shelf()
    a_published(small_files("9.000001", "Thả diều giấy"))
    for shelf in (mine, other):
        monkeypatch.setattr("motcua.modules.catalogue.queries.found.SHELF", shelf)
        assert _codes("diều") == ["9.000001"]

    a_published(small_files("9.000002", "Thả diều sáo"))

    for shelf in (mine, other):
        monkeypatch.setattr("motcua.modules.catalogue.queries.found.SHELF", shelf)
        assert set(_codes("diều")) == {"9.000001", "9.000002"}


@pytest.mark.django_db(transaction=True)
def test_many_threads_read_one_index_while_it_changes() -> None:
    a_published(small_files("9.000001", "Thả diều giấy"))

    def search(_: int) -> int:
        try:
            return len(queries.public_search("diều").items)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(search, n) for n in range(20)]
        for number in range(2, 6):
            a_published(small_files(f"9.00000{number}", f"Thả diều số {number}"))
        found = [each.result() for each in waiting]

    assert set(found) <= {1, 2, 3, 4, 5}
    assert len(queries.public_search("diều").items) == 5


def test_indexes_of_spaces_that_are_gone_are_forgotten() -> None:
    a_published(small_files("9.000001", "Thả diều giấy"))
    shelf = Shelf()

    for number in range(20):
        shelf.fresh(f"rehearsal_{number}", "now")

    assert shelf.places() <= {f"rehearsal_{number}" for number in range(20 - MOST_PLACES, 20)}
