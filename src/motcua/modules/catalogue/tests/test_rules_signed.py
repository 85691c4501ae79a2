"""A signed package is what was signed, to the last byte, or it is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import OKPKey

from motcua.kernel.errors import Refusal
from motcua.modules.catalogue.rules import pack, read, unpack
from motcua.modules.catalogue.rules.archive import pack_plainly
from motcua.modules.catalogue.rules.signed import (
    SIGNATURE,
    Before,
    PackageChanged,
    PackageUnsigned,
    SignerUnknown,
    opened,
    sealed,
    statement_of,
    verified,
)

from .factories import real_files

KEY = OKPKey.generate_key("Ed25519")
OTHER = OKPKey.generate_key("Ed25519")
KEYS = {KEY.thumbprint(): KEY}
FILES = real_files("1.013314")
BEFORE = (Before("H50", "ab" * 32, "2026-10-01T02:00:00Z"),)


def a_zip(files: dict[str, bytes] = FILES, key: OKPKey = KEY) -> bytes:
    statement = statement_of(
        FILES, signer="H26", signer_name="Thành phố Mẫu", signed_at="2026-11-24T02:00:00Z",
        before=BEFORE,
    )  # fmt: skip
    return sealed(files, statement, key)


ZIP = a_zip()


def test_a_package_comes_back_as_it_was_signed() -> None:
    package = opened(ZIP)
    statement = verified(package, KEYS)
    assert package.files == FILES
    assert (statement.signer, statement.digest) == ("H26", read(FILES).digest)
    assert statement.before == BEFORE


def test_the_same_package_gives_the_same_bytes() -> None:
    assert a_zip() == ZIP


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(ZIP) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed(at: int, by: int) -> None:
    flipped = ZIP[:at] + bytes([ZIP[at] ^ by]) + ZIP[at + 1 :]
    with pytest.raises(Refusal):
        verified(opened(flipped), KEYS)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(ZIP)), st.binary(min_size=1, max_size=40))
def test_nothing_can_be_put_in_or_cut_off(at: int, more: bytes) -> None:
    with pytest.raises(Refusal):
        verified(opened(ZIP[:at] + more + ZIP[at:]), KEYS)
    if at < len(ZIP):
        with pytest.raises(Refusal):
            verified(opened(ZIP[:at]), KEYS)


@pytest.mark.parametrize("change", ["changed", "added", "removed"])
def test_the_file_that_differs_is_named(change: str) -> None:
    token = unpack(ZIP)[SIGNATURE]
    files = dict(FILES)
    if change == "changed":
        files["fees.yaml"] += b"# more\n"
    if change == "added":
        files["fees.yaml2"] = b"x"
    if change == "removed":
        del files["fees.yaml"]
    with pytest.raises(PackageChanged) as refused:
        verified(opened(pack_plainly({**files, SIGNATURE: token})), KEYS)
    assert str(refused.value.params["file"]).startswith("fees.yaml")


def test_who_signed_must_be_known() -> None:
    with pytest.raises(SignerUnknown) as refused:
        verified(opened(a_zip(key=OTHER)), KEYS)
    assert refused.value.params["key"] == OTHER.thumbprint()


def test_an_unsigned_package_is_refused() -> None:
    with pytest.raises(PackageUnsigned):
        verified(opened(pack(FILES)), KEYS)


def test_a_signature_is_not_carried_to_another_key() -> None:
    with pytest.raises(PackageChanged):
        verified(opened(ZIP), {KEY.thumbprint(): OTHER})
