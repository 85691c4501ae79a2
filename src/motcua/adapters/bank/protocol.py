"""The fake bank's messages: the shape of VNPAY's, under names of its own. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from motcua.kernel.errors import Invalid
from motcua.modules.payments.ports import Answer, ChargeRequest, PaymentNotice, Result

NAME = "demo-bank"
PREFIX = "demo_"
_ITS_CLOCK = timezone(timedelta(hours=7))
_MOMENT = "%Y%m%d%H%M%S"

#: Response codes as VNPAY gives them: paid, and not enough money in the account.
PAID, PENDING, NOT_ENOUGH = "00", "01", "51"

ANSWERS: dict[Answer, tuple[str, str]] = {
    Answer.HEARD: ("00", "Confirm success"),
    Answer.REPEATED: ("02", "Already confirmed"),
    Answer.UNKNOWN_REFERENCE: ("01", "Order not found"),
    Answer.WRONG_AMOUNT: ("04", "Invalid amount"),
    Answer.FORGED: ("97", "Invalid checksum"),
}
HEARD = frozenset({"00", "02"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A payment somebody is sent to make."""

    reference: str
    amount: int
    purpose: str
    payee: str
    return_url: str
    notice_url: str
    language: str
    expires_at: datetime


def asking(charge: ChargeRequest) -> dict[str, str]:
    """The fields of the address a payer is sent to. Amounts are in hundredths, as VNPAY's are."""
    return _prefixed(
        Version="1",
        Command="pay",
        TxnRef=charge.reference,
        Amount=str(charge.amount * 100),
        CurrCode="VND",
        OrderInfo=charge.purpose,
        Payee=charge.payee,
        ReturnUrl=charge.return_url,
        NoticeUrl=charge.notice_url,
        Locale="en" if charge.language == "en" else "vn",
        CreateDate=_written(charge.created_at),
        ExpireDate=_written(charge.expires_at),
    )


def asked(fields: Mapping[str, str]) -> Asked:
    """What a signed address asks for.

    :raises Invalid: a field is missing or makes no sense
    """
    return Asked(
        reference=_field(fields, "TxnRef"),
        amount=_dong(_field(fields, "Amount")),
        purpose=_field(fields, "OrderInfo"),
        payee=_field(fields, "Payee"),
        return_url=_field(fields, "ReturnUrl"),
        notice_url=_field(fields, "NoticeUrl"),
        language="en" if _field(fields, "Locale") == "en" else "vi",
        expires_at=_moment(_field(fields, "ExpireDate")),
    )


def telling(
    *, reference: str, amount: int, transaction: str, code: str, purpose: str
) -> dict[str, str]:
    """The fields of what the bank says about a payment, in notices, returns and look-ups."""
    return _prefixed(
        TxnRef=reference,
        Amount=str(amount * 100),
        TransactionNo=transaction,
        ResponseCode=code,
        TransactionStatus={PAID: "00", PENDING: "01"}.get(code, "02"),
        OrderInfo=purpose,
    )


def told(fields: Mapping[str, str], *, digest: str) -> PaymentNotice:
    """What the bank said, for the module that asked.

    Paid means that both the answer and the transaction say so.

    :raises Invalid: a field is missing or makes no sense
    """
    code, status = _field(fields, "ResponseCode"), _field(fields, "TransactionStatus")
    result = Result.SUCCEEDED if (code, status) == (PAID, "00") else Result.FAILED
    return PaymentNotice(
        gateway=NAME,
        reference=_field(fields, "TxnRef"),
        transaction=_field(fields, "TransactionNo"),
        amount=_dong(_field(fields, "Amount")),
        result=Result.PENDING if status == "01" else result,
        reason=code,
        digest=digest,
    )


def _prefixed(**fields: str) -> dict[str, str]:
    return {f"{PREFIX}{name}": value for name, value in fields.items()}


def _field(fields: Mapping[str, str], name: str) -> str:
    value = fields.get(f"{PREFIX}{name}", "")
    if not value or len(value) > 1000:
        raise Invalid(f"{name} is missing or too long", field=name)
    return value


def _dong(hundredths: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,13}00", hundredths):
        raise Invalid("not an amount of whole dong", field="Amount")
    return int(hundredths) // 100


def _written(moment: datetime) -> str:
    return moment.astimezone(_ITS_CLOCK).strftime(_MOMENT)


def _moment(written: str) -> datetime:
    try:
        return datetime.strptime(written, _MOMENT).replace(tzinfo=_ITS_CLOCK).astimezone(UTC)
    except ValueError:
        raise Invalid("not a moment", field="ExpireDate") from None
