"""What rehearsals are called for people: states, roles, jumps of the clock."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design import formats
from motcua.design.refusals import speaks, spoken
from motcua.kernel.actors import Role
from motcua.modules.rehearsals.rules.life import Stage, State
from motcua.modules.rehearsals.rules.moments import Jump
from motcua.modules.rehearsals.rules.paths import Story, Target

Words = str | Promise

STATES: dict[State, tuple[Words, str]] = {
    State.PREPARING: (gettext_lazy("Đang dựng"), "wait"),
    State.OPEN: (gettext_lazy("Đang mở"), "good"),
    State.FAILED: (gettext_lazy("Không dựng được"), "bad"),
    State.CLOSED: (gettext_lazy("Đã đóng"), "info"),
}
STAGES: dict[Stage, tuple[Words, str]] = {
    Stage.WAITING: (gettext_lazy("Đang chờ"), "wait"),
    Stage.RUNNING: (gettext_lazy("Đang chạy"), "wait"),
    Stage.DONE: (gettext_lazy("Đã xong"), "good"),
    Stage.FAILED: (gettext_lazy("Không chạy được"), "bad"),
}
ROLES: dict[Role, Words] = {
    Role.RECEIVER: gettext_lazy("Tiếp nhận"),
    Role.CENTER_HEAD: gettext_lazy("Trưởng bộ phận Một cửa"),
    Role.DEPT_HEAD: gettext_lazy("Lãnh đạo phòng"),
    Role.CASE_OFFICER: gettext_lazy("Thụ lý"),
    Role.SIGNATORY: gettext_lazy("Ký"),
    Role.CLERK: gettext_lazy("Văn thư"),
    Role.RETURNER: gettext_lazy("Trả kết quả"),
    Role.CASHIER: gettext_lazy("Thu phí"),
    Role.CONTROLLER: gettext_lazy("Kiểm soát thủ tục hành chính"),
    Role.PROCEDURE_ADMIN: gettext_lazy("Quản trị thủ tục"),
    Role.OPERATOR: gettext_lazy("Trực điều hành"),
    Role.DUTY_HEAD: gettext_lazy("Trưởng ca trực"),
    Role.ADMIN: gettext_lazy("Quản trị"),
    Role.AUDITOR: gettext_lazy("Kiểm toán"),
}
JUMPS: dict[Jump, Words] = {
    Jump.HOUR: gettext_lazy("Thêm một giờ"),
    Jump.WORKING_DAY: gettext_lazy("Đầu ngày làm việc kế tiếp"),
    Jump.BEFORE_DUE: gettext_lazy("Một phút trước hạn trả"),
    Jump.AFTER_DUE: gettext_lazy("Một phút sau hạn trả"),
    Jump.CHOSEN: gettext_lazy("Tới thời điểm đã chọn"),
}


STORIES: dict[Story, Words] = {
    Story.STRAIGHT: gettext_lazy("Thông suốt"),
    Story.SUPPLEMENT_AT_INTAKE: gettext_lazy("Bổ sung khi tiếp nhận"),
    Story.REFUSED_AT_INTAKE: gettext_lazy("Từ chối tiếp nhận"),
    Story.WITHDRAWN: gettext_lazy("Rút trước khi tiếp nhận"),
    Story.SUPPLEMENT: gettext_lazy("Bổ sung khi đang giải quyết"),
    Story.CONSULTED: gettext_lazy("Lấy ý kiến cơ quan khác"),
    Story.PAID_LATER: gettext_lazy("Nộp tiền trước khi trả kết quả"),
    Story.ASSIGNED: gettext_lazy("Lãnh đạo phân công"),
    Story.EXTENDED: gettext_lazy("Gia hạn, có thư xin lỗi"),
    Story.LATE: gettext_lazy("Trễ hạn"),
    Story.DRAFT_RETURNED: gettext_lazy("Dự thảo bị trả lại"),
    Story.REFUSED: gettext_lazy("Từ chối sau thẩm định"),
    Story.WITHDRAWAL_AGREED: gettext_lazy("Xin rút, được đồng ý"),
    Story.WITHDRAWAL_DECLINED: gettext_lazy("Xin rút, không được đồng ý"),
    Story.STOPPED: gettext_lazy("Dừng giải quyết"),
}
OUTCOMES: dict[str, Words] = {
    "returned": gettext_lazy("Đã trả kết quả"),
    "rejected_at_intake": gettext_lazy("Không được tiếp nhận"),
    "withdrawn": gettext_lazy("Đã rút"),
    "stopped": gettext_lazy("Đã dừng"),
    "": gettext_lazy("Chưa nộp được"),
}
LETTERS: dict[str, Words] = {
    "receipt_slip": gettext_lazy("Giấy tiếp nhận"),
    "supplement_request": gettext_lazy("Yêu cầu bổ sung"),
    "refusal_notice": gettext_lazy("Thông báo từ chối"),
    "stop_notice": gettext_lazy("Thông báo dừng"),
    "apology_extension": gettext_lazy("Thư xin lỗi"),
}
CHANNELS: dict[str, Words] = {
    "online": gettext_lazy("Trực tuyến"),
    "counter": gettext_lazy("Tại quầy"),
    "post": gettext_lazy("Qua bưu chính"),
}


def story(of: str) -> str:
    return str(STORIES[Story(of)]) if of in STORIES else of


def outcome(of: str) -> str:
    return str(OUTCOMES.get(of, of))


def channel(of: str) -> str:
    return str(CHANNELS.get(of, of))


def target(key: str, targets: Mapping[str, Target]) -> str:
    """What a target is called: stories, letters, channels by our words, else by the package's."""
    kind, _, name = key.partition(":")
    if kind == "story":
        return story(name)
    if kind == "channel":
        return channel(name)
    if kind == "letter":
        return str(LETTERS.get(name, name))
    return formats.text(targets[key].name) if key in targets else key


def state(of: State) -> tuple[Words, str]:
    return STATES[of]


def stage(of: Stage) -> tuple[Words, str]:
    return STAGES[of]


def role(of: Role) -> str:
    return str(ROLES.get(of, of))


def jump(of: Jump) -> str:
    return str(JUMPS[of])


def trouble(told: str) -> str:
    """A refusal's sentence where the trouble is the code of one; else what was noted."""
    if speaks(told):
        return spoken()[told]
    return told or _("Không rõ vì sao.")
