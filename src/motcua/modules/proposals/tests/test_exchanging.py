"""Packages leave signed and come in checked."""

import pytest
from joserfc.jwk import OKPKey

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.catalogue.rules import PackageErrors, pack
from motcua.modules.catalogue.rules.signed import (
    PackageChanged,
    PackageUnsigned,
    SignerUnknown,
    opened,
    sealed,
    statement_of,
    verified,
)
from motcua.modules.catalogue.tests.factories import changed, real_files
from motcua.modules.proposals import operations, queries

from .factories import CODE, GIANG, TUE, TUESDAY, SoMany, said, the_procedure

pytestmark = pytest.mark.django_db

HUE = OKPKey.generate_key("Ed25519")


@pytest.fixture(autouse=True)
def _catalogue(in_flight: SoMany) -> None:
    the_procedure()


def from_hue(files: dict[str, bytes]) -> bytes:
    statement = statement_of(
        files, signer="H57", signer_name="Thành phố Huế", signed_at="2026-11-01T02:00:00Z"
    )
    return sealed(files, statement, HUE)


def trust_hue() -> None:
    operations.trust_key(
        holder="H57", holder_name="Thành phố Huế", x=str(HUE.as_dict()["x"]),
        reason="Đối chiếu vân tay khóa qua điện thoại", by=GIANG, at=TUESDAY,
    )  # fmt: skip


def test_what_leaves_comes_back_and_only_whole() -> None:
    content = operations.export(code=CODE, by=GIANG, at=TUESDAY)
    assert content == operations.export(code=CODE, by=GIANG, at=TUESDAY)
    proposal = operations.bring(content=content, by=TUE, at=TUESDAY)
    card = queries.proposal(proposal, by=TUE)
    assert (card.code, card.is_unsigned, card.origin.signer) == (CODE, False, "H26")
    cut = content.replace(b"8000 * answers.copies", b"1000 * answers.copies")
    with pytest.raises(Refusal) as refused:
        operations.bring(content=cut, by=TUE, at=TUESDAY)
    assert isinstance(refused.value, PackageChanged | PackageErrors)
    assert len(queries.open_proposals(by=TUE)) == 1


def test_packages_of_strangers_are_refused_until_their_key_is_trusted() -> None:
    content = from_hue(real_files("1.013314"))
    with pytest.raises(SignerUnknown):
        operations.bring(content=content, by=GIANG, at=TUESDAY)
    trust_hue()
    proposal = operations.bring(content=content, by=GIANG, at=TUESDAY)
    assert queries.proposal(proposal, by=GIANG).origin.signer_name == "Thành phố Huế"
    key = next(each for each in queries.keys(by=GIANG) if each.holder == "H57")
    operations.end_key(key=key.id, reason="Khóa bị lộ", by=TUE, at=TUESDAY)
    with pytest.raises(SignerUnknown):
        operations.bring(content=content, by=GIANG, at=TUESDAY)
    assert [each.end_reason for each in queries.keys(by=GIANG)][-1:] == ["Khóa bị lộ"]


def test_an_unsigned_package_is_a_draft_that_says_so() -> None:
    content = pack(real_files("1.013314"))
    with pytest.raises(PackageUnsigned):
        operations.bring(content=content, by=GIANG, at=TUESDAY)
    proposal = operations.bring_unsigned(content=content, by=GIANG, at=TUESDAY)
    assert queries.proposal(proposal, by=TUE).is_unsigned


def test_a_package_tells_what_it_was_derived_from() -> None:
    trust_hue()
    files = changed(real_files("1.013314"), "procedure.yaml", "code: 1.013314", "code: 1.013314")
    proposal = operations.bring(content=from_hue(files), by=GIANG, at=TUESDAY)
    operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY)
    operations.approve(proposal=proposal, submission=1, by=TUE, at=TUESDAY)
    package = opened(operations.export(code="1.013314", by=TUE, at=TUESDAY))
    own = next(each for each in queries.keys(by=TUE) if each.is_own)
    statement = verified(
        package,
        {own.thumbprint: OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": own.x})},
    )
    assert [each.signer for each in statement.before] == ["H57"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("form.yaml", "form: 1", "form: ["),
        ("procedure.yaml", "unit: WORKING_DAY", "unit: FORTNIGHT"),
        ("fees.yaml", "8000 * answers.copies", "99999999999999999999 * answers.copies"),
        ("form.yaml", "when: answers.acting_as ==", "when: answers.phone =="),
    ],
)  # fmt: skip
def test_bad_packages_are_refused_with_file_and_line(file: str, old: str, new: str) -> None:
    files = real_files(CODE)
    if old not in files[file].decode():
        old, new = "amount: 1", "amount: 1\n    unit: FORTNIGHT"
    content = pack(changed(files, file, old, new))
    with pytest.raises(PackageErrors) as refused:
        operations.bring_unsigned(content=content, by=SYSTEM, at=TUESDAY)
    assert all(each.line for each in refused.value.findings)
    assert file in {each.file for each in refused.value.findings}
    assert queries.open_proposals(by=GIANG) == ()
