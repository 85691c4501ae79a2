"""Marriage wants the word of both: the other signs just what is filed, or it is not."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import pytest

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue import queries as published
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.operations import Incomplete
from motcua.modules.dossiers.rules.sharing import Purpose
from motcua.modules.dossiers.rules.undersigning import CosignatureRefused, CosignatureVoid
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.forms.tests.places import FewPlaces

from .world import PACKAGES, TUESDAY, WARD, World, a_citizen

pytestmark = pytest.mark.django_db
MARRIAGE = "1.000894"
HOME = {"province": "01", "commune": "00070", "detail": "Số 12", "as_of": "2026-11-17"}
BOTH: Mapping[str, object] = {
    "i_am": "bride", "phone": "0900000001",
    "groom_name": "Nguyễn Văn Bình", "groom_born_on": "1992-09-02", "groom_id": "001092000000",
    "groom_ethnicity": "01", "groom_nationality": "VN", "groom_home": HOME,
    "groom_times": "never",
    "bride_name": "Nguyễn Thị An", "bride_born_on": "1996-03-15", "bride_id": "001196000000",
    "bride_ethnicity": "01", "bride_nationality": "VN", "bride_home": HOME,
    "bride_times": "never",
    "willing": True, "free": True, "come_on": "2026-11-20", "copies": 1, "truthful": True,
}  # fmt: skip


@pytest.fixture
def couple(world: World) -> World:
    """An and Bình of another house; what they want is on offer."""
    revision = catalogue.import_package(files=gather(PACKAGES / MARRIAGE), by=SYSTEM, at=TUESDAY)
    catalogue.publish(revision=revision, by=SYSTEM, at=TUESDAY)
    return world


@pytest.fixture(autouse=True)
def _places() -> object:
    with plugs.instead(PlaceNames, FewPlaces()):
        yield


def a_draft(couple: World) -> UUID:
    draft = dossiers.start_draft(procedure=MARRIAGE, agency=WARD, by=couple.an, at=TUESDAY)
    dossiers.save_answers(dossier_id=draft, answers=BOTH, by=couple.an, at=TUESDAY)
    return draft


def asked(couple: World, draft: UUID) -> str:
    return dossiers.ask_to_cosign(
        dossier_id=draft, cosigner="groom", by=couple.an, at=TUESDAY
    ).token


def shown(token: str, by: Actor) -> queries.ToSign:
    return queries.to_sign(token, by=by, now=TUESDAY)


def file(couple: World, draft: UUID) -> str:
    return dossiers.file(dossier_id=draft, key=str(draft), by=couple.an, at=TUESDAY)


def test_it_waits_for_the_other_and_is_filed_once_they_signed(couple: World) -> None:
    draft = a_draft(couple)
    with pytest.raises(Incomplete, match="cosignature-missing"):
        file(couple, draft)
    token = asked(couple, draft)
    seen = shown(token, couple.binh)
    assert (seen.applicant, seen.role.vi) == ("Nguyễn Thị An", "Bên nam")
    assert seen.answers["bride_name"] == "Nguyễn Thị An"
    dossiers.cosign(token=token, digest=seen.digest, by=couple.binh, at=TUESDAY)

    file(couple, draft)

    (signature,) = queries.cosignatures(draft, by=couple.an)
    assert (signature.name, signature.role.vi) == ("Nguyễn Văn Bình", "Bên nam")
    _answers, digest = queries.original(draft, by=couple.an)
    assert digest == seen.digest


def test_a_changed_answer_voids_the_signature(couple: World) -> None:
    draft = a_draft(couple)
    token = asked(couple, draft)
    seen = shown(token, couple.binh)
    dossiers.cosign(token=token, digest=seen.digest, by=couple.binh, at=TUESDAY)
    dossiers.save_answers(dossier_id=draft, answers={"copies": 5}, by=couple.an, at=TUESDAY)

    (card,) = queries.undersigned_of(draft, by=couple.an, now=TUESDAY).cosigners
    assert (card.is_signed, card.is_void) == (False, True)
    with pytest.raises(Incomplete, match="cosignature-missing"):
        file(couple, draft)
    with pytest.raises(CosignatureVoid):
        dossiers.cosign(token=token, digest=seen.digest, by=couple.binh, at=TUESDAY)
    fresh = shown(token, couple.binh)
    assert fresh.signed_at is None
    dossiers.cosign(token=token, digest=fresh.digest, by=couple.binh, at=TUESDAY)
    file(couple, draft)


def test_nobody_else_opens_the_link_or_signs(couple: World) -> None:
    draft = a_draft(couple)
    token = asked(couple, draft)
    digest = shown(token, couple.binh).digest
    stranger = a_citizen("x", "Nguyễn Văn Bình", "001092000009")
    for other in (stranger, couple.an, couple.receiver):
        with pytest.raises(NotFound):
            shown(token, other)
        with pytest.raises((CosignatureRefused, NotAllowed)):
            dossiers.cosign(token=token, digest=digest, by=other, at=TUESDAY)
        with pytest.raises((CosignatureRefused, NotAllowed)):
            dossiers.decline_to_cosign(token=token, reason="x", by=other, at=TUESDAY)
    for guess in ("", "x", token[:-1]):
        with pytest.raises(NotFound):
            shown(guess, couple.binh)


def test_another_number_in_the_answers_asks_another_person(couple: World) -> None:
    draft = a_draft(couple)
    token = asked(couple, draft)
    dossiers.cosign(
        token=token, digest=shown(token, couple.binh).digest, by=couple.binh, at=TUESDAY
    )
    dossiers.save_answers(
        dossier_id=draft, answers={"groom_id": "001092000009"}, by=couple.an, at=TUESDAY
    )
    with pytest.raises(NotFound):
        shown(token, couple.binh)
    (card,) = queries.undersigned_of(draft, by=couple.an, now=TUESDAY).cosigners
    assert (card.asked_at, card.is_signed) == (None, False)
    with pytest.raises(Incomplete, match="cosignature-missing"):
        file(couple, draft)


def test_a_no_is_told_with_its_reason(couple: World) -> None:
    draft = a_draft(couple)
    token = asked(couple, draft)
    with pytest.raises(Invalid):
        dossiers.decline_to_cosign(token=token, reason=" ", by=couple.binh, at=TUESDAY)
    dossiers.decline_to_cosign(token=token, reason="Tên tôi viết sai", by=couple.binh, at=TUESDAY)
    (card,) = queries.undersigned_of(draft, by=couple.an, now=TUESDAY).cosigners
    assert (card.reason, card.is_signed) == ("Tên tôi viết sai", False)
    with pytest.raises(Incomplete, match="cosignature-missing"):
        file(couple, draft)


def test_an_old_or_replaced_link_opens_nothing(couple: World) -> None:
    draft = a_draft(couple)
    first = asked(couple, draft)
    digest = shown(first, couple.binh).digest
    second = asked(couple, draft)
    with pytest.raises(NotFound):
        shown(first, couple.binh)
    with pytest.raises(CosignatureRefused):
        dossiers.cosign(
            token=second, digest=digest, by=couple.binh, at=TUESDAY + timedelta(days=15)
        )


def test_only_the_applicant_asks_and_only_for_who_is_named(couple: World) -> None:
    draft = a_draft(couple)
    with pytest.raises(NotFound):
        dossiers.ask_to_cosign(dossier_id=draft, cosigner="groom", by=couple.binh, at=TUESDAY)
    with pytest.raises(Invalid):
        dossiers.ask_to_cosign(dossier_id=draft, cosigner="bride", by=couple.an, at=TUESDAY)


def test_nothing_is_signed_once_filed(couple: World) -> None:
    draft = a_draft(couple)
    token = asked(couple, draft)
    seen = shown(token, couple.binh)
    dossiers.cosign(token=token, digest=seen.digest, by=couple.binh, at=TUESDAY)
    file(couple, draft)
    with pytest.raises((CosignatureRefused, WrongMoment)):
        dossiers.decline_to_cosign(token=token, reason="x", by=couple.binh, at=TUESDAY)
    with pytest.raises(NotFound):
        shown(token, couple.binh)


def test_only_the_system_notes_a_signature(couple: World) -> None:
    draft = a_draft(couple)
    with pytest.raises(NotAllowed):
        dossiers.note_cosigned(dossier_id=draft, cosigner="groom", by=couple.an, at=TUESDAY)
    dossiers.note_cosigned(dossier_id=draft, cosigner="groom", by=SYSTEM, at=TUESDAY)
    file(couple, draft)
    assert published.public_procedure(MARRIAGE).code == MARRIAGE


def test_a_draft_handed_over_takes_no_signature_along(couple: World) -> None:
    draft = a_draft(couple)
    token = asked(couple, draft)
    digest = shown(token, couple.binh).digest
    dossiers.cosign(token=token, digest=digest, by=couple.binh, at=TUESDAY)
    lan = a_citizen("lan", "Trần Thị Lan", "001192000001")

    given = dossiers.invite(dossier_id=draft, purpose=Purpose.OWN, by=couple.an, at=TUESDAY)
    dossiers.accept_invitation(token=given.token, code=given.code, by=lan, at=TUESDAY)

    with pytest.raises(Incomplete):
        dossiers.file(dossier_id=draft, key=str(draft), by=lan, at=TUESDAY)
    signs = queries.undersigned_of(draft, by=lan, now=TUESDAY).cosigners
    assert not any(each.is_signed for each in signs)
    with pytest.raises(NotFound):
        shown(token, couple.binh)


def test_nobody_signs_for_the_other_by_answering_their_own_number(couple: World) -> None:
    draft = a_draft(couple)
    dossiers.save_answers(
        dossier_id=draft, answers={"groom_id": BOTH["bride_id"]}, by=couple.an, at=TUESDAY
    )
    token = asked(couple, draft)

    with pytest.raises(CosignatureRefused):
        dossiers.cosign(
            token=token, digest=shown(token, couple.an).digest, by=couple.an, at=TUESDAY
        )
    with pytest.raises(Incomplete):
        file(couple, draft)


def test_what_was_begun_at_the_counter_is_not_filed_from_home_by_one_alone(couple: World) -> None:
    draft = dossiers.start_assisted(
        procedure=MARRIAGE, agency=WARD, person=UUID(couple.an.person or ""),
        by=couple.receiver, at=TUESDAY,
    )  # fmt: skip
    dossiers.save_answers(dossier_id=draft, answers=BOTH, by=couple.receiver, at=TUESDAY)
    assert queries.undersigned_of(draft, by=couple.receiver, now=TUESDAY).cosigners == ()

    with pytest.raises(Incomplete):
        file(couple, draft)

    token = asked(couple, draft)
    digest = shown(token, couple.binh).digest
    dossiers.cosign(token=token, digest=digest, by=couple.binh, at=TUESDAY)
    file(couple, draft)
