"""Invented data of every shape, to try a template on before anybody depends on it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from .content import VIETNAM, DossierLines, Facts, Line, Party, Section
from .filing_receipt import AnswerPage, AnswerRow, FeeRow, FileRow, PromisedDate, PromiseStep
from .letters import (
    Apology,
    ChargeRow,
    ComponentRow,
    FilingReceipt,
    LetterBody,
    LetterKind,
    ReceiptSlip,
    RefusalNotice,
    StopNotice,
    SupplementItem,
    SupplementRequest,
)
from .spec import ResultSpec

AT = datetime(2026, 1, 5, 9, 0, tzinfo=VIETNAM)
_TEXT = "Nội dung mẫu"
_OF_KIND: Mapping[str, object] = {
    "date": "2026-01-05",
    "whole_number": 3,
    "money": 24_000,
    "yes_no": True,
    "person_name": "Nguyễn Thị Mẫu",
    "personal_id": "001199000001",
    "multiple_choice": [],
    "year": 2026,
    "time": {"time": "14:30", "minutes": 870},
    "decimal": {"value": "12.5", "hundredths": 1250},
    "organisation": {"tax_code": "0100109106", "name": _TEXT},
    "bank_account": {"bank": "970436", "number": "0011001234567", "holder": "NGUYEN THI MAU"},
    "signature": {"name": "Nguyễn Thị Mẫu"},
    "land_parcel": {
        "province": "01", "commune": "00070", "as_of": "2026-01-05",
        "sheet": "34", "parcel": "12", "area": "120.5", "area_m2": 120,
    },
}  # fmt: skip
_MOST = 12
_DIGEST = "0123456789abcdef" * 4


def facts(answers: Mapping[str, object]) -> Facts:
    party = Party(
        "Nguyễn Thị Mẫu", "001199000001", "1999-01-05", _TEXT, "0912345678", "mau@example.vn"
    )
    return Facts(
        dossier=DossierLines("H26.101-260105-0001", "0.000000", _TEXT, "Trực tuyến", AT, AT),
        applicant=party,
        submitter=party,
        answers=answers,
        words=dict.fromkeys(answers, _TEXT),
        sections=(Section(_TEXT, (Line(_TEXT, _TEXT),)),),
    )


def fillings(spec: ResultSpec) -> Iterator[tuple[dict[str, object], dict[str, str]]]:
    """Values and words of the result: all filled, all empty, and each choice of every question."""
    filled = {str(q["key"]): _value(q) for q in spec.questions}
    words = dict.fromkeys(filled, _TEXT)
    yield filled, words
    yield {}, {}
    singles = [q for q in spec.questions if q.get("kind") == "single_choice"]
    others = [(str(q["key"]), key) for q in singles for key in _choices(q)[1:]]
    for name, key in others[:_MOST]:
        yield {**filled, name: key}, words


def letter(kind: LetterKind) -> LetterBody:
    bodies: dict[LetterKind, LetterBody] = {
        LetterKind.FILING_RECEIPT: _filing_receipt(),
        LetterKind.RECEIPT_SLIP: ReceiptSlip(
            components=(ComponentRow(_TEXT, 1, 0, 2, 0), ComponentRow(_TEXT, files=1)),
            processing_time="03 ngày làm việc",
            received_at=AT,
            due_at=AT,
            returning=_TEXT,
            receiver=_TEXT,
            track_url="https://example.vn/track/H26.101-260105-0001",
            charges=(ChargeRow(_TEXT, 24_000),),
            note=_TEXT,
        ),
        LetterKind.SUPPLEMENT_REQUEST: SupplementRequest(
            items=(SupplementItem(_TEXT, _TEXT, _TEXT),),
            reply_by=AT.date(),
            contact=_TEXT,
            contact_phone="02400000101",
            officer=_TEXT,
        ),
        LetterKind.REFUSAL_NOTICE: RefusalNotice(AT, _TEXT, _TEXT, _TEXT, "0240", _TEXT),
        LetterKind.STOP_NOTICE: StopNotice(_TEXT, _TEXT, _TEXT),
        LetterKind.APOLOGY_EXTENSION: Apology(AT, AT, AT, _TEXT, _TEXT, _TEXT, _TEXT),
    }
    return bodies[kind]


def _filing_receipt() -> FilingReceipt:
    return FilingReceipt(
        submission_number="N260105-7K3MQ2XD",
        filed_at=AT,
        digest=_DIGEST,
        revision=_DIGEST,
        pages=(AnswerPage(_TEXT, (AnswerRow("full_name", _TEXT, _TEXT, _TEXT),)),),
        files=(FileRow(_TEXT, "mau.pdf", 24_000, "application/pdf", _DIGEST, 2, _TEXT, _TEXT),),
        returning=_TEXT,
        track_url="https://example.vn/track/N260105-7K3MQ2XD",
        charges=(FeeRow(_TEXT, 24_000, _TEXT, _TEXT),),
        total=24_000,
        terms=_TEXT,
        answer_by=AT,
        promise=PromisedDate(AT, AT, _TEXT, "2026.1", (PromiseStep(AT, AT, True, _TEXT),)),  # noqa: FBT003 -- a field
        note=_TEXT,
    )


def _value(question: Mapping[str, object]) -> object:
    kind = str(question.get("kind"))
    if kind in ("group", "table"):
        inner = question.get("columns" if kind == "table" else "questions")
        parts = inner if isinstance(inner, list) else []
        return [{str(q["key"]): _value(q) for q in parts if isinstance(q, Mapping)}]
    if kind == "single_choice":
        return next(iter(_choices(question)), None)
    return _OF_KIND.get(kind, _TEXT)


def _choices(question: Mapping[str, object]) -> Sequence[str]:
    raw = question.get("choices")
    return [str(c["key"]) for c in raw if "key" in c] if isinstance(raw, list) else []
