"""What somebody has with us already: found by the type of the document, and by nobody else."""

import io
from collections.abc import Mapping

import pytest
from PIL import Image

from motcua.foundation import files
from motcua.kernel.actors import NOBODY
from motcua.modules.dossiers.queries.held import held_papers
from motcua.modules.results import queries as results

from . import stories
from .world import TUESDAY, World, found_world


@pytest.fixture
def world(db: None) -> World:
    return found_world()


def for_her_mother() -> Mapping[str, object]:
    """An asks for her mother's extract, with the paper that lets her."""
    held = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(held, "PNG")
    stored = files.store(held.getvalue(), at=TUESDAY)
    paper = {"sha256": stored.sha256, "name": "uy-quyen.png", "size": stored.size,
             "media_type": stored.media_type}  # fmt: skip
    return {
        "acting_as": "authorised", "requester_name": "Nguyễn Thị An",
        "requester_id": "001196000000", "phone": "0912345678", "relation": "child",
        "authority_paper": [paper], "record_kind": "marriage", "subject_name": "Trần Thị Hoa",
        "subject_born_on": "1970-01-02", "registered_abroad": False, "copies": 1, "truthful": True,
    }  # fmt: skip


def test_a_paper_given_once_is_known_by_its_type_and_day(world: World) -> None:
    dossier = stories.a_filed_dossier(world, answers=for_her_mother())

    (paper,) = held_papers(by=world.an)
    assert (paper.document_type, paper.dossier) == ("authority", dossier)
    assert not paper.is_result
    assert paper.on == TUESDAY.date()
    assert paper.number


def test_nobody_sees_what_others_gave(world: World) -> None:
    stories.a_filed_dossier(world, answers=for_her_mother())

    assert held_papers(by=world.binh) == []
    assert held_papers(by=NOBODY) == []


def test_a_dossier_without_files_gives_nothing(world: World) -> None:
    stories.a_filed_dossier(world)

    assert held_papers(by=world.an) == []


def test_results_in_force_are_found_for_many_subjects_at_once(world: World) -> None:
    dossier = stories.an_issued_dossier(world, method="ONLINE")
    other = stories.a_filed_dossier(world, key="other")

    (card,) = results.issued_for([("dossier", str(dossier)), ("dossier", str(other))], by=world.an)
    assert card.subject == ("dossier", str(dossier))
    assert card.number
