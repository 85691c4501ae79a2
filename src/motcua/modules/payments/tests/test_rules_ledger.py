"""Entries balance by construction; receipts number; references survive what banks do to them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import Invalid
from motcua.modules.payments.rules import ledger, limits, purpose, receipts
from motcua.modules.payments.rules.charges import Kind
from motcua.modules.payments.rules.ledger import Posting, Side

BY_KIND = st.dictionaries(st.sampled_from(Kind), st.integers(0, 10**9)).filter(
    lambda kinds: sum(kinds.values()) > 0
)
AMOUNT = st.integers(1, 10**9)


@given(BY_KIND, AMOUNT)
def test_every_kind_of_entry_balances(by_kind: dict[Kind, int], amount: int) -> None:
    entries = [
        ledger.charged("H26.101", by_kind),
        ledger.cancelled("H26.101", by_kind),
        ledger.received("H26.101", amount, into=ledger.clearing("bank")),
        ledger.held("H26.101", amount, into=ledger.bank("H26.101")),
        ledger.refund_asked("H26.101", by_kind),
        ledger.refund_dropped("H26.101", by_kind),
        ledger.paid_back("H26.101", amount, out_of=ledger.cash("H26.101")),
    ]

    assert all(ledger.balances(entry) for entry in entries)


@given(BY_KIND)
def test_what_is_cancelled_leaves_no_trace_in_the_sums(by_kind: dict[Kind, int]) -> None:
    sums: dict[str, int] = {}
    for posting in (*ledger.charged("A", by_kind), *ledger.cancelled("A", by_kind)):
        sign = 1 if posting.side is Side.DEBIT else -1
        sums[posting.account] = sums.get(posting.account, 0) + sign * posting.amount

    assert set(sums.values()) == {0}


def test_nothing_is_not_posted() -> None:
    with pytest.raises(ValueError, match="moves money"):
        Posting("cash:A", Side.DEBIT, 0)
    with pytest.raises(ValueError, match="moves money"):
        ledger.charged("A", {})


def test_a_receipt_year_turns_at_midnight_here() -> None:
    new_year = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)

    before = receipts.series(
        agency="H26.101", kind=Kind.USER_FEE, letters="AA", at=new_year - timedelta(seconds=1)
    )
    after = receipts.series(agency="H26.101", kind=Kind.USER_FEE, letters="AA", at=new_year)

    assert (before.symbol, before.period) == ("AA-26E", "2026")
    assert (after.symbol, after.period) == ("AA-27E", "2027")


def test_the_two_kinds_are_numbered_apart() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    names = {
        receipts.series(agency="H26.101", kind=kind, letters="AA", at=at).name for kind in Kind
    }

    assert len(names) == 2


def test_receipt_letters_are_two_capitals() -> None:
    with pytest.raises(Invalid):
        receipts.series(
            agency="H26.101", kind=Kind.USER_FEE, letters="a", at=datetime(2026, 1, 1, tzinfo=UTC)
        )


def test_a_receipt_number_has_eight_digits() -> None:
    assert receipts.number(1) == "00000001"
    assert receipts.number(99_999_999) == "99999999"
    with pytest.raises(receipts.NumbersUsedUp):
        receipts.number(100_000_000)


@pytest.mark.parametrize(
    ("label", "made"),
    [
        ("H26.101-261122-0001", "LP H26.101-261122-0001"),
        ("Số 12 Đường", "LP So 12 Duong"),
    ],
)
def test_a_reference_has_no_marks(label: str, made: str) -> None:
    assert purpose.reference(label) == made
    assert purpose.reference(label, ordinal=2) == made.replace("LP", "LP2", 1)


@pytest.mark.parametrize("label", ["", "ồ", "x" * 60, "…"])
def test_a_label_without_letters_makes_no_reference(label: str) -> None:
    with pytest.raises(Invalid):
        purpose.reference(label)


@given(
    st.text("ABCDEFGHIJ0123456789.-", min_size=5, max_size=30).filter(
        lambda text: len(purpose.key(text)) >= 5
    ),
    st.text(max_size=30),
    st.text(max_size=30),
)
def test_a_reference_is_found_in_the_noise_of_a_statement(
    label: str, before: str, after: str
) -> None:
    reference = purpose.reference(label)
    mangled = reference.replace(".", "").replace("-", " ").lower()

    assert purpose.key(reference) in purpose.candidates(f"{before}{mangled}.{after}")


def test_the_longest_candidate_comes_first() -> None:
    found = purpose.candidates("MBVCB.123.LP H26.101-261122-0001.CT tu 0011")

    assert [len(one) for one in found] == sorted((len(one) for one in found), reverse=True)
    assert purpose.key("LP H26.101-261122-0001") in found


def test_limits_are_dated() -> None:
    assert limits.limits_on(date(2026, 11, 22)) == limits.LIMITS[-1]
    assert limits.limits_on(date(2020, 1, 1)) == limits.LIMITS[0]


def test_an_attempt_is_hopeless_only_long_after_its_page_closed() -> None:
    held = limits.LIMITS[0]
    closed = datetime(2026, 11, 22, 8, tzinfo=UTC)

    assert not limits.is_hopeless(expires_at=closed, at=closed, limits=held)
    assert limits.is_hopeless(expires_at=closed, at=closed + held.give_up_after, limits=held)
