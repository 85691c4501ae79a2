"""An address is proved by a code that came back: sent once, typed in time, and not too often."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from motcua.foundation import jobs, plugs
from motcua.foundation.limits import TooOften
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed, NotFound, Weather
from motcua.modules.people import errands, operations, proving, queries
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.models import ContactCode, ContactProof
from motcua.modules.people.ports import Message, Messenger, Undeliverable
from motcua.modules.people.proving import Outcome, Stage

from .factories import BINH, a_person

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
EMAIL, SMS = MessageChannel.EMAIL, MessageChannel.SMS
ADDRESS = "an@example.vn"

pytestmark = pytest.mark.django_db


class Post:
    """A messenger that remembers; `wrong` is what it raises instead."""

    def __init__(self, wrong: Exception | None = None) -> None:
        self.sent: list[Message] = []
        self.wrong = wrong

    def carries(self, channel: MessageChannel) -> bool:
        return channel is EMAIL

    def send(self, message: Message) -> None:
        if self.wrong:
            raise self.wrong
        self.sent.append(message)


def an() -> UUID:
    return a_person()


def me(person: UUID) -> Actor:
    return Actor(f"person:{person}")


def ask(person: UUID, *, at: datetime = NOON, address: str = ADDRESS) -> UUID:
    with present.by(lambda: at):
        code = errands.ask_for_proof(
            person_id=person, channel=EMAIL, address=address, language="vi", by=me(person), at=at
        )
        jobs.run_due()
    return code


def type_back(person: UUID, typed: str, *, at: datetime = NOON) -> Outcome:
    return operations.try_code(
        person_id=person, channel=EMAIL, address=ADDRESS, typed=typed, by=me(person), at=at
    )


def stage(person: UUID, *, at: datetime = NOON, address: str = ADDRESS) -> Stage:
    return queries.proof_stage(person, EMAIL, address, by=me(person), at=at)


def test_the_code_that_was_sent_proves_the_address() -> None:
    person, post = an(), Post()
    with plugs.instead(Messenger, post):
        assert stage(person) is Stage.NONE
        code = proving.code_of(ask(person))
    [message] = post.sent
    assert (message.to, message.channel) == (ADDRESS, EMAIL)
    assert code in message.text
    assert "12:15" in message.text
    assert stage(person) is Stage.ASKED
    assert type_back(person, f" {code[:3]} {code[3:]} ") is Outcome.PROVED
    assert stage(person) is Stage.PROVED
    assert stage(person, address="binh@example.vn") is Stage.NONE
    assert stage(person, at=NOON + timedelta(days=366)) is Stage.OVER


def test_neither_code_nor_address_lies_open() -> None:
    person = an()
    with plugs.instead(Messenger, Post()):
        code = ask(person)
    row = ContactCode.objects.get(id=code)
    told = " ".join(repr(bytes(v) if isinstance(v, memoryview) else v) for v in vars(row).values())
    assert ADDRESS not in told
    assert proving.code_of(code) not in told


def test_a_wrong_code_counts_and_five_end_it() -> None:
    person = an()
    with plugs.instead(Messenger, Post()):
        code = proving.code_of(ask(person))
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert [type_back(person, wrong) for _ in range(5)] == [*[Outcome.WRONG] * 4, Outcome.OVER]
    assert type_back(person, code) is Outcome.OVER
    assert not ContactProof.objects.exists()
    assert stage(person) is Stage.OVER


def test_it_holds_for_a_quarter_of_an_hour_and_the_newest_counts() -> None:
    person = an()
    with plugs.instead(Messenger, Post()):
        first = proving.code_of(ask(person))
        second = proving.code_of(ask(person, at=NOON + timedelta(minutes=1)))
    late = NOON + timedelta(minutes=17)
    assert type_back(person, second, at=late) is Outcome.OVER
    if first != second:
        assert type_back(person, first, at=NOON + timedelta(minutes=2)) is Outcome.WRONG
    assert type_back(person, second, at=NOON + timedelta(minutes=2)) is Outcome.PROVED


def test_nobody_asks_for_codes_without_end() -> None:
    person = an()
    with plugs.instead(Messenger, Post()):
        for n in range(4):
            ask(person, at=NOON + timedelta(seconds=n))
        with pytest.raises(TooOften):
            ask(person, at=NOON + timedelta(seconds=5))


def test_nobody_guesses_codes_day_and_night() -> None:
    person = an()
    with plugs.instead(Messenger, Post()):
        for n in range(20):
            ask(person, at=NOON - timedelta(hours=4) + timedelta(minutes=20 * n))
        with pytest.raises(TooOften):
            ask(person, at=NOON + timedelta(hours=5))


def test_only_oneself() -> None:
    person, other = an(), a_person(BINH)
    with plugs.instead(Messenger, Post()), pytest.raises(NotAllowed):
        errands.ask_for_proof(
            person_id=person, channel=EMAIL, address=ADDRESS, language="vi", by=me(other), at=NOON
        )
    with pytest.raises(NotAllowed):
        operations.try_code(
            person_id=person, channel=EMAIL, address=ADDRESS, typed="1", by=me(other), at=NOON
        )
    with pytest.raises(NotFound):
        queries.proof_stage(person, EMAIL, ADDRESS, by=me(other), at=NOON)


def test_a_channel_without_a_cable_is_said_at_once() -> None:
    person = an()
    with plugs.instead(Messenger, Post()), pytest.raises(Undeliverable):
        errands.ask_for_proof(
            person_id=person, channel=SMS, address="0912345678", language="vi", by=me(person),
            at=NOON,
        )  # fmt: skip


def test_an_address_that_takes_nothing_ends_the_code() -> None:
    person = an()
    with plugs.instead(Messenger, Post(Undeliverable("no"))):
        ask(person)
    assert stage(person) is Stage.UNDELIVERABLE


def test_weather_is_left_to_the_queue() -> None:
    person = an()
    with plugs.instead(Messenger, Post(Weather("away"))), pytest.raises(Weather):
        ask(person)
    assert stage(person) is Stage.ASKED


def test_a_code_that_is_over_is_not_sent() -> None:
    person, post = an(), Post()
    with plugs.instead(Messenger, post):
        code = ask(person)
        with present.by(lambda: NOON + timedelta(hours=1)):
            errands.send_code(code)
    assert len(post.sent) == 1


def test_old_codes_are_forgotten_and_proofs_are_not() -> None:
    person = an()
    with plugs.instead(Messenger, Post()):
        type_back(person, proving.code_of(ask(person)))
    assert operations.forget_codes(by=SYSTEM, at=NOON + timedelta(days=3)) == 1
    assert stage(person, at=NOON + timedelta(days=3)) is Stage.PROVED
