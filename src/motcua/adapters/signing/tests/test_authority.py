"""The demonstration authority: made once, kept to itself, and honest about what it is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.x509.oid import NameOID

from motcua.adapters.signing.authority import DEMO, DemoAuthority

PASSPHRASE = b"a passphrase for tests, long enough"


def an_authority(folder: Path) -> DemoAuthority:
    return DemoAuthority(folder, passphrase=PASSPHRASE)


def test_every_certificate_says_it_is_a_demonstration(tmp_path: Path) -> None:
    authority = an_authority(tmp_path)
    officer = authority.holder("officer:1", name="Vũ Đình Nam", organisation="UBND")
    for holder in (authority.root, authority.issuing, authority.time_stamping, officer):
        (unit,) = holder.certificate.subject.get_attributes_for_oid(
            NameOID.ORGANIZATIONAL_UNIT_NAME
        )
        assert unit.value == DEMO


def test_the_chain_leads_from_the_officer_to_the_root(tmp_path: Path) -> None:
    authority = an_authority(tmp_path)
    officer = authority.holder("officer:1", name="Vũ Đình Nam", organisation="UBND").certificate

    officer.verify_directly_issued_by(authority.issuing.certificate)
    authority.issuing.certificate.verify_directly_issued_by(authority.root.certificate)
    authority.time_stamping.certificate.verify_directly_issued_by(authority.root.certificate)


def test_keys_are_encrypted_and_for_the_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "ca"
    authority = an_authority(folder)
    authority.holder("officer:1", name="Vũ Đình Nam", organisation="UBND")

    assert folder.stat().st_mode & 0o777 == 0o700
    for file in folder.glob("*.pem"):
        assert file.stat().st_mode & 0o777 == 0o600
        assert b"BEGIN ENCRYPTED PRIVATE KEY" in file.read_bytes()
    with pytest.raises(ValueError, match="password"):
        _ = DemoAuthority(folder, passphrase=b"another").root


def test_a_second_start_finds_the_same_authority(tmp_path: Path) -> None:
    first = an_authority(tmp_path).holder("officer:1", name="Nam", organisation="UBND")
    second = an_authority(tmp_path).holder("officer:1", name="Nam", organisation="UBND")
    assert first.certificate == second.certificate


def test_another_name_gets_another_certificate(tmp_path: Path) -> None:
    authority = an_authority(tmp_path)
    before = authority.holder("officer:1", name="Nam", organisation="UBND").certificate
    after = authority.holder("officer:1", name="Nam", organisation="STP").certificate
    assert before != after


def test_many_at_once_found_one_authority(tmp_path: Path) -> None:
    def root_and_officer(_n: int) -> tuple[bytes, bytes]:
        authority = an_authority(tmp_path)
        officer = authority.holder("officer:1", name="Nam", organisation="UBND")
        return authority.root.certificate.signature, officer.certificate.signature

    with ThreadPoolExecutor(6) as pool:
        found = set(pool.map(root_and_officer, range(6)))
    assert len(found) == 1


def test_names_longer_than_a_certificate_allows_are_cut(tmp_path: Path) -> None:
    holder = an_authority(tmp_path).holder("agency:1", name="Ủ" * 200, organisation="b" * 200)
    (name,) = holder.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert name.value == "Ủ" * 21


def test_a_revocation_keeps_its_first_date(tmp_path: Path) -> None:
    authority = an_authority(tmp_path)
    certificate = authority.holder("officer:1", name="Nam", organisation="UBND").certificate
    first, second = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    authority.revoke(certificate, at=first)
    authority.revoke(certificate, at=second)
    assert authority.revoked_at(certificate.serial_number) == first
