"""Every amount, by the rules of the package and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.modules.catalogue.rules import (
    FeeRules,
    PriceUnknown,
    When,
    assess,
    charges_for,
    read,
)
from motcua.modules.payments.rules.charges import Kind

from .factories import changed, real_package, small_files


def _total(fees: FeeRules, channel: str, **answers: object) -> int:
    return sum(line.amount for line in charges_for(fees, {"answers": answers, "channel": channel}))


EXTRACT = real_package("2.000635").fees
RESIDENCE = real_package("1.004194").fees
DWELLING = real_package("1.013314").fees
TWO = [{"full_name": "Lê Thị An"}, {"full_name": "Lê Văn Bình"}]


@pytest.mark.parametrize(
    ("copies", "channel", "amount"),
    [(1, "online", 8_000), (3, "online", 24_000), (3, "counter", 24_000), (50, "post", 400_000)],
)
def test_each_copy_of_an_extract_costs_8000(copies: int, channel: str, amount: int) -> None:
    assert _total(EXTRACT, channel, copies=copies) == amount


def test_the_line_says_what_it_is() -> None:
    (line,) = charges_for(EXTRACT, {"answers": {"copies": 3}, "channel": "online"})

    assert (line.kind, line.when, line.basis) == (
        Kind.USER_FEE, When.AT_FILING, "281/2016/TT-BTC",
    )  # fmt: skip
    assert line.name.in_("en") == "Fee for a copy of a civil-status extract"


@pytest.mark.parametrize(
    ("channel", "answers", "amount"),
    [
        ("online", {"mode": "household", "fee_group": "none"}, 7_000),
        ("counter", {"mode": "household", "fee_group": "none"}, 15_000),
        ("online", {"mode": "armed_forces", "fee_group": "none"}, 7_000),
        ("online", {"mode": "by_list", "listed": TWO}, 10_000),
        ("counter", {"mode": "by_list", "listed": TWO}, 20_000),
        ("online", {"mode": "household", "fee_group": "poor"}, 0),
        ("counter", {"mode": "household", "fee_group": "orphan"}, 0),
    ],
)
def test_temporary_residence(channel: str, answers: dict[str, object], amount: int) -> None:
    assert _total(RESIDENCE, channel, **answers) == amount


def test_an_exemption_is_told_though_nothing_is_owed() -> None:
    facts = {"answers": {"mode": "household", "fee_group": "merit"}, "channel": "online"}

    (line,) = assess(RESIDENCE, facts)

    assert (line.full, line.amount) == (7_000, 0)
    assert line.exemption is not None
    assert line.exemption.in_("en") == "People of merit, or their families"
    assert line.basis == "75/2022/TT-BTC Điều 4"


def test_a_dwelling_is_confirmed_for_nothing() -> None:
    assert DWELLING.is_free
    assert _total(DWELLING, "online") == 0


def test_a_price_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(PriceUnknown):
        _total(EXTRACT, "online")
    with pytest.raises(PriceUnknown):
        _total(EXTRACT, "online", copies=-1)


def test_the_best_of_several_exemptions_counts_alone() -> None:
    fees = read(small_files()).fees

    assert _total(fees, "online", size=3, colour="red") == 1_500
    assert _total(fees, "online", size=101, colour="red") == 0
    assert _total(fees, "online", size=101, colour="blue") == 0
    assert _total(fees, "online", size=100, colour="blue") == 100_000


def test_half_a_dong_falls_to_who_pays() -> None:
    files = changed(small_files(), "fees.yaml", "1000 * answers.size", "answers.size")
    fees = read(files).fees

    assert _total(fees, "online", size=7, colour="red") == 3


@given(st.integers(0, 10**9), st.sampled_from(["red", "blue"]))
@settings(deadline=None)
def test_nobody_ever_pays_more_than_the_full_amount(size: int, colour: str) -> None:
    facts = {"answers": {"size": size, "colour": colour}, "channel": "online"}
    fees = read(small_files()).fees

    try:
        lines = assess(fees, facts)
    except PriceUnknown:
        assert size * 1000 > 999_999_999_999
        return
    assert all(0 <= line.amount <= line.full for line in lines)


def test_an_account_may_be_written_into_the_package() -> None:
    account = "account: { bank_bin: '970436', number: '0123456789', holder: KHO BAC }\ncharges:"
    fees = read(changed(small_files(), "fees.yaml", "charges:", account)).fees

    assert not fees.account.is_of_agency
    assert fees.account.bank_bin == "970436"
    assert EXTRACT.account.is_of_agency
