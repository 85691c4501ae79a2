"""Erasing a person: asked for by number, refused while somebody works on it, and then for ever."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from motcua.config import erasing, serving
from motcua.design.requests import SESSION_KEY
from motcua.foundation import files, jobs, journal, plugs, sealing
from motcua.foundation.sessions import SessionStore
from motcua.kernel.actors import SYSTEM
from motcua.modules.access.operations import give_key
from motcua.modules.access.queries import my_keys
from motcua.modules.access.rules import Kind, Scope, Wish
from motcua.modules.documents import errands, queries
from motcua.modules.documents.tests.factories import A_PDF, a_photo
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries as dossier_queries
from motcua.modules.dossiers.tests.stories import a_filed_dossier
from motcua.modules.dossiers.tests.world import (
    EXTRACT,
    TUESDAY,
    WARD,
    World,
    a_citizen,
    found_world,
)
from motcua.modules.mandates import queries as mandates
from motcua.modules.mandates.tests.factories import a_live_mandate
from motcua.modules.people import queries as people

pytestmark = pytest.mark.django_db
LATER = TUESDAY + timedelta(days=90)


def holds(dossier: UUID, sha256: str) -> None:
    """The dossier names the file, as if it had been filed with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_heldfile (dossier_id, file_id, held_at) VALUES (%s, %s, now())",
            [dossier, sha256],
        )


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


def test_what_was_stored_before_there_were_keys_is_gone_too(world: World) -> None:
    an = UUID(str(world.an.person))
    card = errands.receive(content=A_PDF, owner=an, name="a.pdf", by=world.an, at=TUESDAY)
    plugs.get(files.Shelf).put(card.sha256, A_PDF)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_filekey WHERE file_id = %s", [card.sha256])
        cursor.execute(
            "UPDATE foundation_storedfile SET lies_as = '' WHERE sha256 = %s", [card.sha256]
        )
    assert files.read(card.sha256) == A_PDF

    assert erasing._erase(str(an), is_sure=True, open_too=False) == 0

    sealing.seal_old(most=10, at=TUESDAY)
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


def test_what_was_filed_stays_as_the_law_says_and_all_else_is_gone(world: World) -> None:
    an = UUID(str(world.an.person))
    filed = errands.receive(content=A_PDF, owner=an, name="a.pdf", by=world.an, at=TUESDAY)
    loose = errands.receive(content=a_photo(), owner=an, name="b.jpg", by=world.an, at=TUESDAY)
    dossier = a_filed_dossier(world)
    holds(dossier, filed.sha256)
    a_live_mandate(world.an, world.binh, EXTRACT)
    jobs.run_due()
    give_key(wish=Wish("a", Kind.TOKEN, (Scope.READ,), LATER), by=world.an, at=TUESDAY)
    session = SessionStore()
    session[SESSION_KEY] = world.an.id
    session.save()
    jobs.run_due()
    assert people.my_notices(by=world.an)

    with serving.say.capture() as captured:
        assert erasing._erase(str(an), is_sure=True, open_too=True) == 0

    assert "33/2024/QH15" in captured.get().replace("\n", "")
    assert dossier_queries.dossier(dossier, by=world.receiver).applicant_name == "Nguyễn Thị An"
    assert files.read(filed.sha256) == A_PDF
    with pytest.raises(files.FileErased):
        files.read(loose.sha256)
    assert not SessionStore().exists(str(session.session_key))
    assert my_keys(by=world.an, at=TUESDAY) == []
    assert people.my_notices(by=world.an) == []
    assert mandates.standings(by=world.binh) == []
    card = people.person_card(an, by=SYSTEM)
    assert (card.full_name, card.phone, card.email) == ("Nguyễn Thị An", "", "")

    again = erasing.erase(an, at=TUESDAY)
    assert again == erasing.Erased(0, 0, 0, 0, 0, 0, 0)
    kinds = [entry.kind for entry in journal.timeline(("person", str(an)))]
    assert kinds.count("people.person_forgotten/1") == 1


def test_once_the_term_is_over_the_rest_goes_too(world: World) -> None:
    an = UUID(str(world.an.person))
    filed = errands.receive(content=A_PDF, owner=an, name="a.pdf", by=world.an, at=TUESDAY)
    dossier = a_filed_dossier(world)
    holds(dossier, filed.sha256)
    dossiers.withdraw(dossier_id=dossier, reason="", by=world.an, at=TUESDAY)
    erasing.erase(an, at=TUESDAY)
    (kept,) = dossier_queries.kept_of(an, by=SYSTEM, now=TUESDAY)
    assert kept.until == date(2096, 12, 31)
    assert files.read(filed.sha256) == A_PDF
    late = datetime(2097, 1, 1, tzinfo=UTC)
    erasing.erase(an, at=late)
    with pytest.raises(files.FileErased):
        files.read(filed.sha256)
    assert people.person_card(an, by=SYSTEM).full_name == ""


def test_who_filed_nothing_is_forgotten_wholly_and_comes_back_as_somebody_new(
    world: World,
) -> None:
    binh = UUID(str(world.binh.person))
    erasing.erase(binh, at=TUESDAY)
    card = people.person_card(binh, by=SYSTEM)
    assert (card.full_name, card.personal_id, card.birth_on) == ("", "", None)
    assert erasing._found("001092000000") == []
    assert a_citizen("binh", "Nguyễn Văn Bình", "001092000000").person != str(binh)
