"""Asked once: facts are shown with their source, confirmed, or corrected with a reason."""

from datetime import date
from uuid import UUID

from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import EXTRACT, World
from motcua.modules.forms.rules import Hand, Origin
from motcua.modules.registers import queries as registers
from motcua.modules.registers.rules import RegisterCode

from .phones import EXTRACT_PAGES, Phone, said, values

PAGE = "yourself"


def _begun(an: Phone) -> UUID:
    draft = an.starts()
    an.fills(draft, "who", {"q-acting_as": "self"})
    return draft


def _confirmed(an: Phone, draft: UUID) -> None:
    page = an.get(f"/drafts/{draft}/pages/{PAGE}")
    keys = ["own_name", "own_born_on", "own_id"]
    an.fills(draft, PAGE, {**values(page), "asked": keys, "go": "on"})


def test_the_start_says_which_registers_are_looked_up_and_why(an: Phone) -> None:
    told = said(an.get(f"/procedures/{EXTRACT}/start"))

    assert "Cơ sở dữ liệu quốc gia về dân cư" in told
    assert "118/2025/NĐ-CP" in told


def test_a_fact_is_shown_with_its_register_and_its_day_and_not_asked(an: Phone) -> None:
    draft = _begun(an)

    page = an.get(f"/drafts/{draft}/pages/{PAGE}")
    assert "Cơ sở dữ liệu quốc gia về dân cư, 12/04/2021" in said(page)
    assert b'type="hidden" name="q-own_name"' in page.content
    assert "Đúng, lưu và tiếp tục" in said(page)


def test_every_look_up_is_in_the_persons_log(an: Phone, world: World) -> None:
    draft = an.starts()

    (card,) = registers.look_ups(str(world.an.person), by=world.an)
    assert card.register is RegisterCode.POPULATION
    assert card.subject == f"dossier:{draft}"
    assert set(card.facts) == {
        "applicant.full_name", "applicant.birth_on", "applicant.personal_id",
    }  # fmt: skip


def test_what_one_goes_on_from_is_confirmed(an: Phone, world: World) -> None:
    draft = _begun(an)
    before = queries.draft(draft, by=world.an).sources["own_born_on"]
    assert before.is_unconfirmed

    _confirmed(an, draft)

    after = queries.draft(draft, by=world.an).sources["own_born_on"]
    assert (after.origin, after.name, after.as_of) == (
        Origin.REGISTER, "population", date(2021, 4, 12),
    )  # fmt: skip
    assert after.confirmed_at is not None
    assert after.hand is Hand.SELF


def test_a_wrong_fact_is_corrected_with_a_reason(an: Phone, world: World) -> None:
    draft = _begun(an)
    page = an.get(f"/drafts/{draft}/pages/{PAGE}")

    leads = an.fills(draft, PAGE, {**values(page), "fix": "own_name"})
    assert leads.headers["Location"].endswith(f"/drafts/{draft}/facts/own_name")
    asked = {"asked": ["own_name", "fact_why", "fact_proof"], "q-own_name": "Nguyễn Thị Ân"}
    bare = an.post(f"/drafts/{draft}/facts/own_name", asked)
    assert bare.status_code == 422
    an.post(f"/drafts/{draft}/facts/own_name", {**asked, "q-fact_why": "Đã đổi tên"})

    card = queries.draft(draft, by=world.an)
    source = card.sources["own_name"]
    assert card.answers["own_name"] == "Nguyễn Thị Ân"
    assert source.is_correction
    assert (source.held, source.why) == ("Nguyễn Thị An", "Đã đổi tên")
    again = said(an.get(f"/drafts/{draft}/pages/{PAGE}"))
    assert "Khác với Cơ sở dữ liệu quốc gia về dân cư" in again


def test_what_was_answered_before_is_offered_with_the_dossier_it_is_from(
    an: Phone, world: World
) -> None:
    first = an.fills_everything()
    an.post(f"/drafts/{first}/check", {"key": "k"})
    number = queries.dossier(first, by=world.an).number

    draft = queries.draft(an.starts(), by=world.an)
    earlier = queries.answered_before({"contact.phone"}, by=world.an)["contact.phone"]
    assert (earlier.answer, earlier.number) == ("0912345678", number)
    # Her account tells a phone, and comes first.
    assert draft.sources["phone"].origin is Origin.IDENTITY


def test_others_are_told_nothing_of_it(an: Phone, world: World) -> None:
    first = an.fills_everything()
    an.post(f"/drafts/{first}/check", {"key": "k"})

    assert queries.answered_before({"contact.phone"}, by=world.binh) == {}


def test_what_is_filed_says_of_every_answer_where_it_is_from(an: Phone, world: World) -> None:
    draft = an.starts()
    for key, typed in EXTRACT_PAGES.items():
        an.fills(draft, key, typed)
    an.post(f"/drafts/{draft}/check", {"key": "k"})

    told = queries.sources(draft, by=world.an)
    assert set(told) == set(queries.original(draft, by=world.an)[0])
    assert told["own_id"].origin is Origin.REGISTER
    assert told["copies"].origin is Origin.TYPED


def test_who_asked_about_her_is_hers_to_read(an: Phone, binh: Phone) -> None:
    an.starts()

    told = said(an.get("/look-ups"))
    assert "Cơ sở dữ liệu quốc gia về dân cư" in told
    assert "họ tên, ngày sinh" in told or "ngày sinh, họ tên" in told
    assert "Chưa có lần tra cứu nào" in said(binh.get("/look-ups"))
