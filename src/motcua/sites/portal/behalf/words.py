"""Words about standing for another, as people read them. Pages get this module as `words`."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.kernel.errors import Invalid
from motcua.modules.mandates.queries import MandateCard
from motcua.modules.mandates.rules import Ground, Kind, Reach, State

KINDS = {
    Kind.AUTHORISED: gettext_lazy("Được ủy quyền"),
    Kind.PARENT: gettext_lazy("Cha hoặc mẹ của con chưa đủ 18 tuổi"),
    Kind.GUARDIAN: gettext_lazy("Người giám hộ"),
    Kind.ORGANISATION: gettext_lazy("Người đại diện của doanh nghiệp, tổ chức"),
}
GROUNDS = {
    Ground.GIVEN: gettext_lazy("Người được đại diện tự giao trong tài khoản của mình"),
    Ground.PAPER: gettext_lazy("Giấy tờ do cán bộ xem"),
    Ground.REGISTER: gettext_lazy("Sổ đăng ký của Nhà nước"),
}
REACHES = {
    Reach.FILED: gettext_lazy("Chỉ hồ sơ người đại diện đã nộp thay"),
    Reach.ALL: gettext_lazy("Mọi hồ sơ đã nộp của những thủ tục này"),
}
STATES = {
    State.OFFERED: (gettext_lazy("Chờ người kia nhận"), "wait"),
    State.CLAIMED: (gettext_lazy("Chờ cán bộ xem giấy tờ"), "wait"),
    State.LIVE: (gettext_lazy("Đang có hiệu lực"), "good"),
    State.DECLINED: (gettext_lazy("Không được nhận"), "bad"),
    State.ENDED: (gettext_lazy("Đã kết thúc"), "neutral"),
}
DONE = {
    "offer": gettext_lazy("Đã gửi. Việc ủy quyền bắt đầu khi người kia đăng nhập và nhận."),
    "claim": gettext_lazy("Đã gửi giấy tờ. Cán bộ sẽ xem rồi trả lời ở trang này."),
    "accept": gettext_lazy("Bạn đã nhận. Từ giờ bạn nộp hồ sơ thay được."),
    "decline": gettext_lazy("Bạn đã từ chối. Bên kia thấy điều này trong tài khoản."),
    "revoke": gettext_lazy("Đã thu hồi. Người kia không xem và không nộp thay bạn được nữa."),
    "lay_down": gettext_lazy("Bạn đã thôi làm thay."),
    "found": gettext_lazy("Đã thêm những gì sổ đăng ký ghi về bạn."),
    "none": gettext_lazy("Sổ đăng ký không ghi thêm gì mới về bạn."),
    "silent": gettext_lazy("Sổ đăng ký chưa trả lời. Xin thử lại sau ít phút."),
}
_GAPS = {
    ("name", "missing"): gettext_lazy("Nhập họ và tên"),
    ("number", "not-a-number"): gettext_lazy("Số này chưa đúng. Xin xem lại trên thẻ hoặc giấy"),
    ("number", "own"): gettext_lazy("Đây là số của chính bạn. Nhập số của người kia"),
    ("until", "past"): gettext_lazy("Ngày cuối phải từ hôm nay trở đi"),
    ("until", "too-late"): gettext_lazy("Ngày cuối xa quá: nhiều nhất 5 năm"),
    ("procedures", "too-many"): gettext_lazy("Chọn ít thủ tục hơn, hoặc chọn mọi thủ tục"),
    ("birth_on", "missing"): gettext_lazy("Nhập ngày sinh của con"),
    ("birth_on", "of-age"): gettext_lazy(
        "Người này đã đủ 18 tuổi, nên tự ủy quyền cho bạn trong tài khoản của họ"
    ),
}
_FIELDS = {"until": "until-day", "birth_on": "born-day"}


def kind(value: Kind) -> str:
    return str(KINDS[value])


def ground(value: Ground) -> str:
    return str(GROUNDS[value])


def reach(value: Reach) -> str:
    return str(REACHES[value])


def done(value: str) -> str:
    """What was just done, from the address; nothing for a word that is not ours."""
    return str(DONE.get(value, ""))


def state(card: MandateCard) -> tuple[str, str]:
    """How it stands, and in which tone that is said."""
    if card.state is State.LIVE and card.is_over:
        return _("Đã hết hạn"), "neutral"
    said, tone = STATES[card.state]
    return str(said), tone


def gaps(wrong: Invalid) -> list[tuple[str, str]]:
    """A sentence for each field the operation would not take."""
    return [
        (_FIELDS.get(field, field), str(_GAPS.get((field, str(why)), _("Chỗ này chưa đúng"))))
        for field, why in wrong.params.items()
    ]
