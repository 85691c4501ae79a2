"""Laws of merging: nothing is overwritten unseen, nothing stands in its own way."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.dossiers.rules.merging import Merged, Seen, Touch, mark_of, merge

KEYS = st.sampled_from(["a", "b", "c"])
VALUES = st.one_of(st.none(), st.integers(0, 3), st.lists(st.integers(0, 2), max_size=2))
DRAFTS = st.dictionaries(KEYS, VALUES, max_size=3)


def drawn_with(answers: dict[str, object], tab: str = "mine", turn: int = 1) -> Seen:
    return Seen(tab, turn, {key: mark_of(answers.get(key)) for key in "abc"})


def by(tab: str, turn: int = 1) -> Touch:
    return Touch(tab, turn, "person:x", "2026-11-22T10:00:00+00:00")


@given(DRAFTS, DRAFTS, DRAFTS)
def test_every_answer_is_written_left_or_shown(
    before: dict[str, object], now: dict[str, object], typed: dict[str, object]
) -> None:
    """The three-way law: base, theirs and mine, answer by answer."""
    found = merge(now, typed, seen=drawn_with(before), touched={})

    for key, mine in typed.items():
        base, theirs = mark_of(before.get(key)), mark_of(now.get(key))
        if key in found.conflicts:
            assert len({base, theirs, mark_of(mine)}) == 3
        elif key in found.written:
            assert base == theirs != mark_of(mine)
        else:
            assert mark_of(mine) in {base, theirs}
    assert set(found.written) & set(found.conflicts) == set()


@given(DRAFTS, DRAFTS)
def test_what_is_sent_again_changes_nothing(
    before: dict[str, object], typed: dict[str, object]
) -> None:
    once = merge(before, typed, seen=drawn_with(before), touched={})
    after = {**before, **once.written}
    touched = dict.fromkeys(once.written, by("mine"))

    again = merge(after, typed, seen=drawn_with(before), touched=touched)

    assert again == Merged({})


@given(DRAFTS, st.lists(DRAFTS, min_size=1, max_size=4))
def test_a_page_is_never_in_its_own_way_though_it_hears_nothing(
    before: dict[str, object], sent: list[dict[str, object]]
) -> None:
    """Every answer of the server is lost: the page keeps saying what it was drawn with."""
    now, touched = dict(before), dict[str, Touch]()
    for turn, typed in enumerate(sent, start=1):
        typed = {key: typed.get(key) for key in "abc"}
        found = merge(now, typed, seen=drawn_with(before, turn=turn), touched=touched)
        assert found.conflicts == ()
        now |= found.written
        touched |= dict.fromkeys(found.written, by("mine", turn))
    assert {key: mark_of(now.get(key)) for key in "abc"} == {
        key: mark_of(sent[-1].get(key)) for key in "abc"
    }


def test_what_comes_in_late_does_not_undo_what_came_after() -> None:
    found = merge({"a": 2}, {"a": 1}, seen=drawn_with({}, turn=1), touched={"a": by("mine", 2)})

    assert found == Merged({})


def test_who_names_no_page_writes_over() -> None:
    found = merge({"a": 2}, {"a": None}, seen=Seen(""), touched={"a": by("theirs")})

    assert found.written == {"a": None}


def test_the_order_of_parts_is_no_difference() -> None:
    assert mark_of({"x": 1, "y": 2}) == mark_of({"y": 2, "x": 1})
