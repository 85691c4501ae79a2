"""Signing in and out from end to end, as a browser does it."""

import contextlib
import threading
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from motcua.adapters.identity import flow
from motcua.adapters.identity.demo.provider import DemoProvider
from motcua.adapters.identity.views import ATTEMPTS
from motcua.design.page import now
from motcua.foundation import journal, limits
from motcua.foundation.limits import TooOften
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.words import Text
from motcua.modules.organisation import operations as organisation
from motcua.modules.organisation.rules import (
    AgencyFacts,
    AgencyKind,
    OfficerFacts,
    PostingFacts,
)
from motcua.modules.people import queries as people

from .walks import BASE, Browser, changed, query_of

pytestmark = pytest.mark.django_db(transaction=True)

CHI = "h26.101-receiver"


@pytest.fixture
def posting() -> object:
    """Chi at the counter of the ward, since yesterday."""
    at = now()
    organisation.establish_agency(
        agency=AgencyFacts("H26.101", Text("Phường"), AgencyKind.COMMUNE_COMMITTEE),
        by=SYSTEM,
        at=at,
    )
    chi = organisation.enlist_officer(
        officer=OfficerFacts("Lê Thị Chi", Text("Công chức"), "demo", CHI), by=SYSTEM, at=at
    )
    return organisation.post_officer(
        officer_id=chi,
        posting=PostingFacts("H26.101", Role.RECEIVER, (at - timedelta(days=2)).date()),
        by=SYSTEM,
        at=at,
    )


def test_a_citizen_signs_in_and_comes_back_to_the_page(browser: Browser) -> None:
    answer = browser.sign_in("an", "?next=/ho-so%3Fcode=1")

    assert answer.status_code == 302
    assert answer["Location"] == "/ho-so?code=1"
    an = Actor(browser.who)
    assert an.person is not None
    card = people.person_card(an.person, by=an)
    assert card.full_name == "Nguyễn Thị An"
    assert card.personal_id == "001196000000"
    assert card.birth_on is not None
    assert card.birth_on.isoformat() == "1996-03-15"
    assert (card.assurance, card.proofing, card.tech_id) == (2, 2, "demo-tech-an")
    assert card.address.commune == "00070"


def test_a_business_signs_in_as_itself(browser: Browser) -> None:
    browser.sign_in("mau-xanh")

    business = Actor(browser.who)
    card = people.person_card(str(business.person), by=business)
    assert card.display_name == "Công ty TNHH Mẫu Xanh"
    assert card.tax_code == "0199999984"
    assert card.full_name == "Trần Minh Khôi"


@pytest.mark.parametrize(
    ("query", "home"), [("", "/desk/"), ("?next=/", "/desk/"), ("?next=/x", "/x")]
)
def test_an_officer_comes_to_the_desk(
    browser: Browser, posting: object, query: str, home: str
) -> None:
    answer = browser.sign_in(CHI, query)

    assert answer["Location"] == home
    assert browser.who.startswith("officer:")
    officer = browser.who.partition(":")[2]
    assert journal.timeline(("officer", officer))[-1].kind == "organisation.officer_signed_in/1"


def test_a_citizen_without_a_page_in_mind_comes_to_the_portal(browser: Browser) -> None:
    assert browser.sign_in("an")["Location"] == "/"


def test_english_stays_english(browser: Browser) -> None:
    page = browser.client.get("/en/sign-in").content.decode()
    where = browser.client.get("/en/sign-in/begin")["Location"]

    assert "/en/sign-in/begin" in page
    assert 'lang="en"' in browser.client.get(where).content.decode()
    assert browser.come_back(browser.choose(where, subject="an"))["Location"] == "/en/"


def test_the_session_holds_who_and_nothing_else(browser: Browser) -> None:
    browser.client.get("/sign-in")
    browser.sign_in("an")

    assert set(browser.client.session.keys()) == {"actor", "_session_expiry"}


def test_signing_in_begins_a_new_session(browser: Browser) -> None:
    browser.sign_in("an")
    planted = browser.client.session.session_key

    browser.sign_in("binh")

    assert browser.client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_whoever_is_signed_in_is_sent_on(browser: Browser) -> None:
    browser.sign_in("an")

    assert browser.client.get("/sign-in?next=/ho-so")["Location"] == "/ho-so"


def test_choosing_nobody_is_no_fault(browser: Browser) -> None:
    answer = browser.come_back(browser.choose(browser.begin(), cancel="1"))

    assert answer.status_code == 200
    assert "dừng việc đăng nhập" in answer.content.decode()
    assert browser.who == ""


def test_the_page_asked_for_survives_a_failed_attempt(browser: Browser) -> None:
    back = browser.choose(browser.begin("?next=/ho-so"), cancel="1")

    assert "/sign-in/begin?next=%2Fho-so" in browser.come_back(back).content.decode()


def test_an_officer_account_without_a_post_here_is_told_so(browser: Browser) -> None:
    answer = browser.sign_in(CHI, "?as=officer")

    assert answer.status_code == 403
    assert "không phải của cán bộ" in answer.content.decode()
    assert browser.who == ""


def test_an_account_without_a_number_is_told_so(browser: Browser) -> None:
    answer = browser.sign_in(CHI)

    assert answer.status_code == 403
    assert "số định danh" in answer.content.decode()


def test_an_officer_acts_in_the_capacity_asked_for(browser: Browser, posting: object) -> None:
    assert browser.sign_in(CHI, "?as=person").status_code == 403
    assert browser.who == ""


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example",
     "/\t/evil.example", "javascript:alert(1)", "/\r\nSet-Cookie:x", "http:evil.example",
     "///evil.example", "evil.example", "/sign-in", "/sign-out", "/en/sign-in/begin",
     "/" + "x" * 1001, "", " //evil.example"],
)  # fmt: skip
def test_no_other_place_is_a_page_of_ours(elsewhere: str) -> None:
    assert flow.path_within({"next": elsewhere}) == ""


def test_nobody_is_sent_anywhere_else(browser: Browser) -> None:
    assert browser.sign_in("an", "?next=https://evil.example/")["Location"] == "/"
    page = browser.client.get("/sign-out").content.decode()
    assert "evil.example" not in page


def test_an_answer_for_another_browser_signs_nobody_in(browser: Browser) -> None:
    back = browser.choose(browser.begin(), subject="an")
    victim = Browser(Client())

    answer = victim.come_back(back)

    assert answer.status_code == 400
    assert victim.who == ""


@pytest.mark.parametrize(
    "wrong",
    [{"state": "x" * 43}, {"state": ""}, {"code": ""}, {"code": "made-up"}, {"iss": "https://evil.example"},
     {"error": "server_error"}, {"code": "x" * 5000}],
)  # fmt: skip
def test_a_meddled_answer_is_refused_and_tells_nothing(
    browser: Browser, wrong: dict[str, str]
) -> None:
    back = browser.choose(browser.begin(), subject="an")

    answer = browser.come_back(changed(back, **wrong))

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Không xác nhận được bạn là ai" in page
    for secret in (*query_of(back).values(), "invalid_grant", "Nguyễn Thị An"):
        assert secret == f"{BASE}/demo-id" or secret not in page
    assert browser.who == ""


def test_a_kept_attempt_cannot_be_rewritten(browser: Browser) -> None:
    back = browser.choose(browser.begin("?next=/ho-so"), subject="an")
    for name, morsel in browser.client.cookies.items():
        if name.startswith("motcua_sign_in_"):
            morsel.set(name, "x" + morsel.value[1:], "x" + morsel.value[1:])

    assert browser.come_back(back).status_code == 400


def test_an_answer_is_taken_once(browser: Browser) -> None:
    back = browser.choose(browser.begin(), subject="an")
    kept = dict(browser.client.cookies)
    assert browser.come_back(back).status_code == 302
    browser.client.post("/sign-out")

    assert browser.come_back(back).status_code == 400
    browser.client.cookies.update(kept)
    assert browser.come_back(back).status_code == 400


def test_a_code_of_one_attempt_is_of_no_use_in_another(browser: Browser) -> None:
    stolen = query_of(browser.choose(browser.begin(), subject="an"))["code"]
    thief = Browser(Client())
    back = thief.choose(thief.begin(), subject="binh")

    answer = thief.come_back(changed(back, code=stolen))

    assert answer.status_code == 400
    assert thief.who == ""


def test_two_windows_sign_in_without_disturbing_each_other(browser: Browser) -> None:
    first, second = browser.begin("?next=/one"), browser.begin("?next=/two")

    assert browser.come_back(browser.choose(second, subject="an"))["Location"] == "/two"
    assert browser.come_back(browser.choose(first, subject="an"))["Location"] == "/one"


def test_signing_out_ends_the_session_and_only_a_post_does(browser: Browser) -> None:
    browser.sign_in("an")
    page = browser.client.get("/sign-out").content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2][:64]
    assert browser.who.startswith("person:")

    forged = browser.client.post("/sign-out", {"csrfmiddlewaretoken": "x" * 64})
    assert forged.status_code == 403
    assert browser.who.startswith("person:")

    answer = browser.client.post("/sign-out", {"csrfmiddlewaretoken": token}, follow=True)

    assert browser.who == ""
    assert "Bạn đã đăng xuất" in answer.content.decode()
    assert f"{BASE}/demo-id/end-session" in answer.content.decode()


def test_an_expired_session_says_so_and_leads_back(browser: Browser) -> None:
    browser.sign_in("an")
    Session.objects.all().delete()

    page = browser.client.get("/sign-in?next=/ho-so").content.decode()

    assert "đã hết hạn" in page
    assert "/sign-in/begin?next=%2Fho-so" in page


def test_nobody_who_was_never_here_is_told_of_an_expired_session(browser: Browser) -> None:
    assert "đã hết hạn" not in browser.client.get("/sign-in").content.decode()


def test_after_signing_out_no_session_has_expired(browser: Browser) -> None:
    browser.sign_in("an")
    page = browser.client.get("/sign-out").content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2][:64]
    browser.client.post("/sign-out", {"csrfmiddlewaretoken": token})

    assert "đã hết hạn" not in browser.client.get("/sign-in").content.decode()


def test_too_many_attempts_must_wait(browser: Browser) -> None:
    # Twice the limit, since the clock may move on to another window once meanwhile.
    with contextlib.suppress(TooOften):
        for _ in range(2 * ATTEMPTS.most):
            limits.knock(ATTEMPTS, "127.0.0.1", at=now())

    answer = browser.client.get("/sign-in/begin")

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 300
    assert "đợi" in answer.content.decode()
    elsewhere = browser.client.get("/sign-in/begin", REMOTE_ADDR="192.0.2.1")
    assert elsewhere.status_code == 302


def test_two_first_sign_ins_at_once_are_one_person(browser: Browser) -> None:
    browsers = [Browser(Client()) for _ in range(2)]
    backs = [b.choose(b.begin(), subject="an") for b in browsers]
    start = threading.Barrier(2)

    def come(one: Browser, back: str) -> None:
        start.wait()
        try:
            one.come_back(back)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=come, args=pair) for pair in zip(browsers, backs, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert browsers[0].who == browsers[1].who != ""


def test_the_sign_in_pages_are_kept_by_no_cache(browser: Browser, demo: DemoProvider) -> None:
    for path in ("/sign-in", "/sign-in/begin", "/sign-in/return", "/sign-out"):
        assert "no-store" in browser.client.get(path)["Cache-Control"]


def test_another_name_of_this_machine_leads_to_its_own(browser: Browser) -> None:
    answer = browser.client.get("/sign-in/begin?next=/x", HTTP_HOST="localhost:1")

    assert answer["Location"].startswith(f"{BASE}/demo-id/authorize")


def test_coming_back_costs_few_statements(
    browser: Browser, django_assert_max_num_queries: object
) -> None:
    browser.sign_in("an")
    back = browser.choose(browser.begin(), subject="an")

    # Session read and ended, knock, code and its keeping, sign-in with journal, new session.
    with django_assert_max_num_queries(24):  # type: ignore[operator] # pytest-django has no stubs
        browser.come_back(back)
