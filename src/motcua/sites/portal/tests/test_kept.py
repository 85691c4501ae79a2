"""The session ends while somebody types: nothing is lost, nothing is shown to others."""

from django.test import Client

from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import World
from motcua.sites.portal import kept

from .phones import Phone, said, values

TYPED = {"q-phone": "0987654321", "q-email": "an@example.vn", "asked": ["phone", "email"]}


def test_what_was_sent_too_late_is_there_after_the_sign_in(an: Phone, world: World) -> None:
    draft = an.starts()
    an.lose_session()
    sent = an.fills(draft, "contact", TYPED)
    an.sign_in(world.an)

    back = an.get(sent.headers["Location"].split("next=")[1].replace("%2F", "/"))

    assert sent.status_code == 302
    assert values(back)["q-phone"] == "0987654321"
    assert "phiên làm việc đã hết hạn" in said(back)
    assert queries.draft(draft, by=world.an).answers["phone"] == "0900000001"


def test_it_is_saved_when_the_person_says_so_and_then_forgotten(an: Phone, world: World) -> None:
    draft = an.starts()
    an.lose_session()
    an.fills(draft, "contact", TYPED)
    an.sign_in(world.an)

    an.fills(draft, "contact", TYPED)

    assert queries.draft(draft, by=world.an).answers["phone"] == "0987654321"
    assert "phiên làm việc đã hết hạn" not in said(an.get(f"/drafts/{draft}/pages/contact"))


def test_it_is_shown_for_no_other_page_and_to_nobody_else(an: Phone, world: World) -> None:
    draft = an.starts()
    an.lose_session()
    an.fills(draft, "contact", TYPED)

    an.sign_in(world.an)
    assert "phiên làm việc đã hết hạn" not in said(an.get(f"/drafts/{draft}/pages/who"))
    an.lose_session()
    an.sign_in(world.binh)
    assert an.get(f"/drafts/{draft}/pages/contact").status_code == 404


def test_a_choice_sent_too_late_is_there_as_well(an: Phone, world: World) -> None:
    draft = an.fills_everything()
    path = f"/drafts/{draft}/delivery"
    was = values(an.get(path))["method"]
    other = "AT_SUBMISSION_PLACE" if was != "AT_SUBMISSION_PLACE" else "ONLINE"
    an.lose_session()
    an.post(path, {"method": other})
    an.sign_in(world.an)

    assert values(an.get(path))["method"] == other
    an.post(path, {"method": other})
    assert queries.draft(draft, by=world.an).return_method == other


def test_what_waits_is_sealed(an: Phone) -> None:
    draft = an.starts()
    an.lose_session()
    an.fills(draft, "contact", TYPED)

    session = type(an.client.session)(an.client.cookies[kept.COOKIE].value)
    assert "0987654321" not in str(dict(session.items()))
    assert 0 < session.get_expiry_age() <= kept.LIFE.total_seconds()


def test_too_much_is_not_kept(an: Phone) -> None:
    draft = an.starts()
    an.lose_session()

    answer = an.fills(draft, "contact", {"q-phone": "9" * kept.LARGEST})

    assert answer.status_code == 302
    assert kept.COOKIE not in answer.cookies


def test_a_made_up_key_opens_nothing(an: Phone) -> None:
    draft = an.starts()
    an.client.cookies[kept.COOKIE] = "guessed"

    assert an.get(f"/drafts/{draft}/pages/contact").status_code == 200


def careful(world: World) -> Phone:
    """A browser whose tokens are checked, as those of people are."""
    return Phone(world.an, careful=True)


def a_token(phone: Phone, path: str) -> str:
    return values(phone.get(path))["csrfmiddlewaretoken"]


def test_a_page_left_open_over_a_sign_in_elsewhere_is_shown_again_filled_in(
    an: Phone, world: World
) -> None:
    draft = an.starts()
    phone = careful(world)
    path = f"/drafts/{draft}/pages/contact"
    phone.get(path)
    old = {**TYPED, "csrfmiddlewaretoken": "a" * 64}

    sent: object = phone.client.post(path, old, headers={"Origin": "http://testserver"})
    back = phone.get(path)

    assert sent.status_code == 303  # type: ignore[attr-defined]  # test client's answer
    assert values(back)["q-phone"] == "0987654321"
    assert queries.draft(draft, by=world.an).answers["phone"] == "0900000001"


def test_a_post_from_elsewhere_is_not_kept(an: Phone, world: World) -> None:
    draft = an.starts()
    phone = careful(world)
    path = f"/drafts/{draft}/pages/contact"

    for headers in ({"Origin": "https://evil.example"}, {}):
        answer: object = phone.client.post(path, TYPED, headers=headers)
        assert answer.status_code == 403  # type: ignore[attr-defined]  # test client's answer
    assert kept.COOKIE not in phone.client.cookies


def test_an_expired_form_is_explained(world: World) -> None:
    phone = careful(world)

    answer = phone.post("/verify", {})

    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in said(answer)


def test_filing_needs_a_token(an: Phone, world: World) -> None:
    draft = an.fills_everything()
    phone = careful(world)

    assert phone.post(f"/drafts/{draft}/check").status_code == 403
    token = a_token(phone, f"/drafts/{draft}/check")
    filed = phone.post(f"/drafts/{draft}/check", {"csrfmiddlewaretoken": token})
    assert filed.headers["Location"] == f"/mine/{draft}?done=filed"


def test_a_post_of_a_stranger_without_a_session_is_sent_to_sign_in(world: World) -> None:
    answer = Client().post("/drafts/01a20360-7951-7390-849f-a3a2da647270/pages/who", {"x": "1"})

    assert answer.status_code == 302
