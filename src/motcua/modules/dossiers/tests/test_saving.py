"""Drafts saved as they are typed: from two pages, over and over, half a date, a double click."""

from datetime import datetime
from uuid import UUID

import pytest
from django.db import connection

from motcua.foundation import jobs, journal, plugs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotFound
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules.expiring import KEEPINGS
from motcua.modules.dossiers.rules.merging import Seen, mark_of
from motcua.modules.forms.rules import Typed
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message, Messenger, Pages

from . import stories
from .world import EXTRACT, TUESDAY, WARD, World

pytestmark = pytest.mark.django_db


def a_draft(world: World, **answers: object) -> UUID:
    draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=TUESDAY)
    dossiers.save_answers(dossier_id=draft, answers=answers, by=world.an, at=TUESDAY)
    return draft


def page(tab: str, turn: int = 1, **drawn_with: object) -> Seen:
    return Seen(tab, turn, {key: mark_of(answer) for key, answer in drawn_with.items()})


def test_an_answer_changed_elsewhere_is_shown_and_not_written_over(world: World) -> None:
    draft = a_draft(world, copies=1, phone="0900000001")
    other = page("other", copies=1, phone="0900000001")
    dossiers.save_answers(
        dossier_id=draft, answers={"copies": 2}, seen=other, by=world.an, at=TUESDAY
    )

    saved = dossiers.save_answers(
        dossier_id=draft, answers={"copies": 3, "phone": "0912345678"},
        seen=page("mine", copies=1, phone="0900000001"), by=world.an, at=stories.later(minutes=1),
    )  # fmt: skip

    (conflict,) = saved.conflicts
    assert (conflict.key, conflict.theirs, conflict.by) == ("copies", 2, world.an.id)
    assert conflict.at == TUESDAY
    assert queries.draft(draft, by=world.an).answers == {"copies": 2, "phone": "0912345678"}
    assert saved.marks == {"phone": mark_of("0912345678")}


def test_what_the_page_did_not_change_gives_way(world: World) -> None:
    draft = a_draft(world, copies=1)
    dossiers.save_answers(
        dossier_id=draft, answers={"copies": 2}, seen=page("other", copies=1), by=world.an,
        at=TUESDAY,
    )  # fmt: skip

    saved = dossiers.save_answers(
        dossier_id=draft, answers={"copies": 1}, seen=page("mine", copies=1), by=world.an,
        at=TUESDAY,
    )  # fmt: skip

    assert (saved.conflicts, saved.marks) == ((), {})
    assert queries.draft(draft, by=world.an).answers == {"copies": 2}


def test_a_page_that_never_heard_of_its_own_save_goes_on(world: World) -> None:
    draft = a_draft(world, copies=1)
    for turn, copies in enumerate((2, 3, 4), start=1):
        saved = dossiers.save_answers(
            dossier_id=draft, answers={"copies": copies}, seen=page("mine", turn, copies=1),
            by=world.an, at=TUESDAY,
        )  # fmt: skip
        assert saved.conflicts == ()
    late = page("mine", 2, copies=1)
    dossiers.save_answers(
        dossier_id=draft, answers={"copies": 3}, seen=late, by=world.an, at=TUESDAY
    )

    assert queries.draft(draft, by=world.an).answers == {"copies": 4}


def test_half_a_date_comes_back_and_lies_sealed(world: World) -> None:
    draft = a_draft(world)
    half = Typed({"day": ["15"], "month": ["3"]})
    dossiers.save_answers(
        dossier_id=draft, answers={"own_born_on": None}, unread={"own_born_on": half},
        seen=page("mine"), by=world.an, at=TUESDAY,
    )  # fmt: skip

    assert queries.draft(draft, by=world.an).unread == {"own_born_on": half}
    with connection.cursor() as cursor:
        cursor.execute("SELECT unread FROM dossiers_draft")
        assert b"15" not in bytes(cursor.fetchone()[0])

    # Another page, on which nothing was typed there, does not wipe it out; a whole date does.
    dossiers.save_answers(
        dossier_id=draft, answers={"own_born_on": None}, seen=page("other"), by=world.an,
        at=TUESDAY,
    )  # fmt: skip
    assert queries.draft(draft, by=world.an).unread
    dossiers.save_answers(
        dossier_id=draft, answers={"own_born_on": "1996-03-15"}, seen=page("mine", 2),
        by=world.an, at=TUESDAY,
    )  # fmt: skip
    assert queries.draft(draft, by=world.an).unread == {}


def test_saving_the_same_again_changes_nothing(world: World) -> None:
    draft = a_draft(world, copies=1)

    dossiers.save_answers(
        dossier_id=draft, answers={"copies": 1}, by=world.an, at=stories.later(days=1)
    )

    assert queries.draft(draft, by=world.an).saved_at == TUESDAY


def test_two_clicks_begin_one_draft(world: World) -> None:
    first, second = (
        dossiers.start_draft(procedure=EXTRACT, agency=WARD, key="k", by=world.an, at=TUESDAY)
        for _ in range(2)
    )
    brothers = dossiers.start_draft(
        procedure=EXTRACT, agency=WARD, key="k", by=world.binh, at=TUESDAY
    )

    assert first == second != brothers
    assert [row.id for row in queries.my_drafts(by=world.an)] == [first]
    begun = journal.timeline(("dossier", str(first)))
    assert [each.kind for each in begun] == ["dossier.draft_started/1"]


def test_a_draft_goes_by_itself_after_its_days_and_a_notice(world: World) -> None:
    draft = a_draft(world, copies=1)
    (rule,) = KEEPINGS
    last = stories.later(days=rule.days)
    warned = last - rule.notice

    assert queries.draft(draft, by=world.an).expires_at == last
    assert run(at=warned.replace(hour=0)) == (0, 0)
    assert run(at=warned) == (1, 0)
    assert queries.my_drafts(by=world.an)[0].warned
    assert run(at=last - (last - warned) / 2) == (0, 0)
    assert run(at=last) == (0, 1)
    with pytest.raises(NotFound):
        queries.draft(draft, by=world.an)
    kinds = [each.kind for each in journal.timeline(("dossier", str(draft)))]
    assert kinds[-2:] == ["dossier.draft_expiring/1", "dossier.draft_expired/1"]


def test_nobody_loses_a_draft_because_the_machine_slept(world: World) -> None:
    """No notice went out in time: the whole notice runs from the moment it does."""
    draft = a_draft(world, copies=1)
    (rule,) = KEEPINGS
    late = stories.later(days=rule.days + 30)

    assert run(at=late) == (1, 0)
    assert queries.draft(draft, by=world.an).expires_at == late + rule.notice
    assert run(at=late + rule.notice) == (0, 1)


def test_whoever_goes_on_or_says_so_keeps_it(world: World) -> None:
    kept, saved = a_draft(world, copies=1), a_draft(world, copies=1)
    (rule,) = KEEPINGS
    warned = stories.later(days=rule.days) - rule.notice
    run(at=warned)
    dossiers.keep_draft(dossier_id=kept, by=world.an, at=warned)
    dossiers.save_answers(dossier_id=saved, answers={"copies": 2}, by=world.an, at=warned)

    assert run(at=stories.later(days=rule.days)) == (0, 0)
    assert not any(row.warned for row in queries.my_drafts(by=world.an))


class Post:
    """Carries what is sent nowhere, and remembers it."""

    def __init__(self, *channels: str) -> None:
        self.channels, self.sent = channels, list[Message]()

    def carries(self, channel: MessageChannel) -> bool:
        return channel.value in self.channels

    def send(self, message: Message) -> None:
        self.sent.append(message)


@pytest.mark.parametrize(("channel", "to"), [("email", "an@example.vn"), ("sms", "0900000001")])
def test_the_end_of_a_draft_is_told_where_people_look(world: World, channel: str, to: str) -> None:
    draft = a_draft(world, copies=1)
    (rule,) = KEEPINGS
    post = Post(channel)
    with (
        plugs.instead(Messenger, post),
        plugs.instead(Pages, Pages("https://mau.example")),
    ):
        run(at=stories.later(days=rule.days) - rule.notice)
        jobs.run_due()
        dossiers.tell_expiring(dossier_id=draft, expires_at=TUESDAY, by=SYSTEM, at=TUESDAY)
        jobs.run_due()

    (message,) = post.sent
    assert message.to == to
    assert "15/02/2027" in message.text
    assert "https://mau.example/mine" in message.text


def run(*, at: datetime) -> tuple[int, int]:
    """As the daily job: first tell, then remove."""
    told = dossiers.warn_of_expiry(by=SYSTEM, at=at)
    return told, dossiers.expire_drafts(by=SYSTEM, at=at)
