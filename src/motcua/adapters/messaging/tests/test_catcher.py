"""The contract of Messenger, kept by the catcher; where it may not stand; its page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from motcua.adapters.messaging.catcher import KEPT, DemoCatcher, NotInProduction, stand
from motcua.adapters.messaging.models import CaughtMessage
from motcua.foundation import plugs
from motcua.kernel import present
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message, Messenger

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
MESSAGE = Message(MessageChannel.EMAIL, "an@example.vn", "Mã xác nhận", "Mã là 123456.", "code-1")

pytestmark = pytest.mark.django_db


def test_it_is_a_messenger_of_every_channel() -> None:
    catcher: Messenger = DemoCatcher()
    assert all(catcher.carries(channel) for channel in MessageChannel)


def test_the_same_key_is_caught_once_and_sealed() -> None:
    catcher = DemoCatcher()
    catcher.send(MESSAGE)
    catcher.send(MESSAGE)
    [caught] = catcher.caught()
    assert (caught.to, caught.subject, caught.text) == (
        "an@example.vn",
        "Mã xác nhận",
        MESSAGE.text,
    )
    assert b"an@example.vn" not in bytes(CaughtMessage.objects.get().recipient_sealed)


def test_only_the_last_ones_are_kept() -> None:
    catcher = DemoCatcher()
    ticking = (NOON + timedelta(seconds=n) for n in range(KEPT + 3))
    for n in range(KEPT + 3):
        with present.by(lambda: next(ticking)):
            catcher.send(Message(MessageChannel.SMS, "0912345678", "", f"Tin {n}", f"key-{n}"))
    assert [card.text for card in catcher.caught()][:2] == [f"Tin {KEPT + 2}", f"Tin {KEPT + 1}"]
    assert CaughtMessage.objects.count() == KEPT


def test_it_does_not_stand_in_production() -> None:
    with pytest.raises(NotInProduction):
        stand(profile="production")


@pytest.mark.parametrize(
    ("path", "words"), [("/demo-messages/", "lẽ ra"), ("/en/demo-messages/", "would have")]
)
def test_the_page_shows_what_was_caught_and_that_it_is_a_demo(path: str, words: str) -> None:
    with plugs.instead(DemoCatcher, DemoCatcher()) as catcher:
        catcher.send(MESSAGE)
        answer = Client().get(path).content.decode()
    assert words in answer
    assert "Mã là 123456." in answer


def test_where_messages_are_really_sent_there_is_no_page() -> None:
    with plugs.only({}):
        assert Client().get("/demo-messages/").status_code == 404
