"""The receipt of filing: a signed paper, its data inside, and the same data signed beside it."""

import io
import json
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

import pikepdf
import pytest
from django.db import IntegrityError
from joserfc import jws
from joserfc.jwk import ECKey

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.modules.results import operations, queries
from motcua.modules.results.rules import LetterKind, ReceiptNotGenuine, specimen
from motcua.modules.results.rules.filing_receipt import checked
from motcua.modules.results.rules.letters import FilingReceipt

from . import factories as make
from .factories import NINE, SUBJECT, TEN, WARD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> make.Ward:
    return make.a_ward()


def a_receipt(*, subject: tuple[str, str] = SUBJECT) -> UUID:
    body = specimen.letter(LetterKind.FILING_RECEIPT)
    assert isinstance(body, FilingReceipt)
    facts = make.the_facts()
    named = replace(facts, dossier=replace(facts.dossier, code=body.submission_number))
    order = operations.LetterOrder(WARD, body, named)
    letter = operations.issue_letter(subject=subject, order=order, by=SYSTEM, at=NINE)
    make.run_reactions()
    return letter


def keys() -> dict[str, ECKey]:
    return {
        card.thumbprint: ECKey.import_key(dict(card.public))
        for card in queries.public_receipt_keys()
    }


def test_the_signed_data_names_the_digest_of_its_paper(ward: make.Ward) -> None:
    letter = a_receipt()

    paper = queries.letter_file(letter, by=ward.long)
    token = queries.letter_twin(letter, by=ward.long)
    said = checked(token.content.decode(), keys())

    assert said["pdf"] == {"sha256": paper.sha256, "size": len(paper.content)}
    assert sha256(paper.content).hexdigest() == paper.sha256
    assert (paper.name, token.name) == (
        "bien-nhan-nop-ho-so-n260105-7k3mq2xd.pdf", "bien-nhan-nop-ho-so-n260105-7k3mq2xd.jws",
    )  # fmt: skip


def test_the_paper_holds_the_same_data(ward: make.Ward) -> None:
    letter = a_receipt()

    with pikepdf.open(io.BytesIO(queries.letter_file(letter, by=ward.long).content)) as pdf:
        inside = json.loads(pdf.attachments["data.json"].get_file().read_bytes())
    said = checked(queries.letter_twin(letter, by=ward.long).content.decode(), keys())

    assert said["receipt"] == inside
    assert inside["format"] == "motcua.filing-receipt/1"
    assert inside["files"][0]["sha256"] == "0123456789abcdef" * 4
    assert inside["pages"][0]["rows"][0]["key"] == "full_name"
    assert inside["answers"] == {"person_name": "Nguyễn Thị An", "copies": 3}


def test_the_paper_is_sealed_like_every_letter(ward: make.Ward) -> None:
    card = queries.public_verification(a_receipt())

    assert (card.kind, card.standing) == ("filing_receipt", "valid")
    assert [each.holds for each in card.signatures] == [True]


def test_a_subject_has_one_receipt(ward: make.Ward) -> None:
    a_receipt()

    with pytest.raises(IntegrityError, match="subject_has_one_receipt_of_filing"):
        a_receipt()


def test_a_receipt_made_twice_is_one_receipt(ward: make.Ward) -> None:
    order = operations.LetterOrder(
        WARD, specimen.letter(LetterKind.FILING_RECEIPT), make.the_facts()
    )
    letter = operations.issue_letter(subject=SUBJECT, order=order, by=SYSTEM, at=NINE)
    make.run_reactions(twice=True)

    paper = queries.letter_file(letter, by=ward.long)
    said = checked(queries.letter_twin(letter, by=ward.long).content.decode(), keys())
    assert said["pdf"] == {"sha256": paper.sha256, "size": len(paper.content)}


def test_what_was_changed_or_signed_by_others_is_not_genuine(ward: make.Ward) -> None:
    token = queries.letter_twin(a_receipt(), by=ward.long).content.decode()
    header, payload, signature = token.split(".")
    stranger = ECKey.generate_key("P-256", private=True)
    forged = jws.serialize_compact(
        {"alg": "ES256", "kid": stranger.thumbprint()}, b'{"format": "motcua.signed-receipt/1"}',
        stranger, algorithms=["ES256"],
    )  # fmt: skip
    unsigned = "eyJhbGciOiJub25lIn0." + payload + "."

    for each in (
        f"{header}.{payload[:-4]}AAAA.{signature}", forged, unsigned, "", "a.b.c", "ă" * 20,
    ):  # fmt: skip
        with pytest.raises(ReceiptNotGenuine):
            checked(each, keys())


def test_what_an_older_key_signed_is_checked_for_ever(ward: make.Ward) -> None:
    token = queries.letter_twin(a_receipt(), by=ward.long).content.decode()
    newer = operations.renew_receipt_key(by=SYSTEM, at=TEN)
    other = queries.letter_twin(a_receipt(subject=("dossier", "2")), by=ward.long)

    assert checked(token, keys())["format"] == "motcua.signed-receipt/1"
    assert jws.extract_compact(other.content).headers()["kid"] == newer
    assert [card.until for card in queries.public_receipt_keys()] == [None, TEN]


def test_keys_are_kept_by_the_machinery_and_made_once(ward: make.Ward) -> None:
    operations.make_receipt_key(by=SYSTEM, at=NINE)
    operations.make_receipt_key(by=SYSTEM, at=TEN)

    assert len(queries.public_receipt_keys()) == 1
    assert "d" not in queries.public_receipt_keys()[0].public
    with pytest.raises(NotAllowed):
        operations.renew_receipt_key(by=ward.long, at=TEN)


def test_other_letters_have_no_signed_data(ward: make.Ward) -> None:
    with pytest.raises(NotFound):
        queries.letter_twin(make.a_letter(ward), by=ward.long)
