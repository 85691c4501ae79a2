"""A joined form is saved while it is typed, and facts in it are confirmed, as in any other."""

import json
from uuid import UUID

import pytest
from django.http import HttpResponse

from motcua.kernel.actors import SYSTEM
from motcua.modules.bundles import operations, queries
from motcua.modules.bundles.tests import world as the
from motcua.modules.bundles.tests.world import ANSWERS, World
from motcua.modules.dossiers.rules.expiring import KEEPINGS
from motcua.modules.dossiers.tests.world import TUESDAY
from motcua.modules.forms.rules import Origin
from motcua.modules.registers import queries as registers

from .phones import Phone, links, said, values
from .test_budgets import a_warm, spent

pytestmark = pytest.mark.django_db
KEYS = ["birth_child_name", "birth_child_born_on", "birth_child_sex"]
NAME, DAY, YEAR = "q-birth_child_name", "q-birth_child_born_on-day", "q-birth_child_born_on-year"


@pytest.fixture
def world(db: None) -> World:
    return the.found_world()


@pytest.fixture
def an(world: World) -> Phone:
    return Phone(world.an)


def begins(an: Phone, **more: str) -> UUID:
    answer = an.post(f"/groups/{the.GROUP}/start", {"place": the.PLACE, **more})
    assert answer.status_code == 302, said(answer)
    return UUID(answer.headers["Location"].split("/bundles/")[1].split("/")[0])


def here(bundle: UUID) -> str:
    return f"/bundles/{bundle}/pages/birth_child"


def opened(phone: Phone, bundle: UUID) -> dict[str, object]:
    """What stands in the page's fields, as its script would send it."""
    found = values(phone.get(here(bundle)))
    fields = {name: found.get(name, "") for name in ("tab", "turn", "seen")}
    typed = {name: value for name, value in found.items() if name.startswith("q-")}
    return {**typed, **fields, "asked": KEYS}


def saves(phone: Phone, bundle: UUID, page: dict[str, object]) -> HttpResponse:
    page["turn"] = int(str(page["turn"])) + 1
    return phone.post(f"{here(bundle)}/save", page)


def test_what_is_typed_is_saved_and_the_page_hears_it(an: Phone, world: World) -> None:
    bundle = begins(an)
    page = an.get(here(bundle))
    assert f'data-mc-saving="{here(bundle)}/save"' in page.content.decode()

    answer = saves(an, bundle, opened(an, bundle) | {NAME: "Nguyễn Minh Châu"})

    told = json.loads(answer.content)
    assert (answer.status_code, told["conflicts"]) == (200, [])
    assert set(told["marks"]) == set(KEYS)
    kept = queries.bundle_draft(bundle, by=world.an)
    assert kept.answers["birth_child_name"] == "Nguyễn Minh Châu"


def test_half_a_date_is_there_on_the_next_device(an: Phone, world: World) -> None:
    bundle = begins(an)

    saves(an, bundle, opened(an, bundle) | {DAY: "10"})

    elsewhere = values(Phone(world.an).get(here(bundle)))
    assert (elsewhere[DAY], elsewhere[YEAR]) == ("10", "")


def test_two_tabs_and_neither_is_written_over(an: Phone, world: World) -> None:
    bundle = begins(an)
    first, second = opened(an, bundle), opened(an, bundle)
    saves(an, bundle, first | {NAME: "Nguyễn Minh Châu"})

    late = second | {NAME: "Nguyễn Minh Anh", "q-birth_child_sex": "female"}
    (conflict,) = json.loads(saves(an, bundle, late).content)["conflicts"]

    assert (conflict["key"], conflict["theirs"]) == ("birth_child_name", "Nguyễn Minh Châu")
    kept = queries.bundle_draft(bundle, by=world.an).answers
    assert (kept["birth_child_name"], kept["birth_child_sex"]) == ("Nguyễn Minh Châu", "female")


def test_without_script_both_answers_are_shown_and_one_is_chosen(an: Phone, world: World) -> None:
    bundle = begins(an)
    first, second = opened(an, bundle), opened(an, bundle)
    an.post(here(bundle), first | {NAME: "Nguyễn Minh Châu"})
    second |= {NAME: "Nguyễn Minh Anh"}

    asked = an.post(here(bundle), second)
    again = second | {name: values(asked)[name] for name in ("seen", "tab", "other")}
    an.post(here(bundle), again | {"choose-birth_child_name": "mine"})

    assert asked.status_code == 409
    assert "Nguyễn Minh Châu" in said(asked)
    assert "Bạn đã sửa ở nơi khác" in said(asked)
    kept = queries.bundle_draft(bundle, by=world.an).answers
    assert kept["birth_child_name"] == "Nguyễn Minh Anh"


def test_a_page_hears_why_it_is_not_saved(an: Phone, world: World) -> None:
    bundle = begins(an)
    page, careful = opened(an, bundle), Phone(world.an, careful=True)

    assert saves(Phone(world.binh), bundle, page).status_code == 404
    assert an.post(f"/others/{bundle}/pages/birth_child/save", page).status_code == 404
    assert saves(careful, bundle, page).status_code == 403
    token = json.loads(careful.get(f"{here(bundle)}/save").content)["token"]
    assert saves(careful, bundle, page | {"csrfmiddlewaretoken": token}).status_code == 200
    an.lose_session()
    assert saves(an, bundle, page).status_code == 401


def test_a_page_sent_after_the_session_ended_is_there_after_the_sign_in(
    an: Phone, world: World
) -> None:
    bundle = begins(an)
    page = opened(an, bundle) | {NAME: "Nguyễn Minh Châu"}
    an.lose_session()

    away = an.post(here(bundle), page)
    an.sign_in(world.an)
    back = an.get(here(bundle))

    assert "/sign-in" in away.headers["Location"]
    assert values(back)[NAME] == "Nguyễn Minh Châu"
    assert "phiên làm việc đã hết hạn" in said(back)


def test_what_was_filed_is_saved_no_more(an: Phone, world: World) -> None:
    bundle = begins(an)
    page = opened(an, bundle)
    operations.save_answers(bundle_id=bundle, answers=ANSWERS, by=world.an, at=TUESDAY)
    operations.file_bundle(bundle_id=bundle, key="k", by=world.an, at=TUESDAY)

    assert saves(an, bundle, page).status_code in (404, 409)
    assert an.post(here(bundle), page).headers["Location"] == f"/bundles/{bundle}"


def test_a_double_click_begins_one_draft_and_keeps_what_was_typed(an: Phone, world: World) -> None:
    key = values(an.get(f"/groups/{the.GROUP}/start"))["key"]
    first = begins(an, key=key)
    saves(an, first, opened(an, first) | {NAME: "Nguyễn Minh Châu"})

    second = begins(an, key=key)

    assert first == second
    kept = queries.bundle_draft(first, by=world.an).answers
    assert kept["birth_child_name"] == "Nguyễn Minh Châu"
    offered = an.get(f"/groups/{the.GROUP}/start")
    assert "Bạn đã có hồ sơ đang soạn" in said(offered)
    assert f"/bundles/{first}" in links(offered)


@pytest.mark.parametrize("key", ["a\x00b", "\x1b[2J", "x" * 500, ""])
def test_an_odd_key_of_the_button_begins_a_draft_all_the_same(an: Phone, key: str) -> None:
    assert an.get(here(begins(an, key=key))).status_code == 200


def test_saving_costs_as_little_as_in_any_draft(an: Phone) -> None:
    bundle = begins(an)
    page = opened(an, bundle)
    a_warm(an, here(bundle))
    saves(an, bundle, page)

    assert spent(lambda: saves(an, bundle, page | {NAME: "Nguyễn Minh Châu"})) <= 6


MUM = ["birth_mum_name", "birth_mum_born_on", "birth_mum_id", "birth_mum_ethnicity",
       "birth_mum_nationality", "birth_mum_home"]  # fmt: skip


def is_mother(an: Phone) -> UUID:
    bundle = begins(an)
    an.post(f"/bundles/{bundle}/pages/birth_who", {
        "asked": ["birth_relation"], "q-birth_relation": "mother",
    })  # fmt: skip
    return bundle


def test_the_start_says_which_registers_are_looked_up(an: Phone, world: World) -> None:
    told = said(an.get(f"/groups/{the.GROUP}/start"))
    bundle = begins(an)

    assert "Cơ sở dữ liệu quốc gia về dân cư" in told
    subjects = {each.subject for each in registers.look_ups(str(world.an.person), by=world.an)}
    assert subjects == {f"bundle:{bundle}"}


def test_facts_are_shown_with_their_source_and_confirmed(an: Phone, world: World) -> None:
    bundle = is_mother(an)

    page = an.get(f"/bundles/{bundle}/pages/birth_mum_self")
    an.post(f"/bundles/{bundle}/pages/birth_mum_self", {**values(page), "asked": MUM, "go": "on"})

    assert "Cơ sở dữ liệu quốc gia về dân cư, 12/04/2021" in said(page)
    assert b'type="hidden" name="q-birth_mum_name"' in page.content
    source = queries.bundle_draft(bundle, by=world.an).sources["birth_mum_name"]
    assert source.origin is Origin.REGISTER
    assert source.confirmed_at is not None


def test_a_wrong_fact_is_corrected_with_a_reason(an: Phone, world: World) -> None:
    bundle = is_mother(an)
    page = an.get(f"/bundles/{bundle}/pages/birth_mum_self")

    aside = an.post(f"/bundles/{bundle}/pages/birth_mum_self", {
        **values(page), "asked": MUM, "fix": "birth_mum_name",
    })  # fmt: skip
    where = aside.headers["Location"]
    back = an.post(where, {
        "asked": ["birth_mum_name", "fact_why", "fact_proof"],
        "q-birth_mum_name": "Nguyễn Thị An Bình", "q-fact_why": "Tôi đã đổi tên",
    })  # fmt: skip

    assert where == f"/bundles/{bundle}/facts/birth_mum_name"
    assert "Nguyễn Thị An" in said(an.get(where))
    assert back.headers["Location"].startswith(f"/bundles/{bundle}/pages/birth_mum_self")
    source = queries.bundle_draft(bundle, by=world.an).sources["birth_mum_name"]
    assert (source.is_correction, source.why) == (True, "Tôi đã đổi tên")
    assert Phone(world.binh).get(where).status_code == 404


def test_a_draft_that_soon_goes_is_told_on_her_page_and_kept_with_a_button(
    an: Phone, world: World
) -> None:
    bundle = the.a_draft(world)
    (rule,) = KEEPINGS
    operations.warn_of_expiry(by=SYSTEM, at=the.later(days=rule.days) - rule.notice)

    told = an.get("/mine")
    kept = an.post(f"/bundles/{bundle}/keep")

    assert "bản nháp bị xóa ngày 15/02/2027" in said(told)
    assert "Giữ thêm" in said(told)
    assert kept.headers["Location"] == "/mine"
    assert "Sắp bị xóa" not in said(an.get("/mine"))
    assert Phone(world.binh).post(f"/bundles/{bundle}/keep").status_code == 404
