"""The letters of the one-stop unit (Circular 01/2018/TT-VPCP; since 2025 Circular 03/2025)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from motcua.kernel.words import Text

from .content import printed
from .filing_receipt import AnswerPage, FeeRow, FileRow, PromisedDate


class LetterKind(StrEnum):
    FILING_RECEIPT = "filing_receipt"
    RECEIPT_SLIP = "receipt_slip"
    SUPPLEMENT_REQUEST = "supplement_request"
    REFUSAL_NOTICE = "refusal_notice"
    STOP_NOTICE = "stop_notice"
    APOLOGY_EXTENSION = "apology_extension"


TITLES: dict[LetterKind, Text] = {
    LetterKind.FILING_RECEIPT: Text("Biên nhận nộp hồ sơ", "Receipt of filing"),
    LetterKind.RECEIPT_SLIP: Text(
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt of a dossier and date of its result"
    ),
    LetterKind.SUPPLEMENT_REQUEST: Text(
        "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Request to complete a dossier"
    ),
    LetterKind.REFUSAL_NOTICE: Text(
        "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "Notice that a dossier is not taken up"
    ),
    LetterKind.STOP_NOTICE: Text(
        "Thông báo dừng giải quyết hồ sơ", "Notice that work on a dossier has stopped"
    ),
    LetterKind.APOLOGY_EXTENSION: Text(
        "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
        "Apology and new date of the result",
    ),
}
#: Receipts carry the dossier's own number; the others take one of the agency's series.
NUMBERED = frozenset(LetterKind) - {LetterKind.FILING_RECEIPT, LetterKind.RECEIPT_SLIP}
#: What these say is also signed as data, together with the digest of the paper.
WITH_TWIN = frozenset({LetterKind.FILING_RECEIPT})
SYMBOLS = {
    LetterKind.SUPPLEMENT_REQUEST: "YCBS",
    LetterKind.REFUSAL_NOTICE: "TCHS",
    LetterKind.STOP_NOTICE: "TBDHS",
    LetterKind.APOLOGY_EXTENSION: "XLHT",
}


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A document of the dossier: how many originals, certified and plain copies, or files."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class ChargeRow:
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class SupplementItem:
    name: str
    reason: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class FilingReceipt:
    """What was filed, before anybody has looked at it: made at once, by nobody's hand.

    `digest` is that of the filed answers, `revision` of the procedure they were filed on; `terms`
    says in words when the fee is to be paid.
    """

    kind: ClassVar[LetterKind] = LetterKind.FILING_RECEIPT
    submission_number: str
    filed_at: datetime
    digest: str
    revision: str
    pages: tuple[AnswerPage, ...]
    files: tuple[FileRow, ...]
    returning: str
    track_url: str
    charges: tuple[FeeRow, ...] = ()
    total: int = 0
    terms: str = ""
    answer_by: datetime | None = None
    promise: PromisedDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptSlip:
    kind: ClassVar[LetterKind] = LetterKind.RECEIPT_SLIP
    components: tuple[ComponentRow, ...]
    processing_time: str
    received_at: datetime
    due_at: datetime
    returning: str
    receiver: str
    track_url: str
    sets: int = 1
    charges: tuple[ChargeRow, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class SupplementRequest:
    kind: ClassVar[LetterKind] = LetterKind.SUPPLEMENT_REQUEST
    items: tuple[SupplementItem, ...]
    reply_by: date
    contact: str
    contact_phone: str
    officer: str


@dataclass(frozen=True, slots=True)
class RefusalNotice:
    kind: ClassVar[LetterKind] = LetterKind.REFUSAL_NOTICE
    submitted_at: datetime
    reason: str
    legal_basis: str
    contact: str
    contact_phone: str
    officer: str


@dataclass(frozen=True, slots=True)
class StopNotice:
    kind: ClassVar[LetterKind] = LetterKind.STOP_NOTICE
    reason: str
    legal_basis: str
    officer: str


@dataclass(frozen=True, slots=True)
class Apology:
    kind: ClassVar[LetterKind] = LetterKind.APOLOGY_EXTENSION
    received_at: datetime
    old_due_at: datetime
    new_due_at: datetime
    reason: str
    responsible_unit: str
    returning: str
    officer: str


LetterBody = FilingReceipt | ReceiptSlip | SupplementRequest | RefusalNotice | StopNotice | Apology


def letter_data(body: LetterBody) -> dict[str, object]:
    """The key `letter` of a template's data."""
    plain = {
        key: value.isoformat() if type(value) is date else value
        for key, value in asdict(body).items()
    }
    data = printed(plain)
    assert isinstance(data, dict)
    return data


class LetterState(StrEnum):
    """A letter is asked for, issued (typeset and sealed), and perhaps voided."""

    REQUESTED = "requested"
    ISSUED = "issued"
    VOIDED = "voided"
