"""What the portal calls states, moves and facts: few words, and what comes next."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.kernel.clock import Standing
from motcua.modules.dossiers.rules import Act, State

Words = str | Promise

STATES: dict[State, Words] = {
    State.DRAFT: _("Bản nháp"),
    State.SUBMITTED: _("Đã gửi – chờ kiểm tra"),
    State.AWAITING_PAYMENT_INTAKE: _("Chờ nộp phí"),
    State.INTAKE_SUPPLEMENT: pgettext_lazy("state of an application", "Cần bổ sung"),
    State.REJECTED_AT_INTAKE: _("Không tiếp nhận – xem lý do"),
    State.ACCEPTED: _("Đã tiếp nhận"),
    State.IN_PROCESS: _("Đang giải quyết"),
    State.WAITING_COORDINATION: _("Đang giải quyết"),
    State.PROCESS_SUPPLEMENT: pgettext_lazy("state of an application", "Cần bổ sung"),
    State.AWAITING_FINANCIAL_OBLIGATION: _("Chờ nộp phí"),
    State.DRAFT_RESULT: _("Đang trình ký"),
    State.SIGNING: _("Đang ký"),
    State.ISSUING: _("Đang phát hành"),
    State.RESOLVED: _("Đã có kết quả"),
    State.REFUSED: _("Từ chối – xem lý do"),
    State.RETURNED: _("Đã trả kết quả"),
    State.WITHDRAW_REQUESTED: _("Đang xét việc rút"),
    State.WITHDRAWN: _("Đã rút"),
    State.STOPPED: _("Đã dừng"),
}

TONES: dict[State, str] = {
    State.AWAITING_PAYMENT_INTAKE: "wait",
    State.INTAKE_SUPPLEMENT: "wait",
    State.PROCESS_SUPPLEMENT: "wait",
    State.AWAITING_FINANCIAL_OBLIGATION: "wait",
    State.REJECTED_AT_INTAKE: "bad",
    State.REFUSED: "bad",
    State.STOPPED: "bad",
    State.RESOLVED: "good",
    State.RETURNED: "good",
    State.WITHDRAWN: "neutral",
    State.DRAFT: "neutral",
}

NEXT: dict[State, Words] = {
    State.SUBMITTED: _("Bộ phận Một cửa đang kiểm tra hồ sơ. Bạn chưa phải làm gì."),
    State.AWAITING_PAYMENT_INTAKE: _("Nộp phí để Bộ phận Một cửa tiếp nhận hồ sơ."),
    State.INTAKE_SUPPLEMENT: _("Bổ sung những mục được yêu cầu, trong một lần."),
    State.PROCESS_SUPPLEMENT: _("Bổ sung những mục được yêu cầu, trong một lần."),
    State.AWAITING_FINANCIAL_OBLIGATION: _("Nộp phí để cơ quan giải quyết tiếp."),
    State.ACCEPTED: _("Hồ sơ đã được chuyển để giải quyết. Bạn chưa phải làm gì."),
    State.IN_PROCESS: _("Cơ quan đang giải quyết. Bạn chưa phải làm gì."),
    State.WAITING_COORDINATION: _("Cơ quan đang hỏi ý kiến đơn vị khác. Bạn chưa phải làm gì."),
    State.DRAFT_RESULT: _("Kết quả đang chờ lãnh đạo ký. Bạn chưa phải làm gì."),
    State.SIGNING: _("Kết quả đang được ký số. Bạn chưa phải làm gì."),
    State.ISSUING: _("Văn thư đang phát hành kết quả. Bạn chưa phải làm gì."),
    State.RESOLVED: _("Kết quả đã sẵn sàng. Hãy nhận theo cách bạn đã chọn."),
    State.REFUSED: _("Xem lý do từ chối. Bạn có thể nộp hồ sơ mới hoặc khiếu nại."),
    State.RETURNED: _("Tải kết quả về bất cứ lúc nào."),
    State.REJECTED_AT_INTAKE: _("Xem lý do. Bạn có thể nộp hồ sơ mới."),
    State.WITHDRAW_REQUESTED: _("Cơ quan đang xét đề nghị rút hồ sơ của bạn."),
    State.WITHDRAWN: _("Hồ sơ đã được rút. Bạn có thể nộp hồ sơ mới."),
    State.STOPPED: _("Xem lý do dừng. Bạn có thể nộp hồ sơ mới."),
}

MOVES: dict[Act, Words] = {
    Act.FILE: _("Đã nộp hồ sơ"),
    Act.ASK_PAYMENT_AT_INTAKE: _("Đã yêu cầu nộp phí"),
    Act.NOTE_PAYMENT_AT_INTAKE: _("Đã nhận phí, hồ sơ chờ kiểm tra"),
    Act.ACCEPT: _("Đã tiếp nhận hồ sơ"),
    Act.REFUSE_AT_INTAKE: _("Không tiếp nhận hồ sơ"),
    Act.ASK_SUPPLEMENT_AT_INTAKE: _("Đã yêu cầu bổ sung hồ sơ"),
    Act.SUPPLEMENT_AT_INTAKE: _("Đã bổ sung hồ sơ"),
    Act.ASSIGN: _("Đã phân công người giải quyết"),
    Act.TAKE_UP: _("Bắt đầu giải quyết"),
    Act.ASK_OPINION: _("Đã hỏi ý kiến cơ quan khác"),
    Act.NOTE_OPINION: _("Đã có ý kiến của cơ quan khác"),
    Act.ASK_SUPPLEMENT: _("Đã yêu cầu bổ sung hồ sơ"),
    Act.SUPPLEMENT: _("Đã bổ sung hồ sơ"),
    Act.ASK_PAYMENT: _("Đã yêu cầu nộp phí"),
    Act.NOTE_PAYMENT: _("Đã nhận phí, giải quyết tiếp"),
    Act.DRAFT_RESULT: _("Đã soạn kết quả, trình ký"),
    Act.DRAFT_REFUSAL: _("Đã soạn văn bản trả lời, trình ký"),
    Act.RETURN_DRAFT: _("Lãnh đạo yêu cầu soạn lại"),
    Act.SIGN: _("Lãnh đạo đã duyệt ký"),
    Act.NOTE_SIGNATURE: _("Đã ký số"),
    Act.ISSUE: _("Văn thư đã cấp số"),
    Act.NOTE_RESULT: _("Đã có kết quả"),
    Act.NOTE_REFUSAL: _("Đã có văn bản từ chối"),
    Act.DELIVER_ONLINE: _("Đã trả kết quả trực tuyến"),
    Act.HAND_OVER: _("Đã trả kết quả tại quầy"),
    Act.WITHDRAW: _("Đã rút hồ sơ"),
    Act.ASK_WITHDRAWAL: _("Đã đề nghị rút hồ sơ"),
    Act.AGREE_WITHDRAWAL: _("Đã đồng ý cho rút hồ sơ"),
    Act.DECLINE_WITHDRAWAL: _("Đã từ chối đề nghị rút hồ sơ"),
    Act.STOP: _("Đã dừng giải quyết hồ sơ"),
}

FACTS: dict[str, Words] = {
    "dossier.filed": _("Đã nộp hồ sơ"),
    "dossier.filing_confirmed": _("Người nộp đã xác nhận tại quầy"),
    "dossier.filing_objected": _("Chủ hồ sơ không đồng ý với việc nộp"),
    "dossier.objection_taken_back": _("Chủ hồ sơ đồng ý cho giải quyết tiếp"),
    "dossier.cosignature_asked": _("Đã mời người cùng ký"),
    "dossier.cosigned": _("Người cùng ký đã ký"),
    "dossier.cosignature_declined": _("Người được mời không ký"),
    "dossier.accepted": _("Đã tiếp nhận hồ sơ"),
    "dossier.supplement_asked": _("Đã yêu cầu bổ sung hồ sơ"),
    "dossier.supplement_given": _("Đã bổ sung hồ sơ"),
    "dossier.carried_over": _("Thủ tục thay đổi, hồ sơ đi tiếp theo bản mới"),
    "dossier.carried_back": _("Hồ sơ trở lại đi theo bản lúc nộp"),
    "dossier.new_answers_given": _("Đã trả lời câu hỏi mới"),
    "dossier.due_moved": _("Ngày hẹn trả đã đổi"),
    "dossier.extended": _("Xin lỗi và hẹn lại ngày trả"),
    "dossier.second_request_allowed": _("Người phụ trách cho phép yêu cầu bổ sung thêm"),
    "charge.opened": _("Có khoản phải nộp"),
    "charge.paid": _("Đã nộp phí"),
    "charge.cancelled": _("Không phải nộp phí nữa"),
    "payment.failed": _("Thanh toán không thành công"),
    "charge.overpaid": _("Nộp thừa, sẽ được hoàn lại"),
    "charge.refund_paid": _("Đã hoàn tiền"),
    "letter.issued": _("Có văn bản gửi bạn"),
    "letter.voided": _("Đã hủy một văn bản"),
    "result.replaced": _("Kết quả đã được thay bằng bản khác"),
    "result.recalled": _("Kết quả đã bị thu hồi"),
}

#: Moves that a fact beside them tells better, and what goes on between officers.
UNTOLD: frozenset[Act] = frozenset({
    Act.FILE, Act.ACCEPT, Act.ASK_SUPPLEMENT_AT_INTAKE, Act.SUPPLEMENT_AT_INTAKE,
    Act.ASK_SUPPLEMENT, Act.SUPPLEMENT, Act.ASK_PAYMENT_AT_INTAKE, Act.NOTE_PAYMENT_AT_INTAKE,
    Act.ASK_PAYMENT, Act.NOTE_PAYMENT, Act.RETURN_DRAFT,
})  # fmt: skip

FACT_TONES: dict[str, str] = {
    "charge.paid": "good",
    "payment.failed": "bad",
    "dossier.supplement_asked": "wait",
    "dossier.extended": "wait",
    "result.recalled": "bad",
}

MOVE_TONES: dict[Act, str] = {
    Act.NOTE_RESULT: "good",
    Act.DELIVER_ONLINE: "good",
    Act.HAND_OVER: "good",
    Act.REFUSE_AT_INTAKE: "bad",
    Act.NOTE_REFUSAL: "bad",
    Act.STOP: "bad",
}

#: How a finished dossier stands against its date.
KEPT: dict[Standing, Words] = {
    Standing.EARLY: _("Đã giải quyết trước hạn."),
    Standing.ON_TIME: _("Đã giải quyết đúng hạn."),
    Standing.LATE: _("Đã giải quyết quá hạn. Cơ quan xin lỗi bạn."),
}

SOURCES: dict[str, Words] = {
    "gateway": _("thanh toán trực tuyến"),
    "transfer": _("chuyển khoản"),
    "cash": _("tiền mặt"),
}

CHANNELS: dict[str, Words] = {
    "online": _("Trực tuyến"),
    "counter": _("Tại quầy"),
    "post": _("Qua bưu chính"),
}

RETURNING: dict[str, tuple[Words, Words]] = {
    "ONLINE": (
        _("Trực tuyến"),
        _("Tải bản điện tử có ký số tại đây; có giá trị như bản giấy."),
    ),
    "AT_SUBMISSION_PLACE": (
        _("Tại nơi nộp hồ sơ"),
        _("Bạn đến Bộ phận Một cửa, mang theo giấy hẹn."),
    ),
    "AT_HOME": (
        _("Qua bưu chính"),
        _("Giao tận nhà; bạn trả cước cho bưu chính."),
    ),
}

EXTENTS: dict[str, tuple[Words, Words]] = {
    "full": (_("Toàn trình"), _("Không phải đến cơ quan lần nào")),
    "partial": (_("Một phần"), _("Có bước không làm được trên mạng")),
    "information": (_("Chưa có"), _("Nộp tại quầy hoặc qua bưu chính")),
}

#: How a document reaches the agency when one files online, by the ways it may come.
GIVEN: dict[str, Words] = {
    "form": _("Điền ngay tại đây."),
    "looked_up": _("Cơ quan tra cứu trước; bạn chỉ tải lên khi không tra cứu được."),
    "upload": _("Chụp hoặc quét rồi tải lên."),
}

#: What has no electronic form.
BROUGHT: dict[str, Words] = {
    "paper": _("Bản giấy, nộp hoặc xuất trình tại quầy hay gửi qua bưu chính.")
}

FEE_KINDS: dict[str, Words] = {
    "user_fee": _("Phí"),
    "state_charge": _("Lệ phí"),
    "price": _("Giá dịch vụ"),
}

SIGNATURES: dict[str, Words] = {
    "signatory": _("Chữ ký của người có thẩm quyền"),
    "organisation": _("Dấu điện tử của cơ quan"),
}

STANDINGS: dict[str, tuple[Words, str]] = {
    "valid": (_("Có giá trị"), "success"),
    "unfinished": (_("Chưa phát hành xong"), "info"),
    "replaced": (_("Đã được thay bằng bản khác"), "bad"),
    "recalled": (_("Đã bị thu hồi"), "bad"),
    "voided": (_("Đã bị hủy"), "bad"),
    "damaged": (_("Tệp lưu không còn nguyên vẹn"), "bad"),
}

VERDICTS: dict[str, tuple[Words, str]] = {
    "genuine": (_("Tệp này đúng là bản đã được cấp."), "success"),
    "extended": (
        _("Tệp này là bản đã được cấp, nhưng có phần thêm vào sau. Chỉ phần đã ký có giá trị."),
        "info",
    ),
    "altered": (_("Tệp này đã bị sửa sau khi ký. Không có giá trị."), "bad"),
    "unknown": (_("Tệp này không phải do thành phố cấp."), "bad"),
}
