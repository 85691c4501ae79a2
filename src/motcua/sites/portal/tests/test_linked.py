"""A link that fills in: shown to the person, marked, and never more than the form takes."""

from uuid import UUID

from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import EXTRACT, WARD, World
from motcua.modules.forms.rules import Origin

from .phones import Phone

LINK = f"/procedures/{EXTRACT}/start?a.copies=3&a.record_kind=birth&a.truthful=yes&a.colour=red"


def begun(an: Phone, link: str) -> UUID:
    answer = an.post(link, {"agency": WARD})
    return UUID(answer.headers["Location"].split("/drafts/")[1].split("/")[0])


def test_what_a_link_says_stands_in_the_draft_as_the_links(an: Phone, world: World) -> None:
    draft = queries.draft(begun(an, LINK), by=world.an)

    assert (draft.answers["copies"], draft.answers["record_kind"]) == (3, "birth")
    assert draft.sources["copies"].origin is Origin.LINK
    assert draft.sources["copies"].is_unconfirmed


def test_nobody_is_made_to_promise_by_a_link(an: Phone, world: World) -> None:
    assert "truthful" not in queries.draft(begun(an, LINK), by=world.an).answers


def test_what_is_known_goes_before_what_a_link_says(an: Phone, world: World) -> None:
    draft = begun(an, f"/procedures/{EXTRACT}/start?a.own_name=Kẻ%20Khác")

    assert queries.draft(draft, by=world.an).answers["own_name"] == "Nguyễn Thị An"
