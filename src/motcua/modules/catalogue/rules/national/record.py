"""A record of the national portal as it was served: its shape, and how a line of the file is read.

Nothing is mended here. What a record leaves out is empty; what has another shape than the portal
has ever served is refused with the place.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec

from motcua.kernel.words import Text

from ..procedure_file import PROCEDURE_CODE

#: The longest record served so far has under half a million characters.
LONGEST_LINE = 4 * 1024 * 1024
_CODE = re.compile(PROCEDURE_CODE)
_VIETNAM = timezone(timedelta(hours=7))


class Named(msgspec.Struct, frozen=True, rename="camel"):
    """Anything with a code and a name; groups of offices have no code."""

    name: str | None = None
    code: str | None = None


class Fee(msgspec.Struct, frozen=True, rename="camel"):
    type: str = ""
    value: int | float | str | None = None
    description: str | None = None
    currency_name: str | None = None


class Method(msgspec.Struct, frozen=True, rename="camel"):
    """One way to file, with its time and fees; the same way may come several times."""

    submission_method: str
    processing_time: int | float | str | None = None
    processing_time_unit: str | None = None
    description: str | None = None
    fees: list[Fee] | None = None


class ProcessingDay(msgspec.Struct, frozen=True):
    qty: int | float | str | None = None
    type: str | None = None


class Case(msgspec.Struct, frozen=True, rename="camel"):
    code: str | None = None
    name: str | None = None
    processing_day: ProcessingDay | None = None


class Attachment(msgspec.Struct, frozen=True, rename="camel"):
    file_name: str | None = None


class Paper(msgspec.Struct, frozen=True, rename="camel"):
    code: str | None = None
    name: str | None = None
    original_qty: int | None = None
    copy_qty: int | None = None
    required: bool = False
    attachments: list[Attachment] | None = None


class Papers(msgspec.Struct, frozen=True, rename="camel"):
    """The documents of one situation, or under one heading."""

    name: str | None = None
    profile_components: list[Paper] | None = None


class Step(msgspec.Struct, frozen=True):
    name: str | None = None
    description: str | None = None


class Returning(msgspec.Struct, frozen=True):
    value: list[str] | None = None


class Announcement(msgspec.Struct, frozen=True, rename="camel"):
    proposal_number: str | None = None
    decision_date: int | None = None
    issuing_agency: Named | None = None


class Detail(msgspec.Struct, frozen=True, rename="camel"):
    id: str = ""
    name: str = ""
    execution_steps: list[Step] = []
    execution_methods: list[Method] = []
    execution_cases: list[Papers] = []
    cases: list[Case] = []
    is_ward: bool = False
    is_province: bool = False
    is_ministry: bool = False
    is_internal: bool = False
    is_full_process: bool = False
    is_offline_only: bool = False
    note: str | None = None
    keywords: str | None = None
    categories_details: list[Named | None] = []
    departments_executing: list[Named | None] = []
    unit_groups_executing: list[Named | None] = []
    legal_basises_details: list[Named | None] = []
    results_details: list[Named | None] = []
    subject_types_details: list[Named | None] = []
    department_promulgate_code: str | None = None
    department_promulgate_name: str | None = None
    requirements_and_conditions: str | None = None
    returning_methods: list[Returning | None] = []
    procedure_proposal: Announcement | None = None
    updated_at: int | None = None


class Record(msgspec.Struct, frozen=True, rename="camel"):
    code: str
    detail: Detail
    name: str = ""
    life_events: list[str] = []


@dataclass(frozen=True, slots=True)
class Line:
    """A record with its own text. `digest` is the same however its keys are ordered and spaced."""

    record: Record
    text: str
    digest: str

    @property
    def code(self) -> str:
        return self.record.code

    @property
    def has_sound_code(self) -> bool:
        return _CODE.fullmatch(self.code) is not None

    @property
    def updated_at(self) -> datetime:
        """When the portal says it was changed last."""
        return _moment(self.record.detail.updated_at) or datetime(1970, 1, 1, tzinfo=UTC)

    @property
    def updated_on(self) -> date:
        return self.updated_at.astimezone(_VIETNAM).date()


class LineUnreadable(Exception):
    """A line that is no record; `says` is the sentence for whoever imports it."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


def read_line(content: bytes) -> Line:
    """
    :raises LineUnreadable: too long, not JSON, without a code, or of another shape
    """
    if len(content) > LONGEST_LINE:
        raise _unreadable("dòng dài hơn {most} byte", "longer than {most} bytes", most=LONGEST_LINE)
    try:
        text = content.decode("utf-8").strip()
        anything = _ANY.decode(text)
        canonical = _CANONICAL.encode(anything)
        record = _RECORD.decode(text)
    except UnicodeDecodeError:
        raise _unreadable("không phải chữ UTF-8", "not UTF-8 text") from None
    except RecursionError:
        raise _unreadable("lồng quá sâu", "nested too deep") from None
    except msgspec.ValidationError as wrong:
        raise _unreadable(
            "không có dạng của Cổng quốc gia: {wrong}",
            "not of the national portal's shape: {wrong}", wrong=wrong,
        ) from None  # fmt: skip
    except (msgspec.MsgspecError, ValueError) as wrong:
        raise _unreadable("không phải JSON: {wrong}", "not JSON: {wrong}", wrong=wrong) from None
    if not record.code.strip():
        raise _unreadable("không có mã thủ tục", "it has no code")
    return Line(record, text, hashlib.sha256(canonical).hexdigest())


def day_of(milliseconds: int | None) -> date | None:
    """The day in Việt Nam of a moment as the portal writes it; None where it makes no sense."""
    moment = _moment(milliseconds)
    return moment.astimezone(_VIETNAM).date() if moment else None


def _moment(milliseconds: int | None) -> datetime | None:
    """In the years of this administration; anything else is a slip."""
    if milliseconds is None or not 0 <= milliseconds < 4_102_444_800_000:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


_ANY = msgspec.json.Decoder()
_RECORD = msgspec.json.Decoder(Record)
_CANONICAL = msgspec.json.Encoder(order="deterministic")


def _unreadable(vi: str, en: str, **params: object) -> LineUnreadable:
    return LineUnreadable(Text(vi.format(**params), en.format(**params)))
