"""No sentence claims what the intervals do not support."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.indicators.rules.definition import Direction
from motcua.sites.city.judging import Change, Known, Verdict, change, verdict

values = st.floats(-1e6, 1e6)


@st.composite
def knowns(draw: st.DrawFn) -> Known:
    low, value, high = sorted([draw(values), draw(values), draw(values)])
    has_interval = draw(st.booleans())
    return Known(
        value,
        low if has_interval else None,
        high if has_interval else None,
        is_complete=draw(st.booleans()),
    )


@given(knowns(), knowns())
def test_a_change_is_claimed_only_where_no_value_of_both_intervals_is_the_same(
    now: Known, before: Known
) -> None:
    found = change(now, before)

    if found is Change.UP:
        assert now.bounds[0] > before.bounds[1]
    if found is Change.DOWN:
        assert now.bounds[1] < before.bounds[0]
    if found in (Change.UP, Change.DOWN):
        assert now.is_complete
        assert before.is_complete


@given(knowns(), knowns())
def test_looked_at_from_the_other_side_it_is_the_opposite(now: Known, before: Known) -> None:
    turned = {Change.UP: Change.DOWN, Change.DOWN: Change.UP}
    found = change(now, before)

    assert change(before, now) is turned.get(found, found)


@given(knowns())
def test_nothing_is_said_of_what_is_not_known(now: Known) -> None:
    assert change(now, None) is Change.UNKNOWN
    assert change(None, now) is Change.UNKNOWN


@given(st.sampled_from(Change), st.sampled_from(Direction))
def test_better_and_worse_are_said_of_changes_only(found: Change, better: Direction) -> None:
    told = verdict(found, better)

    if better is Direction.NEITHER or found not in (Change.UP, Change.DOWN):
        assert told is Verdict.NEITHER
    else:
        assert (told is Verdict.BETTER) == ((found is Change.UP) == (better is Direction.HIGHER))
