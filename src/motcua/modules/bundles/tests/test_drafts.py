"""Joined drafts: begun once, kept answer by answer from several pages, gone with notice."""

from datetime import datetime
from uuid import UUID

import pytest
from django.db import connection

from motcua.foundation import jobs, journal
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotAllowed, NotFound, WrongMoment
from motcua.modules.bundles import operations, queries
from motcua.modules.dossiers.rules.expiring import KEEPINGS
from motcua.modules.dossiers.rules.merging import Seen, mark_of
from motcua.modules.dossiers.tests.world import TUESDAY
from motcua.modules.forms.rules import Hand, Origin, Source, Typed
from motcua.modules.people import queries as people

from . import world as the
from .world import World, later

pytestmark = pytest.mark.django_db
NAME, BORN = "birth_child_name", "birth_child_born_on"


def page(tab: str, **drawn_with: object) -> Seen:
    return Seen(tab, 1, {key: mark_of(answer) for key, answer in drawn_with.items()})


def test_an_answer_changed_elsewhere_is_shown_and_not_written_over(world: World) -> None:
    draft = the.a_draft(world, {NAME: "Châu"})
    other, mine = page("other", **{NAME: "Châu"}), page("mine", **{NAME: "Châu"})
    operations.save_answers(
        bundle_id=draft, answers={NAME: "Chi"}, seen=other, by=world.an, at=TUESDAY
    )

    saved = operations.save_answers(
        bundle_id=draft, answers={NAME: "An", "birth_copies": 2}, seen=mine, by=world.an,
        at=later(minutes=1),
    )  # fmt: skip

    (conflict,) = saved.conflicts
    assert (conflict.key, conflict.theirs, conflict.by) == (NAME, "Chi", world.an.id)
    assert conflict.at == TUESDAY
    assert queries.bundle_draft(draft, by=world.an).answers == {NAME: "Chi", "birth_copies": 2}


def test_half_a_date_comes_back_lies_sealed_and_is_not_kept_once_filed(world: World) -> None:
    draft = the.a_draft(world)
    half = Typed({"day": ["15"], "month": ["3"]})
    operations.save_answers(
        bundle_id=draft, answers={BORN: None}, unread={BORN: half}, seen=page("mine"),
        by=world.an, at=TUESDAY,
    )  # fmt: skip

    assert queries.bundle_draft(draft, by=world.an).unread == {BORN: half}
    assert b"15" not in bytes(_stored("unread"))
    operations.save_answers(bundle_id=draft, answers=the.ANSWERS, by=world.an, at=TUESDAY)
    operations.file_bundle(bundle_id=draft, key="k", by=world.an, at=TUESDAY)
    assert not any(map(_stored, ("unread", "tabs", "expires_at")))


def test_what_a_register_told_is_confirmed_or_corrected(world: World) -> None:
    draft = the.a_draft(world, {})
    told = Source(Origin.REGISTER, TUESDAY, "population")
    operations.save_answers(
        bundle_id=draft, answers={"birth_mum_name": "Nguyễn Thị An", "birth_phone": "0900000001"},
        sources={"birth_mum_name": told, "birth_phone": told}, by=world.an, at=TUESDAY,
    )  # fmt: skip

    operations.save_answers(
        bundle_id=draft, answers={"birth_phone": "0912345678"}, confirms=["birth_mum_name"],
        by=world.an, at=later(minutes=1),
    )  # fmt: skip

    sources = queries.bundle_draft(draft, by=world.an).sources
    assert sources["birth_mum_name"].confirmed_at == later(minutes=1)
    phone = sources["birth_phone"]
    assert (phone.origin, phone.hand, phone.held) == (Origin.TYPED, Hand.SELF, "0900000001")
    assert b"population" not in bytes(_stored("sources"))


def test_two_clicks_begin_one_draft(world: World) -> None:
    def begin(by: object = None) -> UUID:
        actor = world.binh if by == "binh" else world.an
        return operations.start_bundle(
            group=the.GROUP, place=the.PLACE, key="k", by=actor, at=TUESDAY
        )

    first = begin()

    assert begin() == first != begin("binh")
    assert [row.id for row in queries.my_bundles(by=world.an)] == [first]
    begun = journal.timeline(("bundle", str(first)))
    assert [each.kind for each in begun] == ["bundle.started/1"]


def test_nobody_else_writes_in_it_and_nobody_once_it_is_filed(world: World) -> None:
    draft, filed = the.a_draft(world), the.a_filed_bundle(world)

    with pytest.raises(NotFound):
        operations.save_answers(bundle_id=draft, answers={NAME: "X"}, by=world.binh, at=TUESDAY)
    with pytest.raises(WrongMoment):
        operations.save_answers(bundle_id=filed, answers={NAME: "X"}, by=world.an, at=TUESDAY)


def test_a_draft_goes_by_itself_after_its_days_and_a_notice(world: World) -> None:
    draft, filed = the.a_draft(world), the.a_filed_bundle(world)
    (rule,) = KEEPINGS
    last = later(days=rule.days)
    warned = last - rule.notice

    assert run(at=warned.replace(hour=0)) == (0, 0)
    assert run(at=warned) == (1, 0)
    told = {row.id: (row.expires_at, row.warned) for row in queries.my_bundles(by=world.an)}
    assert told == {draft: (last, True), filed: (None, False)}
    assert run(at=last - (last - warned) / 2) == (0, 0)
    assert run(at=last) == (0, 1)
    with pytest.raises(NotFound):
        queries.bundle_draft(draft, by=world.an)
    kinds = [each.kind for each in journal.timeline(("bundle", str(draft)))]
    assert kinds[-2:] == ["bundle.expiring/1", "bundle.expired/1"]


def test_nobody_loses_a_draft_because_the_machine_slept(world: World) -> None:
    """No notice went out in time: the whole notice runs from the moment it does."""
    the.a_draft(world)
    (rule,) = KEEPINGS
    late = later(days=rule.days + 30)

    assert run(at=late) == (1, 0)
    assert run(at=late + rule.notice) == (0, 1)


def test_whoever_goes_on_or_says_so_keeps_it(world: World) -> None:
    kept, saved = the.a_draft(world), the.a_draft(world)
    (rule,) = KEEPINGS
    warned = later(days=rule.days) - rule.notice
    run(at=warned)
    operations.keep_bundle(bundle_id=kept, by=world.an, at=warned)
    operations.save_answers(bundle_id=saved, answers={NAME: "Chi"}, by=world.an, at=warned)

    assert run(at=later(days=rule.days)) == (0, 0)
    assert not any(row.warned for row in queries.my_bundles(by=world.an))


def test_the_end_of_a_draft_is_told_once_where_people_look(world: World) -> None:
    draft = the.a_draft(world)
    (rule,) = KEEPINGS
    last = later(days=rule.days)
    run(at=last - rule.notice)
    jobs.run_due()
    operations.tell_expiring(bundle_id=draft, expires_at=last, by=SYSTEM, at=last)
    operations.tell_expiring(bundle_id=draft, expires_at=TUESDAY, by=SYSTEM, at=last)

    (notice,) = people.my_notices(by=world.an)

    assert notice.path == "/mine"
    assert "trẻ dưới 6 tuổi" in notice.text.vi
    assert "15/02/2027" in notice.text.vi


def test_only_the_machinery_lets_drafts_go(world: World) -> None:
    for act in (operations.warn_of_expiry, operations.expire_bundles):
        with pytest.raises(NotAllowed):
            act(by=world.an, at=TUESDAY)


def _stored(column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM bundles_bundle ORDER BY id")  # noqa: S608 -- ours
        stored: bytes | None = cursor.fetchone()[0]
        return bytes(stored or b"")


def run(*, at: datetime) -> tuple[int, int]:
    """As the hourly job: first tell, then remove."""
    told = operations.warn_of_expiry(by=SYSTEM, at=at)
    return told, operations.expire_bundles(by=SYSTEM, at=at)
