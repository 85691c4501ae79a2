"""One file that checks receipts of filing by itself, without network and without asking us."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.formats import language
from motcua.design.page import render
from motcua.design.standalone import standalone
from motcua.foundation import plugs
from motcua.modules.results import queries as papers
from motcua.modules.results.ports import City

_HERE = Path(__file__).resolve().parent


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The file. It is the same for everybody and may be kept for years."""
    title, keys, city = _("Tự kiểm tra biên nhận"), papers.public_receipt_keys(), plugs.get(City)
    body = render(
        request, "portal/offline.html",
        title=title, keys=keys, demo=city.demo, address=f"{city.base_url}{request.path}",
    )  # fmt: skip
    known = [
        {
            "thumbprint": key.thumbprint,
            "public": dict(key.public),
            "since": key.since,
            "until": key.until,
        }
        for key in keys
    ]
    made = standalone(
        title=title,
        language=language(),
        body=body,
        style=(_HERE / "verify.css").read_text(encoding="utf-8"),
        script=(_HERE / "verify.js").read_text(encoding="utf-8"),
        data={"words": _words(), "keys": known, "language": language()},
    )
    answer = HttpResponse(made.html)
    answer["Content-Security-Policy"] = made.policy
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def _words() -> dict[str, object]:
    return {
        "number": _("Số nộp"),
        "filed_at": _("Nộp lúc"),
        "procedure": _("Thủ tục"),
        "agency": _("Cơ quan nhận"),
        "submitter": _("Người nộp"),
        "due": _("Hẹn trả nếu được tiếp nhận ngay"),
        "fee": _("Phải nộp"),
        "free": _("Miễn phí"),
        "digest": _("Mã SHA-256 của nội dung"),
        "revision": _("Bản thủ tục"),
        "signed_at": _("Ký lúc"),
        "files": _("Tệp đã nộp"),
        "file": _("Tệp"),
        "size": _("Cỡ"),
        "pages": _("Trang"),
        "verdict": _("Kiểm tra tệp"),
        "yours": _("Tệp của bạn"),
        "same": _("Đúng tệp này"),
        "not_there": _("Chưa chọn"),
        "question": _("Câu hỏi"),
        "answer": _("Câu trả lời"),
        "source": _("Nguồn"),
        "demo": _("Đây là biên nhận của bản trình diễn, không có giá trị pháp lý."),
        "verdicts": _verdicts(),
    }


def _verdicts() -> dict[str, tuple[str, str]]:
    """What is told of each outcome, and what it means."""
    return {
        "genuine": (
            _("Biên nhận thật"),
            _("Chữ ký đúng, và tờ PDF đúng là tờ đã được ký. Không chữ nào bị đổi."),
        ),
        "no-paper": (
            _("Dữ liệu thật"),
            _("Chữ ký đúng. Chọn thêm tệp PDF để kiểm tra cả tờ giấy."),
        ),
        "other-paper": (
            _("Tờ PDF không phải tờ đã ký"),
            _("Dữ liệu là thật, nhưng tờ PDF đã bị đổi hoặc là của hồ sơ khác."),
        ),
        "changed": (
            _("Không đúng chữ ký"),
            _("Dữ liệu đã bị đổi sau khi ký. Xin tải lại ở trang hồ sơ của bạn."),
        ),
        "unknown-key": (
            _("Không rõ ai ký"),
            _("Khóa đã ký không có trong tệp này. Xin tải bản mới của tệp kiểm tra rồi thử lại."),
        ),
        "key-ended": (
            _("Ký bằng khóa đã ngừng dùng"),
            _("Khóa này đã ngừng dùng trước ngày ghi trên biên nhận. Xin hỏi lại cơ quan."),
        ),
        "unreadable": (
            _("Không đọc được tệp"),
            _("Đây không phải bản dữ liệu có chữ ký của biên nhận. Xin chọn tệp .jws."),
        ),
        "no-means": (
            _("Trình duyệt này không kiểm tra được"),
            _("Xin mở tệp này bằng trình duyệt mới hơn."),
        ),
    }
