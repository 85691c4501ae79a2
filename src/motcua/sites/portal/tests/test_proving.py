"""An e-mail address that a form wants proved: on the page, by a code, once for every form."""

import re
from uuid import UUID

import pytest

from motcua.foundation import jobs, plugs
from motcua.modules.catalogue.tests.factories import a_published, real_files
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message, Messenger

from .phones import Phone, errors, said

FUNERAL = "1.014028"
SHARED = b"use: contact.email"
PROVED = b"kind: email\n        proof: true\n        label: { vi: Th\xc6\xb0, en: Mail }"
MAIL = "an.moi@example.vn"
ABOUT = {"q-full_name": "Nguyễn Thị An", "q-personal_id": "001196000000", "q-phone": "0912345678"}


class Post:
    def __init__(self) -> None:
        self.sent: list[Message] = []

    def carries(self, channel: MessageChannel) -> bool:
        return channel is MessageChannel.EMAIL

    def send(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def code(self) -> str:
        found = re.search(r"\b[0-9]{6}\b", self.sent[-1].text)
        assert found is not None
        return found[0]


@pytest.fixture
def draft(an: Phone) -> UUID:
    files = real_files(FUNERAL)
    files["form.yaml"] = files["form.yaml"].replace(SHARED, PROVED)
    a_published(files)
    begun = an.starts(FUNERAL, "H26.101")
    an.fills(begun, "who", {"q-organiser": "person"})
    return begun


def test_only_with_the_code_one_goes_on(an: Phone, draft: UUID) -> None:
    typed, post = {**ABOUT, "q-email": MAIL}, Post()
    with plugs.instead(Messenger, post):
        refused = an.fills(draft, "person", typed)
        assert refused.status_code == 422
        assert [where for where, _ in errors(refused)] == ["#q-email"]
        asked = an.fills(draft, "person", {**typed, "q-email-prove": "1"})
        jobs.run_due()
    assert asked.status_code == 200
    assert "Đã gửi mã" in said(asked)
    assert [message.to for message in post.sent] == [MAIL]
    wrong = an.fills(draft, "person", {**typed, "q-email-code": "abc"})
    assert errors(wrong)[0][0] == "#q-email-code"
    right = an.fills(draft, "person", {**typed, "q-email-code": post.code})
    assert right.status_code == 302
    again = an.get(f"/drafts/{draft}/pages/person")
    assert "Đã xác nhận" in said(again)
    assert an.fills(draft, "person", typed).status_code == 302


def test_the_check_names_what_is_not_proved(an: Phone, draft: UUID) -> None:
    an.fills(draft, "person", {**ABOUT, "q-email": MAIL})
    assert an.get(f"/drafts/{draft}").headers["Location"].endswith("/pages/person")


def test_another_persons_proof_is_not_mine(an: Phone, binh: Phone, draft: UUID) -> None:
    post = Post()
    with plugs.instead(Messenger, post):
        an.fills(draft, "person", {**ABOUT, "q-email": MAIL, "q-email-prove": "1"})
        jobs.run_due()
    an.fills(draft, "person", {**ABOUT, "q-email": MAIL, "q-email-code": post.code})
    his = binh.starts(FUNERAL, "H26.101")
    binh.fills(his, "who", {"q-organiser": "person"})
    assert binh.fills(his, "person", {**ABOUT, "q-email": MAIL}).status_code == 422
