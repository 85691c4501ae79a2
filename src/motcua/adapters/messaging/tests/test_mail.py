"""Mail by SMTP: its address is read strictly, and what fails is told apart."""

import smtplib

import pytest

from motcua.adapters.messaging.mail import MailPost
from motcua.kernel.errors import Weather
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message, Messenger, Undeliverable

MAIL = Message(MessageChannel.EMAIL, "an@example.vn", "Xin chào", "Một dòng", "key-1")
SMS = Message(MessageChannel.SMS, "0912345678", "", "Một dòng", "key-2")


def test_an_address_in_full() -> None:
    post: Messenger = MailPost.read("smtps://mot%40cua:p%2Fw@mail.example.vn/tin@example.vn")
    assert post == MailPost("smtps", "mail.example.vn", 465, "mot@cua", "p/w", "tin@example.vn")
    assert post.carries(MessageChannel.EMAIL)
    assert not post.carries(MessageChannel.SMS)


@pytest.mark.parametrize(
    "address", ["http://mail.example.vn/a@b", "smtp:///a@b", "smtp://mail.example.vn/", "mail"]
)
def test_another_address_is_refused_without_telling_it(address: str) -> None:
    with pytest.raises(ValueError, match="it must"):
        MailPost.read(address)


def test_without_a_server_nothing_is_carried() -> None:
    nothing = MailPost.read("")
    assert not any(nothing.carries(channel) for channel in MessageChannel)
    with pytest.raises(Undeliverable):
        nothing.send(MAIL)


def test_there_is_no_cable_for_text_messages() -> None:
    with pytest.raises(Undeliverable):
        MailPost("smtp", "127.0.0.1", 9, sender="a@b.vn").send(SMS)


def test_a_server_that_is_away_is_weather() -> None:
    with pytest.raises(Weather):
        MailPost("smtp", "127.0.0.1", 9, sender="a@b.vn").send(MAIL)


@pytest.mark.parametrize(("code", "error"), [(550, Undeliverable), (450, Weather)])
def test_an_address_that_takes_no_mail(
    code: int, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing(smtplib.SMTP):
        def send_message(self, *_: object, **__: object) -> dict[str, tuple[int, bytes]]:
            raise smtplib.SMTPRecipientsRefused({"an@example.vn": (code, b"no")})

    monkeypatch.setattr(MailPost, "_connected", lambda _: Refusing())
    with pytest.raises(error):
        MailPost("smtp", "127.0.0.1", 9, sender="a@b.vn").send(MAIL)


def test_the_same_key_has_the_same_message_id() -> None:
    post = MailPost("smtp", "127.0.0.1", 9, sender="a@b.vn")
    assert post.mail(MAIL)["Message-ID"] == post.mail(MAIL)["Message-ID"]
    assert post.mail(MAIL).get_content().strip() == "Một dòng"
