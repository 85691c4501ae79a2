"""Anybody may check a paper: what it is, who signed it, whether it still holds."""

import pytest

from motcua.foundation import files, plugs
from motcua.foundation.models import StoredFile
from motcua.kernel.errors import Invalid, NotFound
from motcua.modules.results import operations, queries
from motcua.modules.results.ports import NotAPdf
from motcua.modules.results.rules import Standing, Upload

from . import factories as make
from .factories import ELEVEN, TEN

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> make.Ward:
    return make.a_ward()


def test_an_issued_result_holds_and_says_who_signed(ward: make.Ward) -> None:
    card = queries.public_verification(make.an_issued_result(ward))

    assert card.holds
    assert card.standing is Standing.VALID
    assert (card.title, card.number) == ("Trích lục khai sinh", "01/TLKS-UBND")
    assert card.agency == "Ủy ban nhân dân phường Hoàn Kiếm (mẫu)"
    signatory, seal = card.signatures
    assert (signatory.role, signatory.signer) == ("signatory", "Vũ Đình Nam")
    assert signatory.title == "Chủ tịch"
    assert (seal.role, seal.signer) == ("organisation", card.agency)
    assert all(s.holds and s.time_stamped and s.demo for s in card.signatures)


def test_the_check_tells_nothing_of_the_person(ward: make.Ward) -> None:
    card = queries.public_verification(make.an_issued_result(ward))

    assert card.subject == "Nguyễn T. A."
    for private in (make.AN.full_name, make.AN.personal_id, make.AN.phone, "1999", "Tràng Tiền"):
        assert str(private) not in repr(card)


@pytest.mark.parametrize("state", ["drafted", "approved", "signed", "numbered"])
def test_what_is_not_issued_does_not_exist_for_the_public(ward: make.Ward, state: str) -> None:
    result = make.a_draft(ward)
    if state != "drafted":
        operations.approve(result_id=result, by=ward.nam, at=TEN)
    if state in ("signed", "numbered"):
        make.run_reactions()
    if state == "numbered":
        operations.number_and_issue(result_id=result, by=ward.oanh, at=ELEVEN)

    with pytest.raises(NotFound):
        queries.public_verification(result)


@pytest.mark.parametrize("key", ["7c1d8f0e-2b3a-4c5d-9e6f-001122334455", "nonsense", "", "0" * 36])
def test_an_unknown_paper_is_not_found(key: str) -> None:
    with pytest.raises(NotFound):
        queries.public_verification(key)


def test_a_replaced_result_names_its_replacement(ward: make.Ward) -> None:
    old = make.an_issued_result(ward)
    new = make.a_replacement(ward, of=old)

    card = queries.public_verification(old)
    assert card.standing is Standing.REPLACED
    assert card.replaced_by == str(new)
    assert queries.public_verification(new).holds


def test_a_recalled_result_does_not_hold(ward: make.Ward) -> None:
    result = make.an_issued_result(ward)
    operations.recall(result_id=result, reason="Nguyễn Thị An khai sai", by=ward.nam, at=ELEVEN)

    card = queries.public_verification(result)
    assert card.standing is Standing.RECALLED
    assert "khai sai" not in repr(card)


def test_a_letter_can_be_checked_too(ward: make.Ward) -> None:
    letter = make.a_letter(ward)
    card = queries.public_verification(letter)
    assert card.holds
    assert (card.kind, len(card.signatures)) == ("receipt_slip", 1)

    operations.void_letter(letter_id=letter, reason="Sai", by=ward.long, at=TEN)
    assert queries.public_verification(letter).standing is Standing.VOIDED


def test_a_file_damaged_on_the_shelf_is_told(ward: make.Ward) -> None:
    result = make.an_issued_result(ward)
    card = queries.public_verification(result)
    lies_as = StoredFile.objects.values_list("lies_as", flat=True).get(sha256=card.sha256)
    plugs.get(files.Shelf).remove(lies_as)

    assert queries.public_verification(result).standing is Standing.DAMAGED


def test_the_issued_file_is_genuine(ward: make.Ward) -> None:
    result = make.an_issued_result(ward)
    content = queries.result_file(result, by=ward.long).content

    answer = queries.public_check_upload(content)
    assert answer.verdict is Upload.GENUINE
    assert answer.paper is not None
    assert answer.paper.id == str(result)


def test_something_added_after_issue_is_seen(ward: make.Ward) -> None:
    content = queries.result_file(make.an_issued_result(ward), by=ward.long).content

    answer = queries.public_check_upload(content + b"\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    assert answer.verdict is Upload.EXTENDED


def test_one_changed_byte_is_seen_and_the_claimed_paper_named(ward: make.Ward) -> None:
    result = make.an_issued_result(ward)
    content = bytearray(queries.result_file(result, by=ward.long).content)
    place = content.find(b"stream\n") + 40
    content[place] ^= 1

    answer = queries.public_check_upload(bytes(content))
    assert answer.verdict is Upload.ALTERED
    assert answer.paper is not None
    assert answer.paper.id == str(result)


def test_the_signatorys_file_alone_is_not_a_result(ward: make.Ward) -> None:
    """Half way there is a file with one signature; whoever leaks it gains nothing."""
    result = make.an_issued_result(ward)
    whole = queries.result_file(result, by=ward.long).content
    half = whole[: whole.rfind(b"%%EOF", 0, -10) + 6]

    assert queries.public_check_upload(half).verdict is Upload.ALTERED


def test_strangers_files_are_unknown_or_no_pdf() -> None:
    assert queries.public_check_upload(b"%PDF-1.7\n%%EOF").verdict is Upload.UNKNOWN
    with pytest.raises(NotAPdf):
        queries.public_check_upload(b"GIF89a")
    with pytest.raises(Invalid):
        queries.public_check_upload(b"%PDF-" + bytes(21 * 1024 * 1024))
