"""The statistic of online levels against a count by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.kernel.errors import Invalid
from motcua.modules.catalogue import operations, queries
from motcua.modules.catalogue.queries import Counted, Reached, Scope

from .factories import GIANG, HAI, TUESDAY, a_published, changed, information_files, small_files

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 17)
NOW = Counted(ON, is_today=True, here=("H26",))


def _informs(code: str, extra: str = "", *, by: str = "G09") -> dict[str, bytes]:
    files = information_files(code)
    return changed(
        {**files, "procedure.yaml": files["procedure.yaml"] + extra.encode()},
        "procedure.yaml",
        "is_full: true,",
        f"is_full: true, announced_by: {by},",
    )


@pytest.fixture
def catalogue() -> None:
    """Two that can be filed (one only partly online), and six that inform."""
    a_published(small_files("9.000001"))
    partial = changed(small_files("9.000002"), "procedure.yaml", "returning: [ONLINE]",
                      "returning: [AT_HOME]")  # fmt: skip
    a_published(partial)
    province = "levels: [province, commune]\n"
    for code, extra, by in (
        ("9.000011", province, "G09"),
        ("9.000012", province, "H26"),
        ("9.000013", province, "H15"),
        ("9.000014", "levels: [ministry]\n", "G09"),
        ("9.000015", "", "G09"),
    ):
        a_published(_informs(code, extra, by=by))
    internal = _informs("9.000016", province)
    a_published(
        changed(internal, "procedure.yaml", "review: [time_in_words]", "review: [internal]")
    )


@pytest.mark.usefixtures("catalogue")
def test_it_counts_what_is_counted_by_hand() -> None:
    found = queries.public_level_statistic(NOW)

    # Both of the city's own, and of province level those of a ministry and of this city.
    assert (found.total.total, found.total.high, found.total.full) == (4, 2, 1)
    assert found.total.levels == (2, 0, 0, 1, 1)
    assert (found.total.partial, found.total.declared_full) == (1, 2)
    assert [(g.key, g.total) for g in found.governments] == [("province", 2), ("commune", 4)]
    assert {(g.key, g.total) for g in found.offices} == {
        ("Sở Một", 2), ("Sở Hai", 2), ("Ủy ban nhân dân xã", 2),
    }  # fmt: skip
    assert {(g.key, g.total, g.high) for g in found.sectors} == {
        ("G09-LĐ07", 2, 0), ("H26-VH01", 2, 2),
    }  # fmt: skip


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("scope", "total"), [(Scope.ALL, 8), (Scope.COMPETENCE, 4), (Scope.OFFERED, 2)]
)
def test_scopes(scope: Scope, total: int) -> None:
    counted = replace(NOW, scope=scope)

    assert queries.public_level_statistic(counted).total.total == total
    assert queries.public_level_list(counted).total == total


@pytest.mark.usefixtures("catalogue")
def test_every_number_leads_to_what_it_counts() -> None:
    counted = replace(NOW, scope=Scope.ALL)
    found = queries.public_level_statistic(counted)

    for by, groups in (("government", found.governments), ("office", found.offices),
                       ("sector", found.sectors)):  # fmt: skip
        for group in groups:
            of = counted.narrowed(by, group.key)
            assert queries.public_level_list(of).total == group.total
            for level, number in enumerate(group.levels):
                listed = queries.public_level_list(replace(of, reached=Reached(str(level))))
                assert (listed.total, len(listed.items)) == (number, number)
            high = queries.public_level_list(replace(of, reached=Reached.HIGH))
            declared = queries.public_level_list(replace(of, reached=Reached.DECLARED_FULL))
            assert (high.total, declared.total) == (group.high, group.declared_full)


@pytest.mark.usefixtures("catalogue")
def test_the_list_says_why_not_higher_and_goes_on_page_by_page() -> None:
    counted = replace(NOW, scope=Scope.ALL)
    first = queries.public_level_list(counted, limit=5)
    rest = queries.public_level_list(counted, limit=5, cursor=first.next)

    assert first.next is not None
    assert rest.next is None
    codes = [row.code for row in (*first.items, *rest.items)]
    assert len(codes) == len(set(codes)) == 8
    partial = next(row for row in (*first.items, *rest.items) if row.code == "9.000002")
    assert (partial.level, partial.extent) == (3, "partial")
    assert {each.code for each in partial.missing} == {"returns_online", "reason_for_partial"}
    with pytest.raises(Invalid):
        queries.public_level_list(counted, cursor="%%%")


def test_a_day_that_has_been_counts_what_was_in_force_then() -> None:
    a_published(small_files("9.000001"))
    later = TUESDAY + timedelta(days=10)
    worse = changed(small_files("9.000001", since="2026-11-27"), "procedure.yaml",
                    "returning: [ONLINE]", "returning: [AT_HOME]")  # fmt: skip
    operations.publish(
        revision=operations.import_package(files=worse, by=GIANG, at=later), by=HAI, at=later
    )

    def level(day: date) -> tuple[int, ...]:
        counted = Counted(day, is_today=False, scope=Scope.OFFERED)
        return queries.public_level_statistic(counted).total.levels

    assert level(ON - timedelta(days=1)) == (0, 0, 0, 0, 0)
    assert level(ON) == (0, 0, 0, 0, 1)
    assert level(later.date()) == (0, 0, 0, 1, 0)
