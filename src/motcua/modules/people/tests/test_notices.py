"""What people are told: once, in their account at once, and where they are known to be reached."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from motcua.foundation import jobs, keys, plugs
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotAllowed, NotFound, Weather
from motcua.kernel.words import Text
from motcua.modules.people import errands, operations, queries, steps
from motcua.modules.people.facts import Contact, Delivery, MessageChannel, Notice
from motcua.modules.people.ports import Message, Messenger, Undeliverable

from .factories import AN, BINH, TUESDAY, a_person, acting

pytestmark = pytest.mark.django_db
TOLD = Notice(
    "tested", "test:1", Text("Có tin", "News"), Text("Chuyện là thế này.", "It is like this."),
    Text("Co tin.", "News."), "/mine",
)  # fmt: skip


class Post:
    """A messenger that keeps what it is given, and whose moods can be set."""

    def __init__(self) -> None:
        self.sent: dict[str, Message] = {}
        self.mood: Exception | None = None
        self.channels = {MessageChannel.EMAIL, MessageChannel.SMS}

    def carries(self, channel: MessageChannel) -> bool:
        return channel in self.channels

    def send(self, message: Message) -> None:
        if self.mood is not None:
            raise self.mood
        self.sent[message.key] = message


@pytest.fixture
def post() -> Iterator[Post]:
    with plugs.instead(Messenger, kept := Post()):
        yield kept


def told(person: UUID, notice: Notice = TOLD) -> UUID | None:
    with transaction.atomic():
        return steps.tell(person, notice, by=SYSTEM, at=present.now())


def health(days: int = 0) -> queries.NoticeHealth:
    return queries.notice_health(by=SYSTEM, at=present.now() + timedelta(days=days))


def due_now(notice: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_notice SET next_at = now() WHERE id = %s", [notice])


def test_it_stands_in_the_account_and_goes_out_once(post: Post) -> None:
    an = acting(AN)
    key = told(a_person(AN))
    assert told(a_person(AN)) is None
    (card,) = queries.my_notices(by=an)
    assert (card.id, card.subject.vi, card.path, card.is_new) == (key, "Có tin", "/mine", True)
    jobs.run_due()
    (message,) = post.sent.values()
    assert (message.to, message.subject) == ("an@example.vn", "Có tin")
    assert message.text.startswith("Chuyện là thế này.")
    assert message.text.endswith("/mine")
    assert errands.send_waiting() == 0
    assert health().waiting == 0


def test_it_is_in_the_language_they_signed_in_in(post: Post) -> None:
    operations.sign_in(claims=AN, language="en", by=SYSTEM, at=TUESDAY)
    told(a_person(AN))
    jobs.run_due()
    (message,) = post.sent.values()
    assert message.subject == "News"
    assert message.text.endswith("/en/mine")


def test_where_no_mail_is_known_it_goes_by_text(post: Post) -> None:
    person = a_person(replace(AN, contact=Contact("0900000001", "")))
    told(person)
    jobs.run_due()
    (message,) = post.sent.values()
    assert (message.channel, message.to, message.subject) == ("sms", "0900000001", "")
    assert message.text.startswith("Co tin. http")


def test_without_an_address_it_waits_in_the_account_until_there_is_one(post: Post) -> None:
    person = a_person(replace(AN, contact=Contact()))
    told(person)
    jobs.run_due()
    assert not post.sent
    assert health() == queries.NoticeHealth(0, 0)
    an = acting(replace(AN, contact=Contact()))
    assert len(queries.my_notices(by=an)) == 1
    contact = Contact("", "an@example.vn")
    operations.update_contact(contact=contact, by=an, at=present.now())
    jobs.run_due()
    assert [message.to for message in post.sent.values()] == ["an@example.vn"]


def test_what_nobody_takes_now_is_tried_again_and_then_shown(post: Post) -> None:
    key = told(a_person(AN))
    assert key
    post.mood = Weather("closed")
    jobs.run_due()
    assert health() == queries.NoticeHealth(1, 0)
    assert errands.send_waiting() == 0
    due_now(key)
    post.mood = None
    assert errands.send_waiting() == 1
    assert len(post.sent) == 1
    assert health() == queries.NoticeHealth(0, 0)


def test_an_address_that_takes_nothing_is_shown_to_operators_and_tried_for_a_week(
    post: Post,
) -> None:
    key = told(a_person(AN))
    assert key
    post.mood = Undeliverable("gone")
    jobs.run_due()
    assert health() == queries.NoticeHealth(1, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_notice SET next_at = now(), made_at = now() - interval '7 days'"
        )
    assert errands.send_waiting() == 0
    assert health() == queries.NoticeHealth(0, 1)
    shown = [each.id for each in queries.my_notices(by=acting(AN))]
    operations.see_notices(shown=shown, by=acting(AN), at=present.now())
    assert health() == queries.NoticeHealth(0, 0)


def test_a_worker_that_dies_with_it_in_hand_leaves_it_to_be_sent(post: Post) -> None:
    key = told(a_person(AN))
    assert key
    at = present.now()
    assert operations.take_notice(notice_id=key, by=SYSTEM, at=at)
    # Dead: nothing was noted. Nobody else takes it at once, somebody does a little later.
    assert operations.take_notice(notice_id=key, by=SYSTEM, at=at) is None
    again = operations.take_notice(notice_id=key, by=SYSTEM, at=at + timedelta(minutes=3))
    assert again is not None
    assert again.tries == 2
    operations.note_delivery(
        notice_id=key, delivery=Delivery.SENT, channel="email", by=SYSTEM, at=at
    )
    late = at + timedelta(days=1)
    assert operations.take_notice(notice_id=key, by=SYSTEM, at=late) is None


def test_what_was_seen_is_not_sent(post: Post) -> None:
    told(a_person(AN))
    an = acting(AN)
    assert queries.unseen_notices(by=an) == 1
    shown = [each.id for each in queries.my_notices(by=an)]
    assert operations.see_notices(shown=shown, by=acting(BINH), at=present.now()) == 0
    assert operations.see_notices(shown=shown, by=an, at=present.now()) == 1
    assert queries.unseen_notices(by=an) == 0
    assert not queries.my_notices(by=an)[0].is_new
    jobs.run_due()
    assert not post.sent


def test_nobody_reads_or_gives_what_is_not_theirs(post: Post) -> None:
    told(a_person(AN))
    assert queries.my_notices(by=acting(BINH)) == []
    assert queries.unseen_notices(by=acting(BINH)) == 0
    assert queries.my_notices(by=SYSTEM) == []
    with pytest.raises(NotAllowed):
        operations.forget_notices(by=acting(AN), at=present.now())
    for ask in (queries.notices_due, queries.notice_health):
        with pytest.raises(NotFound):
            ask(by=acting(AN), at=present.now())


def test_the_words_are_gone_with_the_persons_key(post: Post) -> None:
    person = a_person(AN)
    told(person)
    keys.erase(keys.person(person))
    assert queries.my_notices(by=acting(AN)) == []
    jobs.run_due()
    assert not post.sent
    assert health().waiting == 0


def test_old_ones_are_forgotten(post: Post) -> None:
    told(a_person(AN))
    late = present.now() + timedelta(days=401)
    assert operations.forget_notices(by=SYSTEM, at=late) == 1


def test_nobodys_mailbox_is_filled(post: Post) -> None:
    an = a_person(AN)
    for number in range(errands.NOTICES + 3):
        told(an, replace(TOLD, key=f"test:{number}"))
    told(a_person(BINH))
    jobs.run_due()
    assert sum(each.to == "an@example.vn" for each in post.sent.values()) == errands.NOTICES
    assert any(each.to == "binh@example.vn" for each in post.sent.values())
    assert len(queries.my_notices(by=acting(AN))) == errands.NOTICES + 3
    assert health().waiting == 3
