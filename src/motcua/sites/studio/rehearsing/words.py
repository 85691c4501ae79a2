"""What rehearsals are called for people: states, roles, jumps of the clock."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design.refusals import speaks, spoken
from motcua.kernel.actors import Role
from motcua.modules.rehearsals.rules.life import Stage, State
from motcua.modules.rehearsals.rules.moments import Jump

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
