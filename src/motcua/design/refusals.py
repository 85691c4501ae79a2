"""What a refusal says to a person: one sentence per code, in both languages.

Each site registers the sentences of the refusals it can meet; the kernel's are here.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.kernel.errors import Refusal

Sentence = str | Promise

_sentences: dict[str, Sentence] = {
    "refused": gettext_lazy("Không thực hiện được việc này. Xin thử lại hoặc hỏi Bộ phận Một cửa."),
    "not-found": gettext_lazy("Không tìm thấy. Xin kiểm tra lại mã hoặc đường dẫn."),
    "not-allowed": gettext_lazy(
        "Bạn không có quyền làm việc này. Nếu cần, xin hỏi người phụ trách đơn vị."
    ),
    "wrong-moment": gettext_lazy(
        "Hồ sơ đã sang bước khác nên việc này không còn làm được. "
        "Xin tải lại trang để xem bước hiện tại."
    ),
    "already-done": gettext_lazy("Việc này đã được làm trước đó. Không có gì thay đổi."),
    "invalid": gettext_lazy("Có chỗ chưa đúng. Xin xem lại những gì bạn đã nhập."),
    "allowance-invalid": gettext_lazy(
        "Không tính được thời hạn %(amount)s %(unit)s. Xin nhập số nguyên dương và đúng đơn vị."
    ),
    "calendar-unknown-year": gettext_lazy(
        "Lịch làm việc chưa có cho năm %(year)s; hiện có từ %(first)s đến %(last)s."
    ),
    "calendar-invalid": gettext_lazy("Lịch làm việc tự mâu thuẫn. Xin báo người quản trị lịch."),
    "time-without-zone": gettext_lazy(
        "Thời điểm thiếu múi giờ. Xin ghi đủ, ví dụ 2026-11-17T09:00:00+07:00."
    ),
    "clock-act-refused": gettext_lazy(
        "Việc này không hợp với thời hạn đang tính của hồ sơ. Xin tải lại trang để xem hiện trạng."
    ),
    "clock-rules-invalid": gettext_lazy(
        "Chưa có quy tắc tính thời hạn cho ngày này. Xin báo người quản trị lịch."
    ),
    "bad-expression": gettext_lazy(
        "Biểu thức chưa dùng được (%(reason)s, cột %(column)s). Xin sửa rồi thử lại."
    ),
    "file-kind-unknown": gettext_lazy(
        "Tệp không thuộc loại nhận được. Xin gửi tệp PDF, JPEG, PNG, HEIC hoặc DOCX."
    ),
}


def speak(sentences: Mapping[str, Sentence]) -> None:
    """Add sentences by code; `%(name)s` takes the refusal's parameters.

    :raises ValueError: another sentence is already said for the code
    """
    for code, sentence in sentences.items():
        if code in _sentences and str(_sentences[code]) != str(sentence):
            raise ValueError(f"two sentences for the refusal {code}")
        _sentences[code] = sentence


def speaks(code: str) -> bool:
    """Whether people are told something particular for the code."""
    return code in _sentences


def spoken() -> dict[str, str]:
    """Every code with its sentence in the current language, its parameters not filled in."""
    return {code: str(sentence) for code, sentence in _sentences.items()}


def sentence(refusal: Refusal) -> str:
    """What happened and what to do next, in the current language."""
    said = _sentences.get(refusal.code)
    if said is None:
        return _("Không thực hiện được việc này (%(code)s).") % {"code": refusal.code}
    try:
        return str(said) % dict(refusal.params)
    except (KeyError, TypeError, ValueError):
        # A parameter the sentence waits for is missing: better a plain sentence than none.
        return str(_sentences["refused"])
