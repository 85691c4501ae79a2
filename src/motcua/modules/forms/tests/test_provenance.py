"""Where answers come from: kept, corrected, confirmed, and packed without loss."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.forms.rules import Hand, Origin, Source
from motcua.modules.forms.rules.provenance import confirmed, packed, traced, unpacked

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
HELD = Source(Origin.REGISTER, AT, "population", date(2026, 3, 1), ref="l1")
TYPED = Source(Origin.TYPED, LATER)

sources = st.builds(
    Source,
    origin=st.sampled_from(list(Origin)),
    at=st.just(AT),
    name=st.text(max_size=5),
    as_of=st.none() | st.dates(),
    ref=st.text(max_size=5),
    hand=st.sampled_from(list(Hand)),
    actor=st.text(max_size=5),
    confirmed_at=st.none() | st.just(LATER),
)
facts = sources | st.builds(replace, sources, held=st.text(), held_by=sources)


@given(st.dictionaries(st.text(max_size=5), facts, max_size=6))
def test_what_is_packed_is_unpacked(kept: dict[str, Source]) -> None:
    assert unpacked(packed(kept)) == kept


def test_nothing_kept_is_nothing() -> None:
    assert unpacked(None) == {}


def test_another_answer_corrects_what_a_register_holds() -> None:
    found = traced({"name": "An"}, {"name": "Ân"}, {"name": HELD}, given={}, typed=TYPED)

    assert found["name"] == replace(TYPED, held="An", held_by=HELD)
    assert found["name"].is_correction


def test_a_correction_stays_one_while_it_is_written_again() -> None:
    once = traced({"name": "An"}, {"name": "Ân"}, {"name": HELD}, given={}, typed=TYPED)
    twice = traced({"name": "Ân"}, {"name": "Ấn"}, once, given={}, typed=TYPED)

    assert twice["name"].held == "An"


def test_the_fact_typed_in_again_is_the_fact() -> None:
    once = traced({"name": "An"}, {"name": "Ân"}, {"name": HELD}, given={}, typed=TYPED)
    back = traced({"name": "Ân"}, {"name": "An"}, once, given={}, typed=TYPED)

    assert back["name"] == replace(HELD, confirmed_at=LATER)


def test_an_address_read_on_another_day_is_the_same_answer() -> None:
    home = {"province": "01", "commune": "00070", "as_of": "2026-11-20"}
    later = {**home, "as_of": "2026-11-21"}

    assert traced({"home": home}, {"home": later}, {"home": HELD}, given={}, typed=TYPED) == {
        "home": HELD
    }


def test_an_answer_that_came_with_its_source_has_it() -> None:
    found = traced({}, {"name": "An", "note": "x"}, {}, given={"name": HELD}, typed=TYPED)

    assert found == {"name": HELD, "note": TYPED}


def test_only_what_was_filled_in_is_confirmed() -> None:
    known = {"name": HELD, "note": TYPED}
    helper = Source(Origin.TYPED, LATER, hand=Hand.HELPER, actor="person:x")

    found = confirmed(known, frozenset({"name", "note"}), by=helper)

    assert found["note"] == TYPED
    assert found["name"].confirmed_at == LATER
    assert found["name"].hand is Hand.HELPER
    assert not found["name"].is_unconfirmed
