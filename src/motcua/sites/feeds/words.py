"""What changes are called for people: topics, states, and why a letter was not taken."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.modules.broadcast.rules.subscribing import Act, State, Why

Words = str | Promise

#: By the first word of a topic.
FAMILIES: dict[str, Words] = {
    "alerts": pgettext_lazy("topic", "Cảnh báo"),
    "observations": pgettext_lazy("topic", "Số liệu quan trắc"),
    "indicators": pgettext_lazy("topic", "Chỉ số"),
    "entities": pgettext_lazy("topic", "Đối tượng của thành phố"),
}
STATES: dict[State, tuple[Words, str]] = {
    State.ASKED: (_("Chờ xác minh"), "wait"),
    State.ACTIVE: (_("Đang gửi"), "good"),
    State.PAUSED: (pgettext_lazy("state", "Tạm dừng"), "neutral"),
    State.STOPPED: (_("Đã ngừng"), "bad"),
}
ACTS: dict[Act, Words] = {
    Act.ASK_AGAIN: _("Xác minh lại"),
    Act.PAUSE: _("Tạm dừng"),
    Act.RESUME: _("Gửi tiếp"),
    Act.STOP: _("Ngừng"),
}
WHY: dict[Why, Words] = {
    Why.NOT: "",
    Why.GONE: _("Nơi nhận báo đã thôi nhận (410)."),
    Why.FAILING: _("Nơi nhận không trả lời được trong nhiều ngày liền."),
    Why.OPERATOR: _("Trung tâm điều hành đã cho ngừng."),
}
PROBLEMS: dict[str, Words] = {
    "timeout": _("quá lâu không trả lời"),
    "unreachable": _("không kết nối được"),
    "disconnected": _("ngắt kết nối giữa chừng"),
    "name-unknown": _("không tìm thấy tên miền"),
    "certificate": _("chứng thư không hợp lệ"),
    "tls": _("không thiết lập được kết nối mã hóa"),
    "not-http": _("trả lời không đúng giao thức HTTP"),
    "broken-off": _("trả lời dở dang"),
    "address-refused": _("địa chỉ nằm trong mạng nội bộ nên không được gọi"),
    "not-proven": _("không trả lại đúng mã xác minh"),
}


#: What people follow; the rest is for programs, which ask for it by its topic.
FOR_PEOPLE = ("alerts", "indicators", "observations")
#: Whose titles name what is measured, and not what happened.
NAMED = frozenset({"indicators", "observations"})


def about(topic: str, title: str) -> str:
    """What a topic tells of, as far as its last news says so."""
    name = str(family(topic))
    return f"{name}: {title}" if title and topic.partition(".")[0] in NAMED else name


def family(topic: str) -> Words:
    """What a topic is about, in a word or two; its own first word where nobody named it."""
    first = topic.partition(".")[0]
    return FAMILIES.get(first, first)


def problem(told: str) -> Words:
    """Why the last try failed."""
    if told.startswith("http-"):
        return _("trả lời với mã %(status)s") % {"status": told.removeprefix("http-")}
    return PROBLEMS.get(told, told)
