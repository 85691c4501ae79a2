"""What the desk calls states, acts and facts, and what it says when something is missing."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.kernel.actors import Role
from motcua.kernel.clock import Urgency
from motcua.modules.dossiers.rules import Act, State

Words = str | Promise

STATES: dict[State, Words] = {
    State.SUBMITTED: _("Chờ tiếp nhận"),
    State.AWAITING_PAYMENT_INTAKE: _("Chờ người nộp trả phí"),
    State.INTAKE_SUPPLEMENT: _("Chờ bổ sung, chưa tiếp nhận"),
    State.REJECTED_AT_INTAKE: _("Không tiếp nhận"),
    State.ACCEPTED: _("Chờ thụ lý"),
    State.IN_PROCESS: _("Đang thụ lý"),
    State.WAITING_COORDINATION: _("Chờ ý kiến cơ quan khác"),
    State.PROCESS_SUPPLEMENT: _("Chờ bổ sung, đang thụ lý"),
    State.AWAITING_FINANCIAL_OBLIGATION: _("Chờ nghĩa vụ tài chính"),
    State.DRAFT_RESULT: _("Chờ ký duyệt"),
    State.SIGNING: _("Đang ký số"),
    State.ISSUING: _("Chờ phát hành"),
    State.RESOLVED: _("Có kết quả, chờ trả"),
    State.REFUSED: _("Từ chối, chờ trả văn bản"),
    State.RETURNED: _("Đã trả kết quả"),
    State.WITHDRAW_REQUESTED: _("Xin rút, chờ trả lời"),
    State.WITHDRAWN: _("Đã rút"),
    State.STOPPED: _("Đã dừng"),
}

TONES: dict[State, str] = {
    State.SUBMITTED: "wait",
    State.ACCEPTED: "wait",
    State.DRAFT_RESULT: "wait",
    State.ISSUING: "wait",
    State.WITHDRAW_REQUESTED: "wait",
    State.REJECTED_AT_INTAKE: "bad",
    State.REFUSED: "bad",
    State.STOPPED: "bad",
    State.RESOLVED: "good",
    State.RETURNED: "good",
    State.AWAITING_PAYMENT_INTAKE: "neutral",
    State.INTAKE_SUPPLEMENT: "neutral",
    State.PROCESS_SUPPLEMENT: "neutral",
    State.AWAITING_FINANCIAL_OBLIGATION: "neutral",
    State.WITHDRAWN: "neutral",
}

ACTS: dict[Act, Words] = {
    Act.ASK_PAYMENT_AT_INTAKE: _("Chuyển về chờ nộp phí"),
    Act.ACCEPT: _("Tiếp nhận và hẹn trả"),
    Act.REFUSE_AT_INTAKE: _("Từ chối tiếp nhận"),
    Act.ASK_SUPPLEMENT_AT_INTAKE: _("Yêu cầu bổ sung"),
    Act.SUPPLEMENT_AT_INTAKE: _("Bổ sung hồ sơ"),
    Act.ASSIGN: _("Phân công người thụ lý"),
    Act.TAKE_UP: _("Nhận thụ lý"),
    Act.ASK_OPINION: _("Hỏi ý kiến cơ quan khác"),
    Act.NOTE_OPINION: _("Trả lời ý kiến"),
    Act.ASK_SUPPLEMENT: _("Yêu cầu bổ sung"),
    Act.SUPPLEMENT: _("Bổ sung hồ sơ"),
    Act.ASK_PAYMENT: _("Yêu cầu nộp phí"),
    Act.DRAFT_RESULT: _("Soạn kết quả"),
    Act.DRAFT_REFUSAL: _("Soạn văn bản từ chối"),
    Act.RETURN_DRAFT: _("Trả lại người soạn"),
    Act.SIGN: _("Ký số"),
    Act.ISSUE: _("Cấp số và phát hành"),
    Act.DELIVER_ONLINE: _("Trả kết quả trực tuyến"),
    Act.HAND_OVER: _("Trả kết quả tại quầy"),
    Act.WITHDRAW: _("Rút hồ sơ"),
    Act.ASK_WITHDRAWAL: _("Đề nghị rút hồ sơ"),
    Act.AGREE_WITHDRAWAL: _("Đồng ý cho rút hồ sơ"),
    Act.DECLINE_WITHDRAWAL: _("Không đồng ý cho rút hồ sơ"),
    Act.STOP: _("Dừng giải quyết"),
}

#: What may be done beside the moves of the machine, by the name of its door.
OTHER_ACTS: dict[str, Words] = {
    "extend": _("Xin lỗi và hẹn lại"),
    "allow-second-request": _("Cho phép yêu cầu bổ sung lần nữa"),
    "give-opinion": _("Trả lời ý kiến"),
}

MOVES: dict[Act, Words] = {
    Act.FILE: _("Đã nộp hồ sơ"),
    Act.ASK_PAYMENT_AT_INTAKE: _("Chờ nộp phí"),
    Act.NOTE_PAYMENT_AT_INTAKE: _("Đã nhận phí, hồ sơ chờ kiểm tra"),
    Act.ACCEPT: _("Đã tiếp nhận hồ sơ"),
    Act.REFUSE_AT_INTAKE: _("Không tiếp nhận hồ sơ"),
    Act.ASK_SUPPLEMENT_AT_INTAKE: _("Đã yêu cầu bổ sung trước khi tiếp nhận"),
    Act.SUPPLEMENT_AT_INTAKE: _("Đã bổ sung hồ sơ"),
    Act.ASSIGN: _("Đã phân công người giải quyết"),
    Act.TAKE_UP: _("Bắt đầu giải quyết"),
    Act.ASK_OPINION: _("Đã hỏi ý kiến cơ quan khác"),
    Act.NOTE_OPINION: _("Đã có ý kiến của cơ quan khác"),
    Act.ASK_SUPPLEMENT: _("Đã yêu cầu bổ sung, tạm dừng tính thời gian"),
    Act.SUPPLEMENT: _("Đã bổ sung hồ sơ"),
    Act.ASK_PAYMENT: _("Đã yêu cầu nộp phí, tạm dừng tính thời gian"),
    Act.NOTE_PAYMENT: _("Đã nhận phí, giải quyết tiếp"),
    Act.DRAFT_RESULT: _("Đã soạn kết quả, trình ký"),
    Act.DRAFT_REFUSAL: _("Đã soạn văn bản từ chối, trình ký"),
    Act.RETURN_DRAFT: _("Đã trả lại người soạn"),
    Act.SIGN: _("Đã duyệt ký"),
    Act.NOTE_SIGNATURE: _("Đã ký số"),
    Act.ISSUE: _("Đã cấp số"),
    Act.NOTE_RESULT: _("Đã có kết quả"),
    Act.NOTE_REFUSAL: _("Đã có văn bản từ chối"),
    Act.DELIVER_ONLINE: _("Đã trả kết quả trực tuyến"),
    Act.HAND_OVER: _("Đã trả kết quả tại quầy"),
    Act.WITHDRAW: _("Đã rút hồ sơ"),
    Act.ASK_WITHDRAWAL: _("Người nộp đề nghị rút hồ sơ"),
    Act.AGREE_WITHDRAWAL: _("Đã đồng ý cho rút hồ sơ"),
    Act.DECLINE_WITHDRAWAL: _("Đã không đồng ý cho rút hồ sơ"),
    Act.STOP: _("Đã dừng giải quyết hồ sơ"),
}

FACTS: dict[str, Words] = {
    "dossier.filing_confirmed": _("Người nộp đã xác nhận tại quầy"),
    "dossier.unscanned_opened": _("Đã đọc bản sao của tệp chưa quét mã độc"),
    "dossier.filing_objected": _("Chủ hồ sơ không đồng ý với việc nộp"),
    "dossier.objection_taken_back": _("Chủ hồ sơ đồng ý cho giải quyết tiếp"),
    "dossier.cosignature_asked": _("Đã mời người cùng ký"),
    "dossier.cosigned": _("Người cùng ký đã ký"),
    "dossier.cosignature_declined": _("Người được mời không ký"),
    "charge.opened": _("Có khoản phải nộp"),
    "charge.paid": _("Đã nộp phí"),
    "charge.cancelled": _("Không phải nộp phí nữa"),
    "payment.failed": _("Thanh toán không thành công"),
    "charge.overpaid": _("Nộp thừa, sẽ được hoàn lại"),
    "charge.refund_paid": _("Đã hoàn tiền"),
    "letter.issued": _("Đã có văn bản gửi người nộp"),
    "letter.voided": _("Đã hủy một văn bản"),
    "dossier.extended": _("Đã xin lỗi và hẹn lại ngày trả"),
    "dossier.carried_over": _("Thủ tục thay đổi, hồ sơ đi tiếp theo bản mới"),
    "dossier.carried_back": _("Hồ sơ trở lại đi theo bản lúc nộp"),
    "dossier.new_answers_given": _("Người nộp đã trả lời câu hỏi mới"),
    "dossier.second_request_allowed": _("Đã cho phép yêu cầu bổ sung lần nữa"),
    "result.replaced": _("Kết quả đã được thay bằng bản khác"),
    "result.recalled": _("Kết quả đã bị thu hồi"),
}

URGENCY: dict[Urgency, tuple[Words, str]] = {
    Urgency.GREEN: (_("Còn hạn"), "good"),
    Urgency.AMBER: (_("Sắp đến hạn"), "wait"),
    Urgency.RED: (_("Hạn hôm nay"), "bad"),
    Urgency.OVERDUE: (_("Quá hạn"), "bad"),
}

#: One sentence for each code of the guards; the field to correct is named in `telling`.
MISSING: dict[str, Words] = {
    "applicant-not-confirmed": _("Người nộp chưa xác nhận đúng nội dung đang có"),
    "cosignature-missing": _("Còn người phải cùng ký chưa ký đúng nội dung này"),
    "answers-incomplete": _("Còn %(count)s chỗ chưa đầy đủ hoặc chưa đúng"),
    "new-answers-awaited": _(
        "Người nộp chưa trả lời câu hỏi mới của thủ tục; chờ, hoặc đưa hồ sơ về bản lúc nộp"
    ),
    "applicant-objects": _(
        "Chủ hồ sơ báo không đồng ý với việc nộp; hỏi lại họ, hoặc trả hồ sơ có nêu lý do"
    ),
    "fee-unpaid": _("Phí của hồ sơ chưa được nộp đủ, nên chưa làm được việc này"),
    "fee-may-follow": _("Hồ sơ này được xem xét trước khi nộp phí, không phải chờ"),
    "reason-missing": _("Ghi lý do"),
    "legal-basis-missing": _("Ghi căn cứ pháp lý: điều, khoản của văn bản nào"),
    "signer-missing": _("Chưa có người ký"),
    "items-missing": _("Ghi ít nhất một mục cần bổ sung"),
    "item-about-missing": _("Mục %(number)s: chọn hoặc ghi điều cần bổ sung"),
    "item-reason-missing": _("Mục %(number)s: ghi vì sao cần bổ sung"),
    "item-legal-basis-missing": _("Mục %(number)s: ghi căn cứ pháp lý"),
    "contact-missing": _("Ghi người liên hệ và số điện thoại để người nộp hỏi"),
    "reply-date-past": _("Hạn bổ sung phải là một ngày sắp tới"),
    "second-request-reason-missing": _(
        "Đã yêu cầu bổ sung một lần. "
        "Muốn yêu cầu lần nữa phải có lý do được người phụ trách chấp nhận"
    ),
    "second-request-supervisor-missing": _(
        "Người cho phép yêu cầu lần nữa phải là người phụ trách, khác với bạn"
    ),
    "drafter-cannot-sign": _("Bạn đã soạn dự thảo này nên không được ký; cần người khác ký"),
    "not-the-handler": _("Hồ sơ đã giao cho người khác thụ lý"),
    "receiver-name-missing": _("Ghi họ tên người nhận kết quả"),
    "apology-missing": _("Ghi lời xin lỗi và lý do chậm"),
    "already-extended": _("Hồ sơ đã hẹn lại một lần; chỉ được hẹn lại một lần"),
    "date-not-later": _("Ngày hẹn mới phải sau ngày hẹn cũ"),
    "nothing-owed": _("Hồ sơ không còn khoản nào phải nộp"),
}

ROLES: dict[Role, Words] = {
    Role.RECEIVER: _("Người tiếp nhận"),
    Role.CENTER_HEAD: _("Phụ trách Bộ phận Một cửa"),
    Role.DEPT_HEAD: _("Trưởng phòng chuyên môn"),
    Role.CASE_OFFICER: _("Người thụ lý"),
    Role.SIGNATORY: _("Lãnh đạo ký"),
    Role.CLERK: _("Văn thư"),
    Role.RETURNER: _("Người trả kết quả"),
    Role.CASHIER: _("Thu phí"),
    Role.CONTROLLER: _("Kiểm soát thủ tục"),
    Role.PROCEDURE_ADMIN: _("Thiết kế thủ tục"),
    Role.OPERATOR: _("Trực trung tâm điều hành"),
    Role.DUTY_HEAD: _("Lãnh đạo ca trực"),
    Role.ADMIN: _("Quản trị"),
    Role.AUDITOR: _("Kiểm tra"),
}

CHANNELS: dict[str, Words] = {
    "online": _("Trực tuyến"),
    "counter": _("Tại quầy"),
    "post": _("Qua bưu chính"),
}

RETURNING: dict[str, Words] = {
    "ONLINE": _("Trực tuyến"),
    "AT_SUBMISSION_PLACE": _("Tại nơi nộp hồ sơ"),
    "AT_HOME": _("Qua bưu chính"),
}

CHARGES: dict[str, tuple[Words, str]] = {
    "open": (_("Chưa nộp"), "wait"),
    "paid": (_("Đã nộp đủ"), "good"),
    "cancelled": (_("Không phải nộp"), "neutral"),
    "refund_asked": (_("Đang hoàn tiền"), "wait"),
    "refunded": (_("Đã hoàn tiền"), "neutral"),
}

RESULTS: dict[str, tuple[Words, str]] = {
    "drafted": (_("Dự thảo, chờ ký"), "wait"),
    "returned": (_("Dự thảo bị trả lại"), "bad"),
    "approved": (_("Đã duyệt, đang ký số"), "info"),
    "signed": (_("Đã ký số, chờ cấp số"), "wait"),
    "numbered": (_("Đã cấp số, đang đóng dấu số"), "info"),
    "issued": (_("Đã phát hành"), "good"),
    "delivered": (_("Đã trả trực tuyến"), "good"),
    "handed_over": (_("Đã trao tại quầy"), "good"),
    "replaced": (_("Đã được thay thế"), "neutral"),
    "recalled": (_("Đã thu hồi"), "bad"),
}
