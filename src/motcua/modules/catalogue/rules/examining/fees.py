"""Fees: whatever may be answered, the price is known, makes sense, and goes to an account."""

from collections.abc import Iterator

from motcua.kernel.expressions import Expression
from motcua.kernel.money import LARGEST

from ..fees import ChargeRule
from ..findings import Finding
from ..procedure import Channel
from .situations import Facts
from .subject import Subject
from .telling import told

FILE = "fees.yaml"


def check(subject: Subject) -> Iterator[Finding]:
    for number, rule in enumerate(subject.package.fees.charges):
        for channel in rule.prices:
            yield from _priced(subject, number, rule, channel)
    yield from _accounts(subject)


def _priced(subject: Subject, number: int, rule: ChargeRule, channel: Channel) -> Iterator[Finding]:
    amount = rule.prices[channel].amount
    path = ("charges", number, "prices", channel.value, "amount")
    words = {"name": rule.name, "channel": channel.value}
    found = subject.situations.find(
        lambda facts: not _makes_sense(amount, facts), [amount], fixed={"channel": channel.value}
    )
    if found.facts is None:
        return
    value, when = amount.value(found.facts), told(found.facts)
    if value is None:
        yield subject.finding("price-unknown-somewhere", FILE, path, when=when, **words)
    else:
        yield subject.finding("price-impossible", FILE, path, when=when, amount=value, **words)


def _makes_sense(amount: Expression, facts: Facts) -> bool:
    value = amount.value(facts)
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


def _accounts(subject: Subject) -> Iterator[Finding]:
    fees = subject.package.fees
    if fees.is_free or not fees.account.is_of_agency:
        return
    for kind in subject.package.procedure.agency_kinds:
        for agency in subject.city.of_kind(kind):
            if not agency.has_account:
                yield subject.finding("fee-without-account", FILE, agency=agency.name)
