"""A paper that one has already is cited, and nobody can make a citation up."""

from uuid import UUID

import pytest

from motcua.kernel.errors import NotFound
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import World
from motcua.modules.forms.rules import File

from .phones import EXTRACT_PAGES, Phone, said, values
from .test_filling import a_png

PAPER = "authority_paper"
AUTHORISED = {
    **EXTRACT_PAGES,
    "who": {"q-acting_as": "authorised"},
    "requester": {"q-requester_name": "Nguyễn Thị An", "q-requester_id": "001196000000"},
    "relation": {"q-relation": "child"},
    "subject": {
        "q-subject_name": "Lê Thị Hạnh",
        "q-subject_born_on-day": "1", "q-subject_born_on-month": "2",
        "q-subject_born_on-year": "1970",
    },
}  # fmt: skip


def _filed_with_a_paper(an: Phone, world: World) -> str:
    """A dossier filed for somebody with a written authority; its number."""
    draft = an.starts()
    for key, typed in AUTHORISED.items():
        if key != "yourself":
            an.fills(draft, key, typed)
    an.fills(draft, "authority", {f"q-{PAPER}": a_png(), "asked": PAPER})
    an.post(f"/drafts/{draft}/check", {"key": "k"})
    return queries.dossier(draft, by=world.an).number


def _again(an: Phone) -> UUID:
    draft = an.starts()
    an.fills(draft, "who", {"q-acting_as": "authorised"})
    return draft


def test_a_paper_handed_in_before_is_offered_and_cited(an: Phone, world: World) -> None:
    number = _filed_with_a_paper(an, world)
    draft = _again(an)

    page = an.get(f"/drafts/{draft}/pages/authority")
    assert f"đã nộp trong hồ sơ {number}" in said(page)
    (offer,) = queries.citable("authority", by=world.an)
    an.fills(draft, "authority", {**values(page), "cite": f"{PAPER}|{offer.ref}"})

    card = queries.draft(draft, by=world.an)
    held = File().clean(card.answers[PAPER]) or []
    assert [str(each["cited"]).count(number) for each in held] == [1]
    assert card.sources[PAPER].name == number


def test_what_others_handed_in_is_not_theirs_to_cite(an: Phone, binh: Phone, world: World) -> None:
    _filed_with_a_paper(an, world)
    (offer,) = queries.citable("authority", by=world.an)

    assert queries.citable("authority", by=world.binh) == []
    with pytest.raises(NotFound):
        queries.citation(offer.ref, "authority", by=world.binh)
