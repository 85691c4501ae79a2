"""What dossiers tell people, in words: short, and no more of anybody than the matter needs."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.kernel.words import Text
from motcua.modules.people.facts import Notice

from .rules.sharing import Purpose

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_SHORT = Text("Cong dich vu cong: ban co tin moi. Xem:", "Public services: you have news. See:")


def asked_to_sign(
    *, key: UUID, applicant: str, procedure: Text, until: datetime, token: str
) -> Notice:
    return _notice(
        "cosignature-asked", key,
        Text("Bạn được mời cùng ký một hồ sơ", "You are asked to sign an application"),
        Text(
            "{who} mời bạn cùng ký hồ sơ «{procedure}». Bạn xem kỹ nội dung rồi ký hoặc từ chối."
            " Hạn đến {until}. Nếu không quen người này, bạn bỏ qua tin này.",
            "{who} asks you to sign the application «{procedure}». Read it, then sign or decline."
            " You can do so until {until}. If you do not know this person, ignore this message.",
        ),
        f"/cosign/{token}", who=applicant, procedure=procedure, until=_moment(until),
        short=Text("Ban duoc moi cung ky mot ho so, han den {until}. Xem:",
                   "You are asked to sign an application until {until}. See:"),
    )  # fmt: skip


def signed(*, key: UUID, dossier: UUID, name: str, procedure: Text, at: datetime) -> Notice:
    return _notice(
        "cosigned", f"{key}:{at.isoformat()}",
        Text("Người bạn mời đã ký", "The person you asked has signed"),
        Text(
            "{who} đã ký hồ sơ «{procedure}». Bạn vào kiểm tra rồi nộp.",
            "{who} has signed the application «{procedure}». Check it, then file it.",
        ),
        f"/drafts/{dossier}/check", who=name, procedure=procedure,
    )  # fmt: skip


def declined(*, key: UUID, dossier: UUID, name: str, procedure: Text, at: datetime) -> Notice:
    return _notice(
        "cosignature-declined", f"{key}:{at.isoformat()}",
        Text("Người bạn mời không ký", "The person you asked has not signed"),
        Text(
            "{who} không ký hồ sơ «{procedure}». Lý do ghi ở trang kiểm tra hồ sơ.",
            "{who} has declined to sign the application «{procedure}». The reason is on its page.",
        ),
        f"/drafts/{dossier}/check", who=name, procedure=procedure,
    )  # fmt: skip


def filed_for(
    *, dossier: UUID, who: str, at_counter: bool, procedure: Text, number: str, at: datetime
) -> Notice:
    hand = Text("Cán bộ {who}", "The officer {who}") if at_counter else Text("{who}", "{who}")
    return _notice(
        "filed-for-you", dossier,
        Text("Có hồ sơ vừa nộp cho bạn", "An application was filed for you"),
        Text(
            hand.vi + " đã nộp cho bạn hồ sơ «{procedure}», số {number}, lúc {at}."
            " Nếu bạn không nhờ nộp hoặc nội dung sai, hãy mở hồ sơ và bấm “Tôi không đồng ý”.",
            hand.en + " filed the application «{procedure}» for you, number {number}, at {at}."
            " If you did not ask for it, or it is wrong, open it and press “I do not agree”.",
        ),
        f"/mine/{dossier}", who=who, procedure=procedure, number=Text(number), at=_moment(at),
        short=Text("Co ho so {number} vua nop cho ban. Neu khong dung, mo va phan doi:",
                   "Application {number} was filed for you. If that is wrong, open it and object:"),
    )  # fmt: skip


def helper_joined(
    *, key: UUID, dossier: UUID, name: str, purpose: Purpose, procedure: Text
) -> Notice:
    what = (
        Text("xem", "look at") if purpose is Purpose.SEE else Text("điền giúp", "help to fill in")
    )
    return _notice(
        "helper-joined", key,
        Text("Có người vào bản nháp của bạn", "Somebody is in your draft"),
        Text(
            "{who} đã nhận lời mời và được {what} bản nháp «{procedure}»."
            " Bạn có thể lấy lại quyền này bất cứ lúc nào.",
            "{who} took up your invitation and may {what} the draft «{procedure}»."
            " You can take this right back at any time.",
        ),
        f"/drafts/{dossier}/helpers", who=name, what=what, procedure=procedure,
    )  # fmt: skip


def handed_over(*, dossier: UUID, name: str, procedure: Text, at: datetime) -> Notice:
    return _notice(
        "draft-handed-over", f"{dossier}:{at.isoformat()}",
        Text("Bản nháp đã sang tay người khác", "Your draft is somebody else's now"),
        Text(
            "{who} đã nhận bản nháp «{procedure}» bạn giao. Bạn không còn xem được bản nháp này.",
            "{who} has taken the draft «{procedure}» that you handed over. You cannot see it now.",
        ),
        "/mine", who=name, procedure=procedure,
    )  # fmt: skip


def expiring(*, dossier: UUID, procedure: Text, until: datetime, reason: Text) -> Notice:
    day = Text(f"{until.astimezone(HERE):%d/%m/%Y}")
    return _notice(
        "draft-expiring", f"{dossier}:{day.vi}",
        Text("Bản nháp của bạn sắp bị xóa", "Your draft will soon be deleted"),
        Text(
            "Bản nháp «{procedure}» sẽ bị xóa ngày {day}. Muốn giữ, hãy mở và sửa tiếp, hoặc bấm"
            " “Giữ thêm”. {reason}",
            "Your draft «{procedure}» will be deleted on {day}. To keep it, open it and go on, or"
            " press “Keep it longer”. {reason}",
        ),
        "/mine", procedure=procedure, day=day, reason=reason,
        short=Text("Ban nhap ho so cua ban se bi xoa ngay {day}. Mo de giu:",
                   "Your draft will be deleted on {day}. Open it to keep it:"),
    )  # fmt: skip


def objected(*, dossier: UUID, procedure: Text, number: str, at: datetime) -> Notice:
    return _notice(
        "filing-objected", f"{dossier}:{at.isoformat()}",
        Text("Người được làm thay không đồng ý", "The person you acted for does not agree"),
        Text(
            "Chủ hồ sơ {number}, «{procedure}», báo là không đồng ý với việc bạn nộp thay."
            " Cơ quan chưa giải quyết tiếp cho đến khi chủ hồ sơ đồng ý.",
            "The person whose application {number} is, «{procedure}», does not agree that you filed"
            " it. The authority does not go on until they agree.",
        ),
        f"/mine/{dossier}", procedure=procedure, number=Text(number),
    )  # fmt: skip


def _moment(at: datetime) -> Text:
    local = at.astimezone(HERE)
    return Text(f"{local:%H:%M} ngày {local:%d/%m/%Y}", f"{local:%H:%M on %d/%m/%Y}")


def _notice(
    about: str, key: object, subject: Text, text: Text, path: str, *, short: Text = _SHORT,
    **told: Text | str,
) -> Notice:  # fmt: skip
    """Fill in both languages. Names are told as they are in both."""
    both = {name: Text(each) if isinstance(each, str) else each for name, each in told.items()}
    made = Notice(about, f"{about}:{key}", subject, text, short, path)
    return replace(made, text=_filled(text, both), short=_filled(short, both))


def _filled(words: Text, told: dict[str, Text]) -> Text:
    return Text(*(
        words.in_(language).format(**{name: each.in_(language) for name, each in told.items()})
        for language in ("vi", "en")
    ))  # fmt: skip
