"""What the two people of a mandate are told, in words."""

from uuid import UUID

from motcua.kernel.words import Text
from motcua.modules.people.facts import Notice

from .rules import Act

_SHORT = Text("Cong dich vu cong: ban co tin moi. Xem:", "Public services: you have news. See:")
_ENDED = {
    Act.DECLINE: Text("{who} không nhận làm thay bạn.", "{who} will not act for you."),
    Act.LAY_DOWN: Text("{who} không làm thay bạn nữa.", "{who} does not act for you any more."),
    Act.REVOKE: Text(
        "{who} đã thu hồi việc nhờ bạn làm thay.", "{who} no longer asks you to act for them."
    ),
    Act.TURN_DOWN: Text(
        "Cơ quan không chấp nhận giấy tờ làm thay {who}. Lý do ghi ở trang này.",
        "The office did not accept your paper for {who}. The reason is on the page.",
    ),
}


def offered(*, mandate: UUID, giver: str) -> Notice:
    return _notice(
        "mandate-offered", mandate,
        Text("Có người nhờ bạn làm thay", "Somebody asks you to act for them"),
        Text("{who} nhờ bạn làm thủ tục thay. Bạn xem rồi nhận hoặc từ chối.",
             "{who} asks you to act for them. Look at it, then accept or decline."),
        giver,
    )  # fmt: skip


def began(*, mandate: UUID, holder: str) -> Notice:
    return _notice(
        "mandate-began", mandate,
        Text("Có người được làm thay bạn", "Somebody may act for you now"),
        Text("Từ nay {who} được làm thủ tục thay bạn. Nếu không đúng, hãy mở và bấm “Thu hồi”.",
             "From now on {who} may act for you. If that is wrong, open it and take it back."),
        holder,
    )  # fmt: skip


def accepted(*, mandate: UUID, giver: str) -> Notice:
    return _notice(
        "mandate-accepted", mandate,
        Text("Giấy tờ làm thay được chấp nhận", "Your paper was accepted"),
        Text("Từ nay bạn được làm thủ tục thay {who}.", "From now on you may act for {who}."),
        giver,
    )  # fmt: skip


def ended(*, mandate: UUID, act: Act, other: str) -> Notice:
    subject = Text("Một việc làm thay đã kết thúc", "Acting for another has ended")
    return _notice("mandate-ended", mandate, subject, _ENDED[act], other)


def _notice(about: str, mandate: UUID, subject: Text, text: Text, who: str) -> Notice:
    told = Text(text.vi.format(who=who), text.en.format(who=who))
    return Notice(about, f"{about}:{mandate}", subject, told, _SHORT, f"/behalf/{mandate}")
