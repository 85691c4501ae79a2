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
