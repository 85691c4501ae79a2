"""Agencies are established, officers posted and posts ended; who may, and what is refused."""

import threading
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.errors import (
    AlreadyDone,
    Invalid,
    NotAllowed,
    NotFound,
    WrongMoment,
)
from motcua.kernel.words import Text
from motcua.modules.organisation import operations, queries
from motcua.modules.organisation.rules import (
    AgencyFacts,
    AgencyKind,
    CounterFacts,
    OfficerFacts,
    PostingFacts,
    UnitFacts,
)

from .factories import TODAY, TUESDAY, a_post, an_agency, an_officer, somebody_posted

pytestmark = pytest.mark.django_db(transaction=True)

CITIZEN = Actor("person:1")


def kinds(subject: tuple[str, str]) -> list[str]:
    return [entry.kind for entry in journal.timeline(subject)]


def test_an_agency_is_established_once_and_recorded() -> None:
    an_agency("H26", kind=AgencyKind.CITY_COMMITTEE)
    an_agency("H26.101", parent="H26")

    with pytest.raises(AlreadyDone):
        an_agency("H26.101", parent="H26")

    assert queries.agency("H26.101").parent == "H26"
    assert queries.public_chain("H26.101") == ("H26.101", "H26")
    assert kinds(("agency", "H26.101"))[-1] == "organisation.agency_established/1"


def test_an_agency_under_nobody_known_is_refused() -> None:
    with pytest.raises(NotFound):
        an_agency("H26.101", parent="H26")


def test_a_wrong_code_names_the_field() -> None:
    with pytest.raises(Invalid) as refusal:
        an_agency("h26")

    assert refusal.value.params == {"code": "not-an-agency-code"}


def test_an_amendment_tells_what_changed_and_none_is_refused() -> None:
    an_agency("H26.101")
    facts = AgencyFacts("H26.101", Text("Tên mới"), AgencyKind.COMMUNE_COMMITTEE, phone="024")

    changed = operations.amend_agency(agency=facts, by=SYSTEM, at=TUESDAY)

    assert set(changed) == {"name_vi", "name_en", "place_code", "phone"}
    assert queries.agency("H26.101").phone == "024"
    with pytest.raises(AlreadyDone):
        operations.amend_agency(agency=facts, by=SYSTEM, at=TUESDAY)


def test_no_agency_stands_above_itself() -> None:
    an_agency("H26")
    an_agency("H26.101", parent="H26")
    facts = AgencyFacts("H26", Text("Thành phố"), AgencyKind.CITY_COMMITTEE, parent="H26.101")

    with pytest.raises(Invalid, match="above itself"):
        operations.amend_agency(agency=facts, by=SYSTEM, at=TUESDAY)


def test_a_unit_opens_with_its_counters() -> None:
    an_agency("H26.101")
    unit = UnitFacts("H26.101", Text("Một cửa"), counters=(
        CounterFacts("2", Text("Trả kết quả")), CounterFacts("1", Text("Tiếp nhận")),
    ))  # fmt: skip

    operations.open_one_stop_unit(unit=unit, by=SYSTEM, at=TUESDAY)

    (card,) = queries.one_stop_units("H26.101")
    assert [counter.number for counter in card.counters] == ["1", "2"]


def test_only_an_administrator_above_may_change_an_agency() -> None:
    an_agency("H26")
    an_agency("H26.101", parent="H26")
    an_agency("H26.102", parent="H26")
    neighbour = somebody_posted(Role.ADMIN, "H26.102")
    head = somebody_posted(Role.CENTER_HEAD, "H26.101")
    city = somebody_posted(Role.ADMIN, "H26")
    unit = UnitFacts("H26.101", Text("Một cửa"))

    for stranger in (neighbour, head, CITIZEN):
        with pytest.raises(NotAllowed):
            operations.open_one_stop_unit(unit=unit, by=stranger, at=TUESDAY)

    operations.open_one_stop_unit(unit=unit, by=city, at=TUESDAY)


def test_nobody_posts_themselves_higher() -> None:
    an_agency("H26")
    an_agency("H26.101", parent="H26")
    ward_admin = somebody_posted(Role.ADMIN, "H26.101")
    assert ward_admin.officer is not None

    with pytest.raises(NotAllowed):
        operations.post_officer(
            officer_id=queries.officer(ward_admin.officer).id,
            posting=PostingFacts("H26", Role.ADMIN, TODAY),
            by=ward_admin,
            at=TUESDAY,
        )


def test_a_subject_is_one_officer() -> None:
    an_officer(subject="same")

    with pytest.raises(AlreadyDone):
        an_officer(subject="same")


def test_an_officer_without_a_name_is_refused() -> None:
    with pytest.raises(Invalid):
        operations.enlist_officer(
            officer=OfficerFacts(" ", Text(""), "demo", ""), by=SYSTEM, at=TUESDAY
        )


def test_a_post_gives_its_role_from_its_first_day() -> None:
    an_agency()
    chi = an_officer()
    a_post(chi, Role.RECEIVER, valid_from=date(2026, 1, 5))

    assert not queries.actor_for_officer(chi, date(2026, 1, 4)).posts
    assert queries.actor_for_officer(chi, date(2026, 1, 5)).holds(Role.RECEIVER, "H26.101")
    assert kinds(("officer", str(chi))) == [
        "organisation.officer_enlisted/1",
        "organisation.officer_posted/1",
    ]


def test_an_ended_post_gives_no_role() -> None:
    an_agency()
    chi = an_officer()
    posting = a_post(chi)

    operations.end_posting(
        posting_id=posting, ends_on=TODAY, legal_ref="QĐ 2/2026", by=SYSTEM, at=TUESDAY
    )

    assert queries.actor_for_officer(chi, TODAY).posts == frozenset()
    assert queries.officers_holding(Role.RECEIVER, "H26.101", on=TODAY) == []
    assert queries.officers_holding(Role.RECEIVER, "H26.101", on=date(2026, 11, 16)) != []
    with pytest.raises(AlreadyDone):
        operations.end_posting(
            posting_id=posting, ends_on=TODAY, legal_ref="", by=SYSTEM, at=TUESDAY
        )


def test_a_post_may_end_on_the_day_it_would_start_and_be_given_again() -> None:
    an_agency()
    chi = an_officer()
    posting = a_post(chi, valid_from=TODAY)
    operations.end_posting(posting_id=posting, ends_on=TODAY, legal_ref="", by=SYSTEM, at=TUESDAY)

    a_post(chi, valid_from=TODAY)

    assert queries.actor_for_officer(chi, TODAY).holds(Role.RECEIVER, "H26.101")


def test_a_post_does_not_end_before_it_starts() -> None:
    an_agency()
    posting = a_post(an_officer(), valid_from=TODAY)

    with pytest.raises(Invalid):
        operations.end_posting(
            posting_id=posting, ends_on=date(2026, 1, 1), legal_ref="", by=SYSTEM, at=TUESDAY
        )


def test_the_same_role_is_not_given_twice_for_one_day() -> None:
    an_agency()
    chi = an_officer()
    a_post(chi, valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 1))

    with pytest.raises(AlreadyDone):
        a_post(chi, valid_from=date(2026, 5, 31))
    a_post(chi, valid_from=date(2026, 6, 1))
    a_post(chi, Role.CLERK, valid_from=date(2026, 5, 31))


def test_a_dismissed_officer_acts_no_more_and_is_not_posted() -> None:
    an_agency()
    chi = an_officer()
    a_post(chi)

    operations.dismiss_officer(officer_id=chi, legal_ref="QĐ 3/2026", by=SYSTEM, at=TUESDAY)

    with pytest.raises(NotFound):
        queries.actor_for_officer(chi, TODAY)
    with pytest.raises(WrongMoment):
        a_post(chi, Role.CLERK)
    with pytest.raises(NotFound):
        operations.sign_in(provider="demo", subject="gone", by=SYSTEM, at=TUESDAY)
    assert queries.officer(chi).full_name == "Lê Thị Chi"


def test_an_administrator_elsewhere_dismisses_nobody() -> None:
    an_agency("H26")
    an_agency("H26.101", parent="H26")
    an_agency("H26.102", parent="H26")
    chi = an_officer()
    a_post(chi, agency="H26.101")
    neighbour = somebody_posted(Role.ADMIN, "H26.102")

    with pytest.raises(NotAllowed):
        operations.dismiss_officer(officer_id=chi, legal_ref="", by=neighbour, at=TUESDAY)


def test_signing_in_is_recorded() -> None:
    chi = an_officer(subject="chi")

    found = operations.sign_in(provider="demo", subject="chi", by=SYSTEM, at=TUESDAY)

    assert found == chi
    assert kinds(("officer", str(chi)))[-1] == "organisation.officer_signed_in/1"


@pytest.mark.parametrize("unknown", [uuid4(), "not-an-id"])
def test_unknown_officers_are_not_found(unknown: UUID | str) -> None:
    with pytest.raises(NotFound):
        queries.officer(unknown)
    with pytest.raises(NotFound):
        queries.actor_for_officer(unknown, TODAY)


def test_two_administrators_post_one_officer_at_once_and_one_is_told() -> None:
    an_agency()
    chi = an_officer()
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def post() -> None:
        start.wait()
        try:
            a_post(chi)
            outcomes.append("posted")
        except AlreadyDone:
            outcomes.append("already")
        finally:
            connection.close()

    threads = [threading.Thread(target=post) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["already", "posted"]
    assert len(queries.postings_of(chi)) == 1


def test_an_actor_has_every_post_in_one_statement(django_assert_num_queries: object) -> None:
    an_agency("H26.101")
    an_agency("H26.102")
    chi = an_officer()
    a_post(chi, Role.RECEIVER, "H26.101")
    a_post(chi, Role.CASHIER, "H26.102")

    with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django has no stubs
        actor = queries.actor_for_officer(chi, TODAY)

    assert actor.posts == {Post("H26.101", Role.RECEIVER), Post("H26.102", Role.CASHIER)}
    assert replace(actor, posts=frozenset()).id == f"officer:{chi}"
