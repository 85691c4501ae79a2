"""From facts to values on PostgreSQL: cuts, categories, periods, marks, what is gone."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import pytest

from motcua.kernel.actors import SYSTEM
from motcua.modules.indicators import operations, queries, reactions, sources, steps
from motcua.modules.indicators.operations import VersionNotRaised
from motcua.modules.indicators.ports import FactRow, Window
from motcua.modules.indicators.queries.values import public_marked
from motcua.modules.indicators.rules.findings import PackErrors
from motcua.modules.indicators.rules.periods import HERE

from .factories import WARD, Heap, a_definition

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 11, 17, 3, 0, tzinfo=UTC)
AUGUST = datetime(2026, 8, 5, 3, 0, tzinfo=UTC)
AFTER = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)
FIRST, LAST = datetime(2026, 1, 1, tzinfo=HERE), datetime(2027, 1, 1, tzinfo=HERE)


@pytest.fixture
def heap() -> Iterator[Heap]:
    source = Heap()
    sources.register(source)
    yield source
    sources.withdraw(source.name)


def declared(formula: str, **more: str) -> None:
    operations.load_pack(files={"one.yaml": a_definition(formula, **more)}, by=SYSTEM, at=AUGUST)  # type: ignore[arg-type] # texts all


def counted(*moments: datetime, at: datetime = AFTER) -> None:
    days = [steps.Dirty(moment.astimezone(HERE).date(), "H26.101") for moment in moments]
    steps.mark("tests.heap", days)
    reactions.catch_up_facts(at)


def found(grain: str, **narrowed: list[str]) -> list[queries.ValueCard]:
    return queries.public_values(
        "heap_count", grain=grain, start=FIRST, end=LAST, **narrowed  # type: ignore[arg-type]
    )  # fmt: skip


def test_dossiers_are_counted_by_channel_in_every_cut_and_grain(heap: Heap) -> None:
    declared("kind: count, split: channel")
    heap.put(TUESDAY, "online", count=3)
    heap.put(TUESDAY, "counter", agency="H26.102", place="00004")
    heap.put(AUGUST, "online", count=5)

    counted(TUESDAY, AUGUST)

    city = found("month", places=[""], agencies=[""])
    assert [(card.start.astimezone(HERE).month, card.split, card.value) for card in city] == [
        (8, "online", 5.0), (11, "counter", 1.0), (11, "online", 3.0),
    ]  # fmt: skip
    assert [(c.split, c.value) for c in found("year", agencies=["H26.102"])] == [
        ("counter", 1.0), ("online", 0.0),
    ]  # fmt: skip
    assert [(c.split, c.value) for c in found("quarter", places=[WARD])] == [
        ("online", 5.0), ("counter", 0.0), ("online", 3.0),
    ]  # fmt: skip


def test_a_share_has_its_interval_its_denominator_and_says_what_it_does_not_know(
    heap: Heap,
) -> None:
    """8 of 10 known of 12: 80 %, Wilson 49.0 to 94.3."""
    declared("kind: share, when: 'channel == \"online\"', factor: 100", interval="wilson")
    heap.put(TUESDAY, "online", count=8)
    heap.put(TUESDAY, "counter", count=2)
    heap.put(TUESDAY, None, count=2)

    counted(TUESDAY)

    (card,) = found("month", agencies=["H26.101"])
    assert (card.value, card.denominator, card.n_received, card.n_expected) == (80, 10, 10, 12)
    assert (round(card.low or 0, 1), round(card.high or 0, 1)) == (49.0, 94.3)
    assert card.is_complete  # 10 of 12 is above 75 %


def test_a_median_of_whole_numbers_in_the_unit_of_people(heap: Heap) -> None:
    declared("kind: quantile, value: minutes, percent: 50, divisor: 60", interval="order")
    for minutes in (60, 120, 180, 240, 300, 360):
        heap.put(TUESDAY, "online", minutes)

    counted(TUESDAY)

    (card,) = found("month", agencies=["H26.101"])
    assert (card.value, card.low, card.high) == (3.5, 1.0, 6.0)


def test_facts_that_are_gone_leave_nothing_and_the_revision_tells(heap: Heap) -> None:
    declared("kind: count")
    heap.put(TUESDAY, "online")
    counted(TUESDAY)
    heap.rows_kept.clear()

    counted(TUESDAY)

    (card,) = found("month", agencies=["H26.101"])
    assert (card.value, card.revision) == (0.0, 2)


def test_only_marked_agencies_are_asked_for_where_nobody_adds_them_up(heap: Heap) -> None:
    declared("kind: count", cuts="[agency]", grains="month")
    heap.put(TUESDAY, "online")
    heap.put(TUESDAY, "online", agency="H26.102")

    counted(TUESDAY)

    assert {agencies for _, agencies in heap.asked} == {frozenset({"H26.101"})}
    assert [card.agency for card in found("month")] == ["H26.101"]


def test_what_is_open_is_judged_now_or_at_the_end_of_the_period(heap: Heap) -> None:
    declared("kind: count", grains="month")
    heap.put(TUESDAY, "online")

    counted(TUESDAY, at=TUESDAY)
    counted(TUESDAY, at=AFTER)

    ends = [window.at for window, _ in heap.asked]
    assert ends == [TUESDAY, datetime(2026, 12, 1, tzinfo=HERE)]


def test_a_new_formula_needs_a_new_number_and_begins_its_own_values(heap: Heap) -> None:
    declared("kind: count")
    heap.put(TUESDAY, "online")
    counted(TUESDAY)

    with pytest.raises(VersionNotRaised) as refused:
        declared("kind: count, where: 'channel == \"online\"'")
    assert refused.value.params["needed"] == 2

    declared("kind: count, where: 'channel == \"online\"'", number=2)  # type: ignore[arg-type]
    assert found("month") == []
    old = queries.public_values("heap_count", grain="month", start=FIRST, end=LAST, version=1)
    assert len(old) == 3
    assert [number for number, _, _ in queries.public_versions("heap_count")] == [2, 1]


def test_better_words_keep_the_numbers(heap: Heap) -> None:
    declared("kind: count")
    heap.put(TUESDAY, "online")
    counted(TUESDAY)

    declared("kind: count", name="Số hồ sơ đã nộp")

    assert queries.public_definition("heap_count").name.vi == "Số hồ sơ đã nộp"
    assert len(found("month")) == 3


def test_a_new_formula_is_filled_over_the_past(heap: Heap) -> None:
    heap.put(TUESDAY, "online")
    declared("kind: count")
    assert reactions.fill("heap_count", at=AFTER) > 0
    assert reactions.fill("heap_count", at=AFTER) == 0
    assert [card.value for card in found("year", agencies=[""], places=[""])] == [1.0]


def test_a_pack_that_is_wrong_loads_nothing(heap: Heap) -> None:
    files = {
        "good.yaml": a_definition("kind: count"),
        "bad.yaml": a_definition("kind: share, when: 'minutes'", code="bad"),
    }
    with pytest.raises(PackErrors) as refused:
        operations.load_pack(files=files, by=SYSTEM, at=AUGUST)
    assert str(refused.value).startswith("bad.yaml:11:")
    assert queries.public_definitions() == []


class Broken(Heap):
    """A source whose query fails."""

    def rows(self, window: Window, agencies: frozenset[str] | None) -> Iterable[FactRow]:
        raise ZeroDivisionError(f"{window} {agencies}")


@pytest.fixture
def broken() -> Iterator[Heap]:
    source = Broken("tests.broken")
    sources.register(source)
    yield source
    sources.withdraw(source.name)


def test_a_source_that_breaks_holds_up_no_other_and_keeps_its_marks(
    heap: Heap, broken: Heap
) -> None:
    declared("kind: count")
    content = a_definition("kind: count", code="broken").replace(b"tests.heap", b"tests.broken")
    operations.load_pack(files={"two.yaml": content}, by=SYSTEM, at=AUGUST)
    heap.put(TUESDAY, "online")
    for name in (broken.name, heap.name):
        steps.mark(name, [steps.Dirty(TUESDAY.astimezone(HERE).date())])

    reactions.count_facts(source=heap.name, is_coarse=False)
    with pytest.raises(ZeroDivisionError):
        reactions.count_facts(source=broken.name, is_coarse=False)

    assert [card.value for card in found("month", agencies=["H26.101"])] == [1.0]
    assert public_marked(is_coarse=False) == {broken.name}
