"""Sheets people print: the form to be filled in by hand, and the list of what to bring. Pure.

A sheet is plain data in one language: the page of the portal and the PDF are drawn from the same.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from motcua.kernel.words import Text
from motcua.modules.forms.rules import Form, Question
from motcua.modules.forms.rules.kinds.group import Group

from .components import Component, Need, Source
from .in_words import in_words
from .linked.names import CHANNELS
from .package import Package

#: Goes up when sheets look otherwise: kept PDFs of before are then made anew.
LAYOUT = 1
_LINES = {
    "long_text": 5,
    **dict.fromkeys(("address", "land_parcel", "map_area", "bank_account"), 3),
    **dict.fromkeys(("map_point", "organisation", "signature"), 2),
}
_FEW_ROWS = 4


class SheetKind(StrEnum):
    FORM = "form"
    CHECKLIST = "checklist"


TITLES: Mapping[SheetKind, Text] = {
    SheetKind.FORM: Text("Tờ khai để điền tay", "Form to fill in by hand"),
    SheetKind.CHECKLIST: Text("Giấy tờ cần chuẩn bị", "What to prepare"),
}
_NEEDS: Mapping[Need, Text] = {
    Need.REQUIRED: Text("Bắt buộc", "Required"),
    Need.OPTIONAL: Text("Có thể nộp thêm", "Optional"),
    Need.FALLBACK: Text("Chỉ khi không tra cứu được", "Only if it cannot be looked up"),
    Need.SHOWN: Text("Xuất trình rồi nhận lại", "To be shown, and handed back"),
    Need.UNSTATED: Text("", ""),
}
_SOURCES: Mapping[Source, Text] = {
    Source.FORM: Text("điền trên mạng", "filled in online"),
    Source.UPLOAD: Text("chụp hoặc quét rồi tải lên", "photographed or scanned"),
    Source.STORE: Text("lấy từ kho giấy tờ", "from one's document store"),
    Source.REGISTER: Text("cơ quan tra cứu", "looked up by the agency"),
    Source.PAPER: Text("bản giấy", "on paper"),
}

_WORDS: Mapping[str, Text] = {
    "nation": Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM"),
    "motto": Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
    "to": Text("Kính gửi:", "To:"),
    "or": Text("hoặc", "or"),
    "guide": Text(
        "Điền bằng bút mực, chữ rõ ràng. Phần ghi “Nếu …” chỉ điền khi đúng với bạn.",
        "Fill in with a pen, clearly. What follows an “If …” is for you only where it is so.",
    ),
    "yes": Text("Có", "Yes"),
    "no": Text("Không", "No"),
    "number": Text("STT", "No."),
    "day": Text("ngày", "day"),
    "month": Text("tháng", "month"),
    "year": Text("năm", "year"),
    "attached": Text("Kèm theo bản giấy", "Attached on paper"),
    "optional": Text("(không bắt buộc)", "(optional)"),
    "applicant": Text("Người làm đơn", "Applicant"),
    "sign": Text("(Ký, ghi rõ họ tên)", "(Signature and full name)"),
    "qr": Text("Mã QR dẫn tới trang của thủ tục", "QR code of the procedure's page"),
    "originals": Text("Bản chính:", "Originals:"),
    "copies": Text("Bản sao:", "Copies:"),
    "nothing": Text(
        "Không phải nộp giấy tờ gì thêm ngoài tờ khai.", "Nothing is needed besides the form."
    ),
    "conditions": Text("Yêu cầu, điều kiện", "Conditions"),
    "time_and_fees": Text("Thời gian và phí", "Time and fees"),
    "fees": Text("Phí, lệ phí:", "Fees and charges:"),
    "office": Text("Nơi giải quyết", "Who decides"),
    "demo": Text(
        "BẢN TRÌNH DIỄN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ", "DEMONSTRATION – WITHOUT LEGAL FORCE"
    ),
}
Sheet = dict[str, object]
_NO_WORDS = Text("")


def sheet(package: Package, kind: SheetKind, language: str) -> Sheet:
    """:raises ValueError: a form is asked for of a package that has none"""
    facts = package.procedure
    if kind is SheetKind.FORM and not package.is_complete:
        raise ValueError(f"{package.code} has no form")
    agencies = [each.name.in_(language) for each in facts.agencies]
    return {
        "kind": kind.value,
        "language": language,
        "code": package.code,
        "digest": package.digest,
        "name": facts.name.in_(language),
        "title": (package.form.title if kind is SheetKind.FORM else TITLES[kind]).in_(language),
        "agencies": agencies,
        "pages": _pages(package.form, language) if kind is SheetKind.FORM else [],
        "documents": _documents(package, language),
        "times": [
            {"channel": CHANNELS[channel].in_(language), "says": time.says.in_(language)}
            for channel, time in facts.channels.items()
        ],
        "fees": package.fees.says.in_(language),
        "requirements": facts.requirements.in_(language),
        "steps": [
            {"title": step.title.in_(language), "text": step.text.in_(language)}
            for step in facts.steps
        ],
    }


def sheet_words(language: str) -> dict[str, str]:
    """The words around what the package says."""
    return {key: words.in_(language) for key, words in _WORDS.items()}


def _pages(form: Form, language: str) -> list[Sheet]:
    return [
        {
            "title": page.title.in_(language),
            "hint": page.hint.in_(language) if page.hint else "",
            "when": in_words(page.when, form, language) if page.when else "",
            "questions": [_question(each, form, language) for each in page.questions],
        }
        for page in form.pages
    ]


def _question(question: Question, form: Form, language: str) -> Sheet:
    kind = question.kind
    rows = kind.questions if isinstance(kind, Group) else ()
    unit: Text | None = getattr(kind, "unit", None)
    return {
        "kind": kind.name,
        "label": question.label.in_(language),
        "hint": question.hint.in_(language) if question.hint else "",
        "when": in_words(question.when, form, language) if question.when else "",
        "required": question.required,
        "choices": [
            {
                "label": each.label.in_(language),
                "hint": each.hint.in_(language) if each.hint else "",
            }
            for each in getattr(kind, "choices", ())
        ],
        "unit": unit.in_(language) if unit else ("đ" if kind.name == "money" else ""),
        "lines": _LINES.get(kind.name, 1),
        "columns": [each.label.in_(language) for each in rows],
        "rows": min(kind.most, _FEW_ROWS) if isinstance(kind, Group) else 0,
    }


def _documents(package: Package, language: str) -> list[Sheet]:
    return [_document(each, language) for each in package.components]


def _document(component: Component, language: str) -> Sheet:
    return {
        "name": component.name.in_(language),
        "group": component.group.in_(language),
        "need": _NEEDS[component.need].in_(language),
        "when": component.when_says.in_(language),
        "note": component.note.in_(language),
        "originals": component.originals,
        "copies": component.copies,
        "sources": ", ".join(_sources(component, language)),
    }


def _sources(component: Component, language: str) -> Iterator[str]:
    return (_SOURCES[source].in_(language) for source in component.sources)
