"""What the gate says of rows and of refusals, in both languages."""

from functools import cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.modules.observations.rules import Outcome, Rule, Verdict, Why

REFUSALS: dict[str, str | Promise] = {
    "token-missing": _("Thiếu mã truy cập. Hãy gửi kèm «Authorization: Bearer …» của nguồn."),
    "token-wrong": _("Mã truy cập không đúng, đã bị thu hồi, hoặc nguồn đã đóng."),
    "tokens-guessed": _("Có quá nhiều lần dùng sai mã truy cập từ địa chỉ này. Hãy thử lại sau."),
    "source-closed": _("Nguồn số liệu này đã đóng, không nhận thêm số liệu."),
    "batch-key-reused": _("Khóa «Idempotency-Key» này đã dùng cho một gói có nội dung khác."),
    "message-unreadable": _("Không đọc được gói số liệu: %(found)s. Chưa có dòng nào được ghi."),
    "message-too-long": _("Một gói có nhiều nhất %(most)s dòng. Hãy chia nhỏ và gửi lại."),
    "batch-too-large": _("Một gói, sau khi giải nén, có nhiều nhất %(most)s byte. Hãy chia nhỏ."),
    "encoding-unknown": _("Chỉ nhận chữ UTF-8, không nén hoặc nén gzip; đã nhận «%(given)s»."),
    "media-type-unknown": _("Chỉ nhận JSON, NDJSON hoặc CSV; đã nhận «%(given)s»."),
    "unavailable": _("Cơ sở dữ liệu hiện không trả lời. Hãy thử lại sau ít giây."),
    "key-unreadable": _("«Idempotency-Key» là 1 đến 200 ký tự ASCII nhìn thấy được."),
    "method-not-allowed": _("Địa chỉ này không nhận phương thức %(given)s."),
    "number-unreadable": _("«%(field)s» phải là một số nguyên không âm."),
}
OUTCOMES: dict[str, str | Promise] = {
    Outcome.ACCEPTED: _("Đã nhận."),
    Outcome.CORRECTED: _("Đã nhận, thay cho giá trị gửi trước đó của cùng thời điểm."),
    Outcome.DUPLICATE: _("Giá trị này đã có, không ghi thêm."),
}
RULES: dict[str, str | Promise] = {
    Rule.RANGE: _("Tạm giữ: giá trị nằm ngoài khoảng có thể có."),
    Rule.STEP: _("Tạm giữ: giá trị thay đổi quá nhanh so với lần đo trước."),
    Rule.FLAT: _("Tạm giữ: giá trị đứng yên quá lâu, có thể thiết bị bị kẹt."),
    Rule.SPIKE: _("Tạm giữ: giá trị vọt lên hoặc tụt xuống khác hẳn các lần đo bên cạnh."),
}
REASONS: dict[str, str | Promise] = {
    Why.UNREADABLE: _("Không đọc được dòng này."),
    Why.SERIES_UNKNOWN: _("Nguồn này không có chuỗi số liệu như vậy."),
    Why.SERIES_AMBIGUOUS: _("Có nhiều chuỗi như vậy; hãy nêu mã chuỗi hoặc phương pháp đo."),
    Why.SERIES_CLOSED: _("Chuỗi số liệu này đã đóng."),
    Why.UNIT_UNKNOWN: _("Không có đơn vị đo này (dùng mã UCUM)."),
    Why.UNIT_OF_ANOTHER_KIND: _("Đơn vị đo không đổi được sang đơn vị của chuỗi."),
    Why.TIME_WITHOUT_OFFSET: _("Thời điểm thiếu múi giờ, ví dụ +07:00 hoặc Z."),
    Why.TIME_AHEAD: _("Thời điểm nằm trong tương lai."),
    Why.TIME_BEFORE_1990: _("Thời điểm trước năm 1990, có lẽ đồng hồ thiết bị sai."),
    Why.VALUE_NOT_FINITE: _("Giá trị không phải là một số hữu hạn."),
}


def said(verdict: Verdict, language: str) -> str:
    """What became of these rows, and why, in one sentence."""
    return _said(verdict.outcome, verdict.code, language)


@cache
def _said(outcome: Outcome, code: str, language: str) -> str:
    known = {Outcome.QUARANTINED: RULES, Outcome.REFUSED: REASONS}.get(outcome, OUTCOMES)
    with translation.override(language):
        return str(known[code if outcome in (Outcome.QUARANTINED, Outcome.REFUSED) else outcome])
