"""A page saved while it is typed: by its script, from two tabs, and what two have changed."""

import json
from uuid import UUID

from django.http import HttpResponse

from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import EXTRACT, WARD, World

from .phones import EXTRACT_PAGES, Phone, errors, said, values
from .test_budgets import a_warm, spent

KEYS = ["phone", "email"]


def opened(phone: Phone, draft: UUID, key: str = "contact") -> dict[str, object]:
    """What stands in the page's fields, as its script would send it."""
    found = values(phone.get(f"/drafts/{draft}/pages/{key}"))
    fields = {name: found.get(name, "") for name in ("tab", "turn", "seen")}
    asked = KEYS if key == "contact" else ["own_name", "own_born_on", "own_id"]
    return {**{n: v for n, v in found.items() if n.startswith("q-")}, **fields, "asked": asked}


def saves(phone: Phone, draft: UUID, page: dict[str, object], key: str = "contact") -> HttpResponse:
    page["turn"] = int(str(page["turn"])) + 1
    return phone.post(f"/drafts/{draft}/pages/{key}/save", page)


def test_what_is_typed_is_saved_and_the_page_hears_it(an: Phone, world: World) -> None:
    draft = an.starts()
    page = opened(an, draft) | {"q-phone": "0912 345 678"}

    answer = saves(an, draft, page)

    told = json.loads(answer.content)
    assert answer.status_code == 200
    assert told["conflicts"] == []
    assert set(told["marks"]) == set(KEYS)
    assert queries.draft(draft, by=world.an).answers["phone"] == "0912345678"


def test_half_a_date_is_there_on_the_next_device(an: Phone, world: World) -> None:
    draft = an.starts()
    an.fills(draft, "who", EXTRACT_PAGES["who"])
    page = opened(an, draft, "yourself") | {"q-own_born_on-year": ""}

    saves(an, draft, page, "yourself")

    elsewhere = values(Phone(world.an).get(f"/drafts/{draft}/pages/yourself"))
    assert (elsewhere["q-own_born_on-day"], elsewhere["q-own_born_on-year"]) == ("15", "")


def test_two_tabs_and_neither_is_written_over(an: Phone, world: World) -> None:
    draft = an.starts()
    first, second = opened(an, draft), opened(an, draft)
    saves(an, draft, first | {"q-phone": "0912345678"})

    answer = saves(an, draft, second | {"q-phone": "0987654321", "q-email": "b@example.vn"})

    (conflict,) = json.loads(answer.content)["conflicts"]
    assert (conflict["key"], conflict["theirs"]) == ("phone", "0912345678")
    kept = queries.draft(draft, by=world.an).answers
    assert (kept["phone"], kept["email"]) == ("0912345678", "b@example.vn")


def test_without_script_the_choice_is_on_the_page(an: Phone, world: World) -> None:
    draft = an.starts()
    first, second = opened(an, draft), opened(an, draft)
    an.fills(draft, "contact", first | {"q-phone": "0912345678"})
    second |= {"q-phone": "0987654321"}

    asked = an.fills(draft, "contact", second)
    fields = values(asked)
    again = second | {name: fields[name] for name in ("seen", "tab", "other")}
    undecided = an.fills(draft, "contact", again)
    decided = an.fills(draft, "contact", again | {"choose-phone": "mine"})

    assert (asked.status_code, undecided.status_code, decided.status_code) == (409, 409, 302)
    assert "0912345678" in said(asked)
    assert "0987654321" in said(asked)
    assert queries.draft(draft, by=world.an).answers["phone"] == "0987654321"


def test_the_other_answer_may_be_taken(an: Phone, world: World) -> None:
    draft = an.starts()
    first, second = opened(an, draft), opened(an, draft)
    an.fills(draft, "contact", first | {"q-phone": "0912345678"})
    fields = values(an.fills(draft, "contact", second | {"q-phone": "0987654321"}))
    again = second | {name: fields[name] for name in ("seen", "tab", "other")}

    answer = an.fills(draft, "contact", again | {"q-phone": "0987654321", "choose-phone": "theirs"})

    assert answer.headers["Location"].endswith(f"/drafts/{draft}/pages/contact")
    assert queries.draft(draft, by=world.an).answers["phone"] == "0912345678"
    assert values(an.get(f"/drafts/{draft}/pages/contact"))["q-phone"] == "0912345678"


def test_a_page_hears_why_it_is_not_saved(an: Phone, binh: Phone, world: World) -> None:
    draft = an.starts()
    page = opened(an, draft)
    careful = Phone(world.an, careful=True)

    assert saves(binh, draft, page).status_code == 404
    assert saves(careful, draft, page).status_code == 403
    token = json.loads(careful.get(f"/drafts/{draft}/pages/contact/save").content)["token"]
    assert saves(careful, draft, page | {"csrfmiddlewaretoken": token}).status_code == 200
    an.lose_session()
    assert saves(an, draft, page).status_code == 401
    assert an.get(f"/drafts/{draft}/pages/contact/save").status_code == 401


def test_what_a_page_says_of_itself_may_be_nonsense(an: Phone) -> None:
    draft = an.starts()
    for seen in (
        "",
        "{",
        "[]",
        '{"phone": 1}',
        json.dumps(dict.fromkeys(map(str, range(999)), "")),
    ):
        nonsense = opened(an, draft) | {"seen": seen, "tab": "x" * 999, "turn": "1"}
        assert saves(an, draft, nonsense).status_code == 200


def test_a_draft_that_was_filed_is_saved_no_more(an: Phone) -> None:
    draft = an.fills_everything()
    page = opened(an, draft)
    an.post(f"/drafts/{draft}/check")

    assert saves(an, draft, page).status_code in (404, 409)


def test_a_double_click_begins_one_draft_and_keeps_what_was_typed(an: Phone, world: World) -> None:
    key = values(an.get(f"/procedures/{EXTRACT}/start"))["key"]
    first = an.post(f"/procedures/{EXTRACT}/start", {"agency": WARD, "key": key})
    draft = UUID(first.headers["Location"].split("/drafts/")[1].split("/")[0])
    an.fills(draft, "contact", {"q-phone": "0987654321", "asked": KEYS})

    second = an.post(f"/procedures/{EXTRACT}/start", {"agency": WARD, "key": key})

    assert first.headers["Location"] == second.headers["Location"]
    assert queries.draft(draft, by=world.an).answers["phone"] == "0987654321"
    assert "Bạn đã có hồ sơ đang soạn" in said(an.get(f"/procedures/{EXTRACT}/start"))


def test_saving_costs_little(an: Phone) -> None:
    draft = an.starts()
    page = opened(an, draft)
    a_warm(an, f"/drafts/{draft}/pages/contact")
    saves(an, draft, page)

    assert spent(lambda: saves(an, draft, page | {"q-phone": "0987654321"})) <= 6
    assert errors(an.get(f"/drafts/{draft}/pages/contact")) == []


def test_a_tab_that_is_named_with_rubbish_saves_all_the_same(an: Phone, world: World) -> None:
    draft = an.starts()
    page = opened(an, draft) | {"q-phone": "0912345678", "tab": "a\x00b"}

    assert saves(an, draft, page).status_code == 200
    assert queries.draft(draft, by=world.an).answers["phone"] == "0912345678"
