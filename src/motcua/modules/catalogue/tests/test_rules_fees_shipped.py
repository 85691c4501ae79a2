"""What the shipped packages cost: the figures of the law, and laws that hold for every fee."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.modules.catalogue.rules import (
    Channel,
    FeeRules,
    Package,
    PriceUnknown,
    assess,
    charges_for,
)
from motcua.modules.payments.rules.charges import Kind

from .factories import PACKAGES, real_package

SHIPPED = {folder.name: real_package(folder.name) for folder in sorted(PACKAGES.iterdir())}
PERMANENT = SHIPPED["1.004222"].fees
BUSINESS = SHIPPED["1.001612"].fees
LICENCE = SHIPPED["3.000347"].fees
RECORD = SHIPPED["3.000333"].fees
PERMIT = SHIPPED["1.013225"].fees
FREE = ("1.014028", "1.001731", "1.014027", "1.001699")


def _total(fees: FeeRules, channel: str, **answers: object) -> int:
    return sum(line.amount for line in charges_for(fees, {"answers": answers, "channel": channel}))


@pytest.mark.parametrize(
    ("channel", "group", "amount"),
    [
        ("online", "none", 10_000),
        ("counter", "none", 20_000),
        ("online", "child", 0),
        ("counter", "elderly", 0),
        ("counter", "disabled", 0),
        ("online", "merit", 0),
        ("online", "minority", 0),
        ("online", "border", 0),
        ("counter", "poor", 0),
        ("counter", "orphan", 0),
    ],
)
def test_permanent_residence(channel: str, group: str, amount: int) -> None:
    assert _total(PERMANENT, channel, fee_group=group) == amount


@pytest.mark.parametrize("channel", ["online", "counter", "post"])
def test_a_household_business(channel: str) -> None:
    assert _total(BUSINESS, channel) == 50_000


@pytest.mark.parametrize("channel", ["online", "counter"])
def test_a_driving_licence_costs_the_same_everywhere_since_2026(channel: str) -> None:
    """The 115,000 đ for online filing ended on 31 December 2025 (63/2023/TT-BTC)."""
    assert _total(LICENCE, channel) == 135_000


@pytest.mark.parametrize(
    ("group", "copies", "amount"),
    [
        ("none", 0, 200_000),
        ("none", 2, 200_000),
        ("none", 3, 205_000),
        ("none", 20, 290_000),
        ("student", 0, 100_000),
        ("merit", 4, 110_000),
        ("child", 5, 0),
        ("elderly", 0, 0),
        ("disabled", 2, 0),
        ("poor", 3, 0),
        ("remote", 1, 0),
    ],
)
@pytest.mark.parametrize("channel", ["online", "counter", "post"])
def test_a_criminal_record(channel: str, group: str, copies: int, amount: int) -> None:
    assert _total(RECORD, channel, fee_group=group, copies=copies) == amount


@pytest.mark.parametrize(
    ("building", "amount"), [("house", 75_000), ("plain", 150_000), ("religious", 150_000)]
)
def test_a_building_permit(building: str, amount: int) -> None:
    assert _total(PERMIT, "online", building=building) == amount


@pytest.mark.parametrize("code", FREE)
def test_help_in_need_costs_nothing(code: str) -> None:
    assert SHIPPED[code].fees.is_free


@pytest.mark.parametrize(
    ("fees", "kind"),
    [
        (PERMANENT, Kind.STATE_CHARGE),
        (BUSINESS, Kind.STATE_CHARGE),
        (LICENCE, Kind.STATE_CHARGE),
        (PERMIT, Kind.STATE_CHARGE),
        (RECORD, Kind.USER_FEE),
    ],
)
def test_charges_and_fees_are_told_apart(fees: FeeRules, kind: Kind) -> None:
    """Lệ phí and phí of Law 97/2015/QH13, which the national data mixes up."""
    assert {charge.kind for charge in fees.charges} == {kind}


# Laws of every fee


def _read_by(package: Package) -> set[str]:
    rules = [price.amount for charge in package.fees.charges for price in charge.prices.values()]
    rules += [each.applies for charge in package.fees.charges for each in charge.exemptions]
    paths = [path for rule in rules for path in rule.reads]
    return {path[1] for path in paths if path[0] == "answers" and len(path) > 1}


def _answers_of(package: Package) -> st.SearchStrategy[dict[str, object]]:
    """Answers a form takes, to the questions that the price depends on, some of them missing."""
    known = {}
    for question in package.form.questions():
        if question.key not in _read_by(package):
            continue
        least, most = (getattr(question.kind, name, None) for name in ("least", "most"))
        choices = [option.value for option in getattr(question.kind, "choices", ())]
        if choices:
            known[question.key] = st.sampled_from(choices)
        elif question.kind.name == "group":
            known[question.key] = st.integers(0, 5).map(lambda size: [{}] * size)
        elif question.kind.name == "yes_no":
            known[question.key] = st.booleans()
        elif isinstance(least, int) and isinstance(most, int):
            known[question.key] = st.integers(least, most)
        else:
            known[question.key] = st.just("Mẫu")
    return st.fixed_dictionaries({}, optional=known)


@pytest.mark.parametrize("code", [code for code, each in SHIPPED.items() if each.fees.charges])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_no_fee_is_ever_negative_or_more_than_the_full_one(code: str, data: st.DataObject) -> None:
    package = SHIPPED[code]
    channel = data.draw(st.sampled_from([str(each) for each in package.procedure.channels]))
    facts = {"answers": data.draw(_answers_of(package)), "channel": channel}

    try:
        lines = assess(package.fees, facts)
    except PriceUnknown:
        return

    assert all(0 <= line.amount <= line.full for line in lines)
    for line, rule in zip(lines, package.fees.charges, strict=True):
        fitting = [each.percent for each in rule.exemptions if each.applies.holds(facts)]
        assert line.amount == line.full * (100 - max(fitting, default=0)) // 100
        assert (line.exemption is None) == (not fitting)


@pytest.mark.parametrize("code", SHIPPED)
def test_filing_online_never_costs_more(code: str) -> None:
    """Where the amount needs no answers it can be compared as it stands."""
    for charge in SHIPPED[code].fees.charges:
        flat = {
            channel: amount
            for channel, price in charge.prices.items()
            if isinstance(amount := price.amount.value({"answers": {}, "channel": channel}), int)
        }
        assert all(flat[Channel.ONLINE] <= each for each in flat.values() if Channel.ONLINE in flat)


@pytest.mark.parametrize("code", SHIPPED)
def test_every_exemption_says_by_which_rule(code: str) -> None:
    for charge in SHIPPED[code].fees.charges:
        assert charge.basis
        assert all(each.basis and each.name.en for each in charge.exemptions)
