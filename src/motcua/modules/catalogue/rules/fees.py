"""`fees.yaml`: what it costs, by which rule, for whom less, and into whose account.

Phí (user fee) and lệ phí (state charge) are told apart throughout (Law 97/2015/QH13). Exemptions
stand beside each charge, never globally (Article 10); where several fit, the most favourable
one counts and they do not add up (Resolution 66.22/2026/NQ-CP).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import Invalid
from motcua.kernel.expressions import Expression
from motcua.kernel.money import LARGEST, Dong, dong
from motcua.kernel.words import Text, fold
from motcua.modules.payments.rules.charges import Kind

from .formulas import Scope, amount_rule, condition
from .procedure import Channel
from .reading import Once, Place


class When(StrEnum):
    """The moment a charge falls due.

    `BY_RETURN` is asked for at filing too, but nobody waits for it: the dossier is looked at as it
    was filed, and its result is handed over once the charge is paid.
    """

    AT_FILING = "at_filing"
    BY_RETURN = "by_return"
    BEFORE_RESULT = "before_result"


@dataclass(frozen=True, slots=True)
class Price:
    """What one pays through one channel: the rule, and the rule in words for people."""

    amount: Expression
    says: Text


@dataclass(frozen=True, slots=True)
class Exemption:
    group: str
    name: Text
    applies: Expression
    percent: int
    basis: str


@dataclass(frozen=True, slots=True)
class ChargeRule:
    code: str
    kind: Kind
    name: Text
    when: When
    basis: str
    prices: Mapping[Channel, Price]
    exemptions: tuple[Exemption, ...]
    when_basis: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the money goes: to the deciding agency's own account, unless one is written here."""

    bank_bin: str = ""
    number: str = ""
    holder: str = ""

    @property
    def is_of_agency(self) -> bool:
        return not self.number


class StatedKind(StrEnum):
    """What a source calls a fee: phí, lệ phí, or the price of a service (giá)."""

    USER_FEE = "user_fee"
    STATE_CHARGE = "state_charge"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class StatedFee:
    """A fee as a source states it, word by word; nothing is charged by it.

    `amount` is in whole units of `currency` (`VND`, where the source names none: empty), None where
    there is no figure; `channel` is None where it holds for every way.
    """

    kind: StatedKind
    channel: Channel | None
    amount: int | None
    currency: str
    says: Text

    @property
    def is_nothing(self) -> bool:
        """Plainly free: a nought, and no words that take it back."""
        return plainly_nothing(self.amount, self.says.vi)


def plainly_nothing(amount: int | None, says: str) -> bool:
    """A nought, and no words that take it back."""
    return amount == 0 and (not says or fold(says).strip(" .;:-") in _NOTHING)


_NOTHING = frozenset({
    "", "0", "0 d", "0 dong", "0d", "0 vnd", "khong", "khong co", "khong thu", "khong thu phi",
    "khong mat phi", "khong phi", "khong thu le phi", "khong co phi", "mien phi", "mien le phi",
    "khong quy dinh", "le phi: khong", "phi: khong", "phi, le phi: khong", "khong phai nop phi",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FeeRules:
    """What it costs: by rule, or as a source states it (`stated`; None where rules say it all)."""

    charges: tuple[ChargeRule, ...]
    account: Account
    says: Text
    stated: tuple[StatedFee, ...] | None = None

    @property
    def is_free(self) -> bool:
        """Nobody ever pays anything. A source that does not speak of fees does not say that."""
        if self.charges or self.stated is None:
            return not self.charges
        return bool(self.stated) and all(fee.is_nothing for fee in self.stated)


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """One line of what is owed, in đồng. `full` is the amount before an exemption.

    `when_basis` is the ground in law for paying later than at filing.
    """

    code: str
    kind: Kind
    name: Text
    amount: Dong
    when: When
    basis: str
    full: Dong
    exemption: Text | None = None
    when_basis: str = ""

    @property
    def is_asked_at_filing(self) -> bool:
        return self.when is not When.BEFORE_RESULT


class PriceUnknown(Invalid):
    """The answers so far do not tell the price; `params` name the charge."""

    code = "price-unknown"


def assess(fees: FeeRules, facts: Mapping[str, object]) -> list[ChargeLine]:
    """Every charge with its amount, those included that come to nothing, to tell why.

    :raises PriceUnknown: an answer the rule reads is missing, or the amount makes no sense
    """
    channel = Channel(str(facts["channel"]))
    return [_line_of(rule, channel, facts) for rule in fees.charges if channel in rule.prices]


def charges_for(fees: FeeRules, facts: Mapping[str, object]) -> list[ChargeLine]:
    """What is to be paid for a dossier with these facts: `answers`, `channel`, `applicant`.

    :raises PriceUnknown: an answer the rule reads is missing, or the amount makes no sense
    """
    return [line for line in assess(fees, facts) if line.amount > 0]


def _line_of(rule: ChargeRule, channel: Channel, facts: Mapping[str, object]) -> ChargeLine:
    amount = rule.prices[channel].amount.value(facts)
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 <= amount <= LARGEST:
        raise PriceUnknown(f"the charge {rule.code} comes to {amount}", charge=rule.code)
    fitting = [exemption for exemption in rule.exemptions if exemption.applies.holds(facts)]
    best = max(fitting, key=lambda exemption: exemption.percent, default=None)
    return ChargeLine(
        code=rule.code,
        kind=rule.kind,
        name=rule.name,
        # Integer division rounds down, in favour of who pays: there is no half đồng.
        amount=dong(amount * (100 - best.percent) // 100 if best else amount),
        when=rule.when,
        basis=best.basis if best else rule.basis,
        full=dong(amount),
        exemption=best.name if best else None,
        when_basis=rule.when_basis,
    )


def read_fees(at: Place, scope: Scope, *, is_complete: bool) -> FeeRules:
    fields = at.table("charges says", "account" if is_complete else "account stated")
    stated = fields["stated"]
    once = Once()
    charges = tuple(_charge(item, scope, once) for item in fields["charges"].items())
    account = _account(fields["account"]) if "account" in fields else Account()
    return FeeRules(
        charges, account, fields["says"].words(), tuple(_stated(stated)) if stated.node else None
    )


def _stated(at: Place) -> Iterator[StatedFee]:
    for item in at.items():
        fields = item.table("kind", "channel amount currency says")
        yield StatedFee(
            kind=fields["kind"].choice(StatedKind),
            channel=fields["channel"].choice(Channel) if "channel" in fields else None,
            amount=fields["amount"].whole(high=LARGEST) if "amount" in fields else None,
            currency=fields["currency"].line(longest=20) if "currency" in fields else "",
            says=fields["says"].words() if "says" in fields else Text(""),
        )


def _charge(at: Place, scope: Scope, once: Once) -> ChargeRule:
    fields = at.table("code kind name when basis prices", "exemptions when_basis")
    when = fields["when"].choice(When)
    if ("when_basis" in fields) != (when is When.BY_RETURN):
        fields["when"].complain("when-basis", name=When.BY_RETURN.value)
    return ChargeRule(
        code=once.see(fields["code"].key(), fields["code"]),
        kind=fields["kind"].choice(Kind),
        name=fields["name"].words(),
        when=when,
        basis=fields["basis"].line(),
        prices=_prices(fields["prices"], scope),
        exemptions=tuple(_exemptions(fields["exemptions"], scope)),
        when_basis=fields["when_basis"].line() if "when_basis" in fields else "",
    )


def _prices(at: Place, scope: Scope) -> dict[Channel, Price]:
    prices: dict[Channel, Price] = {}
    fields = at.table(optional=" ".join(channel.value for channel in Channel))
    for channel in Channel:
        place = fields[channel.value]
        if channel.value in fields:
            if scope.channels is not None and channel not in scope.channels:
                place.complain("channel-not-offered", name=channel.value)
            price = place.table("amount says")
            prices[channel] = Price(amount_rule(price["amount"], scope), price["says"].words())
        elif channel in (scope.channels or ()) and at.node is not None:
            at.complain("channel-unpriced", name=channel.value)
    return prices


def _exemptions(at: Place, scope: Scope) -> Iterator[Exemption]:
    once = Once()
    for item in at.items():
        fields = item.table("group name if percent basis")
        yield Exemption(
            group=once.see(fields["group"].key(), fields["group"]),
            name=fields["name"].words(),
            applies=condition(fields["if"], scope),
            percent=fields["percent"].whole(low=1, high=100),
            basis=fields["basis"].line(),
        )


def _account(at: Place) -> Account:
    fields = at.table("bank_bin number holder")
    return Account(
        bank_bin=fields["bank_bin"].matching(r"[0-9]{6}", example="970436"),
        number=fields["number"].matching(r"[0-9A-Za-z]{1,19}", example="0123456789"),
        holder=fields["holder"].line(longest=100),
    )
