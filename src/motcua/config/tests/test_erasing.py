"""Erasing a person: asked for by number, refused while somebody works on it, and then for ever."""

from uuid import UUID

import pytest

from motcua.config import erasing
from motcua.foundation import files
from motcua.modules.documents import errands, queries
from motcua.modules.documents.tests.factories import A_PDF
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries as dossier_queries
from motcua.modules.dossiers.tests.stories import a_filed_dossier
from motcua.modules.dossiers.tests.world import EXTRACT, TUESDAY, WARD, World, found_world
from motcua.modules.mandates.tests.factories import a_live_mandate

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return found_world()


def test_what_they_handed_in_is_gone_and_so_are_their_drafts(world: World) -> None:
    an = UUID(str(world.an.person))
    card = errands.receive(content=A_PDF, owner=an, name="a.pdf", by=world.an, at=TUESDAY)
    draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=TUESDAY)
    dossiers.save_answers(
        dossier_id=draft, answers={"foreign_paper": [card.entry]}, by=world.an, at=TUESDAY
    )

    assert erasing._erase(str(an), is_sure=True, open_too=False) == 0

    assert dossier_queries.my_drafts(by=world.an) == []
    assert queries.my_documents(by=world.an) == []
    with pytest.raises(files.FileErased):
        files.read(card.sha256)


def test_what_they_write_for_others_is_not_theirs_to_lose(world: World) -> None:
    mandate = a_live_mandate(world.an, world.binh, EXTRACT)
    draft = dossiers.start_draft(
        procedure=EXTRACT, agency=WARD, mandate=mandate, by=world.binh, at=TUESDAY
    )

    erasing._erase(str(world.binh.person), is_sure=True, open_too=False)

    assert [row.id for row in dossier_queries.my_drafts(by=world.an)] == [draft]


def test_not_while_officers_need_them_unless_it_is_said(world: World) -> None:
    a_filed_dossier(world)
    an = str(world.an.person)
    assert erasing._erase(an, is_sure=True, open_too=False) == 1
    assert erasing._erase(an, is_sure=True, open_too=True) == 0


def test_people_are_found_by_their_number(world: World) -> None:
    assert erasing._found("001196000000") == [UUID(str(world.an.person))]
    assert erasing._erase("000000000000", is_sure=True, open_too=False) == 2
