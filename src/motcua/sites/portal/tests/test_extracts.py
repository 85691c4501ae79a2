"""A paper that a register holds: looked up with a button, used with another, or a file sent."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import pytest

from motcua.foundation import plugs
from motcua.kernel.errors import Weather
from motcua.modules.catalogue.tests.factories import a_published, changed, small_files
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules.sharing import Purpose
from motcua.modules.dossiers.tests.world import World
from motcua.modules.forms.rules import File, Origin
from motcua.modules.registers import queries as registers
from motcua.modules.registers.ports import Extract, Registers, Subject
from motcua.modules.registers.rules import RegisterCode

from .phones import Phone, errors, said
from .test_filling import a_png

KITE, PAGE = "9.000001", "kite"
KITES = {"q-size": "3", "q-colour": "red", "asked": ["size", "colour", "photo"]}


def _offers(document_type: str) -> None:
    """The small procedure, whose photo is a paper of this type that a register holds."""
    register = f"  sources: [register, upload]\n  document_type: {document_type}\n"
    a_published(changed(small_files(), "components.yaml", "  sources: [upload]\n", register))


def _begun(an: Phone) -> tuple[UUID, str]:
    draft = an.starts(KITE)
    return draft, f"/drafts/{draft}/pages/{PAGE}"


def _pressed(an: Phone, draft: UUID, **button: str) -> str:
    answer = an.fills(draft, PAGE, {**KITES, **button})
    assert answer.status_code == 302, errors(answer)
    return said(an.get(f"/drafts/{draft}/pages/{PAGE}"))


def _ref(draft: UUID, world: World) -> str:
    (offer,) = queries.register_offers(draft, ["photo"], by=world.an)
    return offer.ref


def test_it_is_looked_up_only_when_asked_and_shown_with_where_it_is_from(
    an: Phone, world: World
) -> None:
    _offers("identity_document")
    draft, page = _begun(an)
    before = registers.look_ups(str(world.an.person), by=world.an)

    first = said(an.get(page))
    told = _pressed(an, draft, look="photo")

    assert "Có thể bạn không phải gửi giấy này" in first
    assert "Thẻ căn cước" not in first
    assert "Cơ quan tra cứu được: Thẻ căn cước, số 001196000000" in told
    assert "theo Cơ sở dữ liệu quốc gia về dân cư, ngày" in told
    assert "Hoặc tải tệp của bạn lên ở dưới" in told
    assert len(registers.look_ups(str(world.an.person), by=world.an)) == len(before) + 1


def test_used_it_stands_for_the_file_and_the_dossier_is_filed(an: Phone, world: World) -> None:
    _offers("identity_document")
    draft, _page = _begun(an)
    _pressed(an, draft, look="photo")

    told = _pressed(an, draft, use=f"photo|{_ref(draft, world)}")

    assert "tra cứu ở Cơ sở dữ liệu quốc gia về dân cư" in told
    assert "Dùng bản tra cứu này" not in told
    source = queries.draft(draft, by=world.an).sources["photo"]
    assert (source.origin, source.name) == (Origin.REGISTER, "population")
    assert an.fills(draft, PAGE, {**KITES, "go": "on"}).status_code == 302
    assert "tra cứu ở Cơ sở dữ liệu" in said(an.get(f"/drafts/{draft}/check"))
    assert an.post(f"/drafts/{draft}/check").status_code == 302
    assert queries.dossier(draft, by=world.an).number
    log = said(an.get("/look-ups"))
    assert "giấy tờ tùy thân" in log


def test_a_file_may_be_sent_instead(an: Phone, world: World) -> None:
    _offers("identity_document")
    draft, page = _begun(an)
    _pressed(an, draft, look="photo")

    an.fills(draft, PAGE, {**KITES, "q-photo": a_png(), "go": "on"})

    (held,) = File().clean(queries.draft(draft, by=world.an).answers["photo"]) or []
    assert "cited" not in held
    assert "Dùng bản tra cứu này" not in said(an.get(page))


def test_after_all_a_file_takes_its_place_and_corrects_nothing(an: Phone, world: World) -> None:
    _offers("identity_document")
    draft, _page = _begun(an)
    _pressed(an, draft, look="photo")
    _pressed(an, draft, use=f"photo|{_ref(draft, world)}")
    (held,) = File().clean(queries.draft(draft, by=world.an).answers["photo"]) or []

    removed = {**KITES, "q-photo-remove": str(held["sha256"]), "q-photo": a_png()}
    an.fills(draft, PAGE, removed)

    card = queries.draft(draft, by=world.an)
    (now,) = File().clean(card.answers["photo"]) or []
    assert now["name"] != held["name"]
    assert not card.sources["photo"].is_correction


def test_where_consent_is_needed_it_is_asked_for_first(an: Phone) -> None:
    _offers("driver_health_certificate")
    draft, page = _begun(an)

    first = said(an.get(page))
    refused = an.fills(draft, PAGE, {**KITES, "look": "photo"})
    told = _pressed(an, draft, **{"look": "photo", "agreed-photo": "yes"})

    assert "Tôi đồng ý để cơ quan tra cứu" in first
    assert refused.status_code == 422
    assert "Cần bạn đồng ý" in said(refused)
    assert "có giá trị đến" in told


@pytest.mark.parametrize(
    ("document_type", "words"),
    [
        ("driving_licence", "đã bị thu hồi"),
        ("driver_health_certificate", "đã hết hạn"),
        ("land_certificate", "Không tìm thấy giấy tờ này"),
    ],
)
def test_what_cannot_be_used_is_said_plainly(binh: Phone, document_type: str, words: str) -> None:
    _offers(document_type)
    draft, _page = _begun(binh)

    told = _pressed(binh, draft, **{"look": "photo", "agreed-photo": "yes"})

    assert words in told
    assert "Dùng bản tra cứu này" not in told
    assert "Tra cứu lại" in told


class Silent:
    code = RegisterCode.POPULATION

    def look_up(
        self, subject: Subject, *, facts: Collection[str], documents: Collection[str],
        ref: str, at: datetime,
    ) -> Extract | None:  # fmt: skip
        del subject, facts, documents, ref, at
        raise Weather("down")


def test_a_register_that_is_down_keeps_nobody_from_sending_a_file(an: Phone) -> None:
    _offers("identity_document")
    draft, _page = _begun(an)

    with plugs.instead(Registers, Registers((Silent(),))):
        told = _pressed(an, draft, look="photo")

    assert "Cơ sở dữ liệu chưa trả lời" in told


def test_a_helper_is_shown_no_register(an: Phone, binh: Phone, world: World) -> None:
    _offers("identity_document")
    draft, page = _begun(an)
    at = datetime.now().astimezone()
    invited = dossiers.invite(dossier_id=draft, purpose=Purpose.FILL, days=1, by=world.an, at=at)
    dossiers.accept_invitation(token=invited.token, code=invited.code, by=world.binh, at=at)
    _pressed(an, draft, look="photo")

    assert "Tra cứu" not in said(binh.get(page))
    binh.fills(draft, PAGE, {**KITES, "look": "photo", "use": f"photo|{_ref(draft, world)}"})
    assert "photo" not in queries.draft(draft, by=world.an).answers


def test_a_button_somebody_made_up_does_nothing(an: Phone, world: World) -> None:
    _offers("identity_document")
    draft, _page = _begun(an)

    for made_up in ({"use": "photo|x"}, {"use": "size|x"}, {"look": "size"}, {"look": "nothing"}):
        _pressed(an, draft, **made_up)

    assert "photo" not in queries.draft(draft, by=world.an).answers
