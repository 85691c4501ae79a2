"""Officers read the copy, fetch the original, and are told what to know of both."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue.tests.factories import a_published, changed, small_files
from motcua.modules.documents import errands, operations
from motcua.modules.documents import reactions as upkeep
from motcua.modules.documents.tests.factories import Desk as Examiners
from motcua.modules.documents.tests.factories import a_desk
from motcua.modules.dossiers import looking_up, queries
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.tests.stories import SELF, a_filed_dossier
from motcua.modules.dossiers.tests.world import TUESDAY, WARD, World
from motcua.modules.registers.rules import EXTRACT

from .desks import Desk, said

CONTENT = b"%PDF-1.7 a foreign record of birth"


@pytest.fixture(autouse=True)
def examiners() -> Iterator[Examiners]:
    with a_desk() as found:
        yield found


def hand_in(world: World, content: bytes = CONTENT) -> dict[str, object]:
    assert world.an.person is not None
    card = errands.receive(
        content=content, owner=UUID(world.an.person), name="khai-sinh.pdf", by=world.an, at=TUESDAY
    )
    return {**card.entry, "originality": "certified"}


def a_dossier(world: World, entry: dict[str, object]) -> UUID:
    answers = {**SELF, "registered_abroad": True, "foreign_paper": [entry]}
    return a_filed_dossier(world, answers=answers)


def test_the_copy_is_read_and_the_original_fetched(world: World) -> None:
    entry = hand_in(world)
    jobs.run_due()
    dossier = a_dossier(world, entry)
    desk, key = Desk(world.receiver), entry["sha256"]

    page = desk.open(dossier)

    assert "bản sao có chứng thực" in said(page)
    assert f"/files/{key}/copy" in page.content.decode()
    copy = desk.open(dossier, f"files/{key}/copy")
    assert copy.content.startswith(b"%PDF-1.7 copy")
    assert copy["Content-Disposition"].startswith("inline")
    original = desk.open(dossier, f"files/{key}")
    assert original.content == CONTENT
    assert original["Content-Disposition"].endswith('.pdf"')
    assert desk.open(dossier, f"files/{key}/picture")["Content-Type"] == "image/jpeg"
    for door in ("", "/copy", "/picture"):
        assert Desk(world.elsewhere).open(dossier, f"files/{key}{door}").status_code == 404
        assert desk.open(dossier, f"files/{'0' * 64}{door}").status_code == 404


def test_what_still_waits_is_filed_and_said_to_wait(world: World, examiners: Examiners) -> None:
    examiners.is_away = True
    entry = hand_in(world)
    dossier = a_dossier(world, entry)

    desk = Desk(world.receiver)
    assert "chưa quét mã độc xong" in said(desk.open(dossier))
    assert desk.open(dossier, f"files/{entry['sha256']}/copy").status_code == 404
    answer = desk.open(dossier, f"files/{entry['sha256']}")
    assert answer.status_code == 302
    assert answer["Location"].endswith("/unscanned")
    page = desk.open(dossier, f"files/{entry['sha256']}/unscanned")
    assert "quay lại sau ít phút" in said(page)
    assert desk.post(dossier, f"files/{entry['sha256']}/unscanned", {}).status_code == 404


def test_where_the_scanner_is_away_too_long_the_copy_is_read_with_a_warning_and_noted(
    world: World, examiners: Examiners
) -> None:
    examiners.is_away = True
    entry = hand_in(world)
    dossier = a_dossier(world, entry)
    upkeep.check_again(at=TUESDAY + timedelta(days=1))
    desk, door = Desk(world.receiver), f"files/{entry['sha256']}/unscanned"

    assert door in desk.open(dossier).content.decode()
    assert "chưa ai quét" in said(desk.open(dossier, door))
    copy = desk.post(dossier, door, {})

    assert copy.content.startswith(b"%PDF-1.7 copy")
    assert "Đã đọc bản sao của tệp chưa quét" in said(desk.open(dossier))
    assert desk.open(dossier, f"files/{entry['sha256']}").status_code == 302
    assert Desk(world.elsewhere).open(dossier, door).status_code == 404
    assert Desk(world.elsewhere).post(dossier, door, {}).status_code == 404


def test_malware_found_after_filing_opens_for_nobody(world: World) -> None:
    entry = hand_in(world, CONTENT + b"EICAR")
    dossier = a_dossier(world, entry)
    jobs.run_due()

    desk, key = Desk(world.receiver), entry["sha256"]
    assert "đã cách ly" in said(desk.open(dossier))
    assert desk.open(dossier, f"files/{key}").status_code == 404
    assert desk.open(dossier, f"files/{key}/copy").status_code == 404


def test_what_was_erased_is_not_there_any_more(world: World) -> None:
    entry = hand_in(world)
    jobs.run_due()
    dossier = a_dossier(world, entry)
    assert world.an.person is not None
    operations.erase_person(person=UUID(world.an.person), by=SYSTEM, at=TUESDAY)

    desk = Desk(world.receiver)
    page = desk.open(dossier)
    assert page.status_code == 200
    assert "có thể không mở được nữa" in said(page)
    assert desk.open(dossier, f"files/{entry['sha256']}").status_code == 404


def test_what_a_register_told_is_marked_and_read_on_a_page_of_its_own(world: World) -> None:
    register = "  sources: [register, upload]\n  document_type: identity_document\n"
    a_published(changed(small_files(), "components.yaml", "  sources: [upload]\n", register))
    draft = dossiers.start_draft(procedure="9.000001", agency=WARD, by=world.an, at=TUESDAY)
    looking_up.look_up_paper(
        draft_id=draft, question="photo", has_agreed=False, by=world.an, at=TUESDAY
    )
    (offer,) = queries.register_offers(draft, ["photo"], by=world.an)
    looking_up.cite(draft_id=draft, question="photo", ref=offer.ref, by=world.an, at=TUESDAY)
    rest = {"size": 3, "colour": "red"}
    dossiers.save_answers(dossier_id=draft, answers=rest, by=world.an, at=TUESDAY)
    dossiers.file(dossier_id=draft, key="k", by=world.an, at=TUESDAY)
    entry = queries.current_answers(draft, by=world.receiver)["photo"]
    assert isinstance(entry, list)
    key, desk = entry[0]["sha256"], Desk(world.receiver)

    page = said(desk.open(draft))
    extract = desk.open(draft, f"files/{key}/extract")

    assert "Không phải tệp tải lên: Cơ sở dữ liệu quốc gia về dân cư trả lời" in page
    assert "001196000000" in said(extract)
    assert "Cục Cảnh sát" in said(extract)
    raw = desk.open(draft, f"files/{key}")
    assert raw["Content-Type"] == EXTRACT
    assert raw["Content-Disposition"].endswith('.json"')
    assert Desk(world.elsewhere).open(draft, f"files/{key}/extract").status_code == 404
    assert desk.open(draft, f"files/{'0' * 64}/extract").status_code == 404
