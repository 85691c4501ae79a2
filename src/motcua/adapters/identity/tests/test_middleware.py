"""Every door knows who acts: from the session, with the posts held today and no others."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from motcua.adapters.identity.middleware import ActorMiddleware
from motcua.design.page import now
from motcua.design.requests import (
    SESSION_KEY,
    actor_of,
    for_officers,
    for_people,
    presence_of,
)
from motcua.kernel.actors import NOBODY, SYSTEM, Actor, Role
from motcua.kernel.words import Text
from motcua.modules.organisation import operations as organisation
from motcua.modules.organisation.rules import (
    AgencyFacts,
    AgencyKind,
    OfficerFacts,
    PostingFacts,
)
from motcua.modules.people import operations as people
from motcua.modules.people.facts import Claims, PersonKind

pytestmark = pytest.mark.django_db(transaction=True)


def asked_by(who: object, path: str = "/x?a=1") -> HttpRequest:
    request = RequestFactory().get(path)
    session = Client().session
    session[SESSION_KEY] = who
    request.session = session
    ActorMiddleware(lambda _: HttpResponse())(request)
    return request


@pytest.fixture
def chi() -> UUID:
    at = now()
    organisation.establish_agency(
        agency=AgencyFacts("H26.101", Text("Phường"), AgencyKind.COMMUNE_COMMITTEE),
        by=SYSTEM,
        at=at,
    )
    return organisation.enlist_officer(
        officer=OfficerFacts("Lê Thị Chi", Text("Công chức", "Officer"), "demo", "chi"),
        by=SYSTEM,
        at=at,
    )


@pytest.fixture
def posting(chi: UUID) -> UUID:
    since = (now() - timedelta(days=2)).date()
    return organisation.post_officer(
        officer_id=chi,
        posting=PostingFacts("H26.101", Role.RECEIVER, since),
        by=SYSTEM,
        at=now(),
    )


@pytest.fixture
def an() -> UUID:
    claims = Claims("demo", "an", PersonKind.CITIZEN, "Nguyễn Thị An", "001196000000")
    return people.sign_in(claims=claims, by=SYSTEM, at=now())


@pytest.mark.parametrize(
    "who", ["", "nobody", "system", "client:1", "officer:x", "person", 5, None]
)
def test_a_session_that_names_nobody_is_nobodys(who: object) -> None:
    request = asked_by(who)

    assert actor_of(request) == NOBODY
    assert presence_of(request) is None


def test_a_person_acts_as_themselves(an: UUID) -> None:
    request = asked_by(f"person:{an}")

    assert actor_of(request) == Actor(f"person:{an}")
    presence = presence_of(request)
    assert presence is not None
    assert presence.name == "Nguyễn Thị An"


def test_an_officer_acts_with_the_posts_of_today(chi: UUID, posting: UUID) -> None:
    request = asked_by(f"officer:{chi}")

    assert actor_of(request).holds(Role.RECEIVER, "H26.101")
    presence = presence_of(request)
    assert presence is not None
    assert (presence.name, presence.post.en) == ("Lê Thị Chi", "Officer")


def test_a_post_that_ended_gives_no_role_in_an_open_session(chi: UUID, posting: UUID) -> None:
    organisation.end_posting(
        posting_id=posting,
        ends_on=(now() - timedelta(days=1)).date(),
        legal_ref="",
        by=SYSTEM,
        at=now(),
    )

    actor = actor_of(asked_by(f"officer:{chi}"))

    assert actor.officer == str(chi)
    assert actor.posts == frozenset()


def test_a_dismissed_officer_is_nobody_in_an_open_session(chi: UUID, posting: UUID) -> None:
    organisation.dismiss_officer(officer_id=chi, legal_ref="", by=SYSTEM, at=now())

    assert actor_of(asked_by(f"officer:{chi}")) == NOBODY


def test_a_page_that_does_not_ask_costs_nothing(
    chi: UUID, posting: UUID, django_assert_num_queries: object
) -> None:
    request = RequestFactory().get("/")
    request.session = Client().session

    with django_assert_num_queries(0):  # type: ignore[operator] # pytest-django has no stubs
        ActorMiddleware(lambda _: HttpResponse())(request)


def test_a_page_that_asks_often_reads_once(
    chi: UUID, posting: UUID, django_assert_num_queries: object
) -> None:
    request = asked_by(f"officer:{chi}")

    with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django has no stubs
        assert actor_of(request).posts
        assert actor_of(request).agencies(Role.RECEIVER)


def test_a_door_lets_in_whom_it_is_for_and_sends_others_on(
    chi: UUID, posting: UUID, an: UUID
) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(actor_of(request).id)

    citizen, officer = asked_by(f"person:{an}"), asked_by(f"officer:{chi}")

    assert for_people(view)(citizen).content == f"person:{an}".encode()
    assert for_officers(view)(officer).content == f"officer:{chi}".encode()
    assert for_officers(view)(citizen).status_code == 403
    assert for_people(view)(officer).status_code == 403
    for door in (for_people, for_officers):
        answer = door(view)(asked_by(""))
        assert answer.status_code == 302
        assert answer.headers["Location"] == "/sign-in?next=%2Fx%3Fa%3D1"


def test_an_officer_without_a_post_stays_outside(chi: UUID) -> None:
    answer = for_officers(lambda _: HttpResponse())(asked_by(f"officer:{chi}"))

    assert answer.status_code == 403
