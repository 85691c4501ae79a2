"""The counter: a card, a sheet, a reading back, and the person's word before it is filed."""

import json
from uuid import UUID

import pytest
from django.http import HttpResponse
from lxml import html

from motcua.design.page import now
from motcua.foundation import journal, plugs
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import EXTRACT, PACKAGES, TUESDAY, World
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.forms.tests.places import FewPlaces
from motcua.modules.mandates import queries as held
from motcua.modules.mandates.tests.test_operations import a_claim
from motcua.modules.people import queries as people
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Messenger
from motcua.modules.people.proving import Stage
from motcua.modules.people.tests.post import Post

from .desks import Desk

pytestmark = pytest.mark.django_db
CARD = "001196000000||Nguyễn Thị An|15031996|Nữ|Số 12, Hoàn Kiếm|01012022"
TYPED = {
    "q-acting_as": "self", "q-own_name": "Nguyễn Thị An", "q-own_born_on-day": "15",
    "q-own_born_on-month": "3", "q-own_born_on-year": "1996", "q-own_id": "001196000000",
    "q-phone": "0912 345 678", "q-record_kind": "birth", "q-registered_year": "1996",
    "q-registered_abroad": "no", "q-copies": "3", "q-truthful": "yes",
}  # fmt: skip


@pytest.fixture
def chi(world: World) -> Desk:
    return Desk(world.receiver)


def begin(chi: Desk, **typed: str) -> HttpResponse:
    answer: HttpResponse = chi.client.post(  # type: ignore[assignment]  # the test client's own
        "/desk/counter", {"procedure": EXTRACT, "card": CARD, **typed}
    )
    return answer


def write(chi: Desk, where: str, typed: dict[str, str]) -> HttpResponse:
    """Type over the sheet as it stands and press its button."""
    page = html.fromstring(chi.client.get(where).content)
    form = page.forms[-1]
    values: dict[str, list[object]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    answer: HttpResponse = chi.client.post(where, {**values, **typed})  # type: ignore[assignment]
    return answer


def written(chi: Desk) -> str:
    where: str = begin(chi)["Location"]
    for _ in range(4):
        answer = write(chi, where, TYPED)
        if answer.status_code == 302:
            return str(answer["Location"])
    raise AssertionError(answer.content.decode())


def test_a_card_a_sheet_a_signature_and_it_is_filed(chi: Desk, world: World) -> None:
    where = written(chi)
    assert where.endswith("/read")
    draft = UUID(where.split("/")[3])
    mark = queries.undersigned_of(draft, by=world.receiver, now=now()).mark
    paper = chi.client.get(where.replace("/read", "/print")).content.decode()
    assert mark in paper
    assert "Nguyễn Thị An" in paper

    wrong = chi.client.post(where, {"deed": "mark", "mark": "ffff-ffff"})
    assert wrong.status_code == 422
    filed = chi.client.post(where, {"deed": "mark", "mark": mark})

    assert filed["Location"] == f"/desk/dossiers/{draft}?done=filed"
    card = queries.dossier(draft, by=world.an)
    assert (card.channel, card.assisted_by) == ("counter", world.receiver.id)
    assert "ghi giúp tại quầy" in chi.client.get(f"/desk/dossiers/{draft}").content.decode()
    again = chi.client.post(where, {"deed": "mark", "mark": mark})
    assert again["Location"] == f"/desk/dossiers/{draft}"


def test_nothing_is_filed_unconfirmed(chi: Desk, world: World) -> None:
    where = written(chi)
    answer = chi.client.post(where, {"deed": "file"})
    assert answer.status_code == 422
    assert "chưa xác nhận" in answer.content.decode()


@pytest.mark.parametrize("typed", [
    {"card": "nonsense"}, {"card": "", "number": "12"}, {"procedure": "9.999999"},
    {"card": "", "number": "001196000000", "name": "", "born-day": "15"},
])  # fmt: skip
def test_what_is_wrong_is_told(chi: Desk, typed: dict[str, str]) -> None:
    answer = begin(chi, **typed)
    assert answer.status_code == 422
    assert "Có chỗ cần sửa" in answer.content.decode()


def test_a_card_of_another_name_is_not_taken(chi: Desk, world: World) -> None:
    answer = begin(chi, card=CARD.replace("Nguyễn Thị An", "Trần Thị Khác"))
    assert answer.status_code == 409
    assert "tên hoặc ngày sinh khác" in answer.content.decode()


def test_the_counter_is_for_those_who_sit_there(world: World) -> None:
    for actor in (world.case_officer, world.signatory):
        assert Desk(actor).client.get("/desk/counter").status_code == 403
    assert Desk(world.binh).client.get("/desk/counter").status_code != 200


def test_another_clerk_does_not_find_the_sheet(chi: Desk, world: World) -> None:
    where: str = begin(chi)["Location"]
    for other in (world.elsewhere, world.center_head):
        for path in (where, f"{where}/read", f"{where}/print"):
            assert Desk(other).client.get(path).status_code == 404


def test_a_claim_is_looked_at_and_accepted(chi: Desk, world: World) -> None:
    mandate = a_claim(world.an)
    assert f"/desk/mandates/{mandate}" in chi.client.get("/desk/counter").content.decode()
    assert "001220000011" in chi.client.get(f"/desk/mandates/{mandate}").content.decode()
    assert chi.client.get(f"/desk/mandates/{mandate}/proof").status_code == 200
    assert Desk(world.elsewhere).client.get(f"/desk/mandates/{mandate}").status_code == 404
    chi.client.post(f"/desk/mandates/{mandate}", {"deed": "confirm"})
    assert held.mandate(mandate, by=world.an).is_live


def test_a_claim_is_turned_down_with_a_reason(chi: Desk, world: World) -> None:
    mandate = a_claim(world.an)
    bare = chi.client.post(f"/desk/mandates/{mandate}", {"deed": "turn_down"})
    assert bare.status_code == 422
    chi.client.post(f"/desk/mandates/{mandate}", {"deed": "turn_down", "reason": "Không rõ"})
    assert held.mandate(mandate, by=world.an).reason == "Không rõ"


def test_the_counter_speaks_english(world: World) -> None:
    chi = Desk(world.receiver, language="en")
    mandate = a_claim(world.an)
    where = written(Desk(world.receiver)).replace("/desk/", "/en/desk/")
    pages = {
        "/en/desk/counter": "Scan the QR code on the identity card",
        where.replace("/read", ""): "Save and read it back",
        where: "The applicant confirms",
        where.replace("/read", "/print"): "Code of this sheet",
        f"/en/desk/mandates/{mandate}": "The paper is right: accept",
    }
    for path, told in pages.items():
        assert told in chi.client.get(path).content.decode()


SHOP = {
    "q-acting_as": "owner", "q-own_name": "Nguyễn Thị An", "q-own_born_on-day": "15",
    "q-own_born_on-month": "3", "q-own_born_on-year": "1996", "q-own_sex": "female",
    "q-own_id": "001196000000", "q-phone": "0912 345 678", "q-email": "an@example.vn",
    "q-founded_by": "one", "q-business_name": "Phở Hoa Sen", "q-premises-province": "01",
    "q-premises-commune": "00070", "q-premises-detail": "12 Tràng Tiền",
    "q-trades-rows": "1", "q-trades-0-what": "Bán phở", "q-trades-0-code": "5610",
    "q-capital": "50000000", "q-employees": "0", "q-tax_method": "declared",
    "q-one_only": "yes", "q-right_of_use": "yes", "q-truthful": "yes",
}  # fmt: skip


def test_the_person_reads_out_the_code_that_proves_their_address(chi: Desk, world: World) -> None:
    files = gather(PACKAGES / "1.001612")
    catalogue.publish(
        revision=catalogue.import_package(files=files, by=SYSTEM, at=TUESDAY),
        by=SYSTEM, at=TUESDAY,
    )  # fmt: skip
    with plugs.instead(Messenger, post := Post()), plugs.instead(PlaceNames, FewPlaces()):
        where: str = begin(chi, procedure="1.001612")["Location"]
        for _ in range(4):
            answer = write(chi, where, SHOP)
            if answer.status_code == 422 and b"q-email-code" not in answer.content:
                break
        errors = html.fromstring(answer.content).xpath("//*[@class='govuk-error-summary']//a")
        assert [each.get("href") for each in errors] == ["#q-email"]

        asked = write(chi, where, {**SHOP, "q-email-prove": "1"})
        assert asked.status_code == 200
        code = post.code()
        assert post.sent[0].to == "an@example.vn"
        for _ in range(6):
            # What the script has read while it is typed is no try.
            half = write(chi, where, {**SHOP, "q-email-code": code[:3], "read": "on"})
            assert "told" in json.loads(half.content)
        wrong = write(chi, where, {**SHOP, "q-email-code": "1"})
        assert (wrong.status_code, b"govuk-error-summary" in wrong.content) == (422, True)
        read = write(chi, where, {**SHOP, "q-email-code": code})

    assert read["Location"].endswith("/read")
    person = UUID(world.an.person or "")
    mail = MessageChannel.EMAIL
    stage = people.proof_stage(person, mail, "an@example.vn", by=world.an, at=now())
    assert stage is Stage.PROVED
    told = journal.timeline(("person", str(person)))
    proofs = [each for each in told if each.kind == "people.contact_proved/1"]
    assert [each.actor for each in proofs] == [world.receiver.id]
