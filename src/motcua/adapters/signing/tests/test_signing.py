"""Two signatures on one file: both hold, for us and for other readers, and nothing else fits in."""

import io
import re
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from motcua.adapters.signing import pades
from motcua.adapters.signing.absent import AbsentSigner
from motcua.adapters.signing.demo_ca import DemoSigner, NotForProduction
from motcua.adapters.signing.pades import PlaceTaken
from motcua.kernel.errors import Weather
from motcua.modules.results.ports import NotAPdf, Place, SignatureReport

from . import files
from .files import AT, LATER, NAM, WARD

PASSPHRASE = b"a passphrase for tests, long enough"


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> DemoSigner:
    return a_signer(tmp_path_factory.mktemp("ca"))


@pytest.fixture(scope="module")
def twice(signer: DemoSigner) -> bytes:
    return files.signed_twice(signer)


class Quiet:
    """A file that does not print itself when a test fails."""

    def __init__(self, content: bytes) -> None:
        self.content = content


@pytest.fixture(scope="module")
def quiet(twice: bytes) -> Quiet:
    return Quiet(twice)


def a_signer(folder: Path, *, clock: datetime = LATER) -> DemoSigner:
    return DemoSigner(folder, passphrase=PASSPHRASE, profile="test", clock=lambda: clock)


def by_place(reports: list[SignatureReport]) -> dict[str, SignatureReport]:
    return {report.field: report for report in reports}


def pdfsig(pdf: bytes, folder: Path, *options: str) -> str:
    program = shutil.which("pdfsig")
    if program is None:
        pytest.skip("pdfsig (poppler-utils) is not installed: no second opinion on signatures")
    file = folder / "signed.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(  # noqa: S603 -- a fixed program
        [program, *options, str(file)],
        capture_output=True,
        check=False,
    )
    return done.stdout.decode()


def test_both_signatures_hold(signer: DemoSigner, twice: bytes) -> None:
    reports = signer.check(twice)

    assert [r.field for r in reports] == ["signatory", "organisation"]
    assert all(r.holds and r.demo for r in reports)
    assert [r.signer for r in reports] == [NAM.name, WARD.name]
    assert [r.covers_file for r in reports] == [False, True]
    assert reports[0].claimed_at == AT
    assert reports[0].stamped_at == LATER


def test_poppler_calls_both_valid(twice: bytes, tmp_path: Path) -> None:
    said = pdfsig(twice, tmp_path)

    assert said.count("Signature Validation: Signature is Valid.") == 2
    assert said.count("ETSI.CAdES.detached") == 2
    assert "Signer Certificate Common Name: Vũ Đình Nam" in said
    assert "Total document signed" in said


def test_poppler_trusts_both_once_it_trusts_the_root(
    signer: DemoSigner, twice: bytes, tmp_path: Path
) -> None:
    certutil = shutil.which("certutil")
    if certutil is None:
        pytest.skip("certutil (libnss3-tools) is not installed: no second opinion on trust")
    (tmp_path / "root.crt").write_bytes(
        signer.authority.root.certificate.public_bytes(Encoding.PEM)
    )
    (tmp_path / "nss").mkdir()
    for words in (
        ["-N", "--empty-password"],
        ["-A", "-n", "demo", "-t", "CT,CT,CT", "-a", "-i", str(tmp_path / "root.crt")],
    ):
        subprocess.run(  # noqa: S603 -- a fixed program
            [certutil, *words, "-d", f"sql:{tmp_path / 'nss'}"], check=True
        )
    said = pdfsig(twice, tmp_path, "-nssdir", f"sql:{tmp_path / 'nss'}")

    assert said.count("Certificate Validation: Certificate is Trusted.") == 2


def test_number_and_date_are_in_the_file_and_the_first_signature_allows_it(twice: bytes) -> None:
    with pikepdf.open(io.BytesIO(twice)) as pdf:
        fields = {str(f.T): f for f in pdf.Root.AcroForm.Fields}
        assert str(fields["number"].V) == files.NUMBER
        assert str(fields["issued"].V) == files.ISSUED
        reference = fields["signatory"].V.Reference[0]
        assert reference.TransformMethod == pikepdf.Name.DocMDP
        assert int(reference.TransformParams.P) == 2


def test_it_stays_pdf_a_as_far_as_we_can_see(signer: DemoSigner, twice: bytes) -> None:
    before = files.unsigned()
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(twice)) as new:
        assert new.Root.Metadata.read_bytes() == old.Root.Metadata.read_bytes()
        assert dict(new.docinfo) == dict(old.docinfo)
        for field in new.Root.AcroForm.Fields:
            assert int(field.F) & 4  # shown and printed
            for font in field.AP.N.Resources.get("/Font", pikepdf.Dictionary()).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
    assert twice.startswith(files.signed_once(signer)[:1000])


def test_a_file_signed_once_waits_for_the_second(signer: DemoSigner) -> None:
    (report,) = signer.check(files.signed_once(signer))
    assert report.field == "signatory"
    assert report.holds


def test_a_place_is_signed_once(signer: DemoSigner, twice: bytes) -> None:
    with pytest.raises(PlaceTaken):
        signer.sign(twice, files.request_of_organisation(twice))


def test_a_file_without_the_place_is_not_signed(signer: DemoSigner) -> None:
    pdf = files.unsigned()
    bare = pdf.replace(b"signatory", b"signatorx")
    with pytest.raises(PlaceTaken):
        signer.sign(bare, files.request_of_signatory(pdf))


def test_what_is_no_pdf_is_neither_signed_nor_checked(signer: DemoSigner) -> None:
    request = files.request_of_signatory(files.unsigned())
    for junk in (b"", b"GIF89a", b"%PDF-1.7\n%%EOF", bytes(1000)):
        with pytest.raises(NotAPdf):
            signer.sign(junk, request)
        with pytest.raises(NotAPdf):
            signer.check(junk)


@settings(max_examples=40)
@given(data=st.data())
def test_a_changed_byte_never_passes(data: st.DataObject, signer: DemoSigner, quiet: Quiet) -> None:
    """Wherever the change is, but in the unused end of a container, which nobody reads."""
    padding = [m.span(1) for m in re.finditer(rb"/Contents <[0-9A-F]+?(0{64,})>", quiet.content)]
    assert len(padding) == 2
    free = {n for low, high in padding for n in range(low, high)}
    read = st.integers(0, len(quiet.content) - 2).filter(lambda n: n not in free)
    position = data.draw(read)
    changed = bytearray(quiet.content)
    changed[position] ^= data.draw(st.sampled_from([1, 2, 4, 16]))

    try:
        reports = signer.check(bytes(changed))
    except NotAPdf:
        return
    assert len(reports) < 2 or not all(report.holds for report in reports)


def test_another_number_written_afterwards_is_seen(signer: DemoSigner, twice: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(twice))
    field = next(
        f.get_object()
        for f in writer.root["/AcroForm"]["/Fields"]
        if f.get_object()["/T"] == "number"
    )
    field[pdf_name("/V")] = pdf_string("99/TLKS-UBND")
    writer.update_container(field)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call] # pyHanko

    assert not by_place(signer.check(out.getvalue()))["organisation"].undisturbed


def test_a_page_changed_after_the_first_signature_is_seen(signer: DemoSigner) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(files.signed_once(signer)))
    page = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call] # pyHanko
    page[pdf_name("/Rotate")] = page["/MediaBox"][2]
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call] # pyHanko

    (report,) = signer.check(out.getvalue())
    assert report.intact
    assert not report.undisturbed


def test_a_certificate_revoked_before_signing_is_not_trusted(tmp_path: Path) -> None:
    signer = a_signer(tmp_path)
    signer.revoke(NAM, at=LATER - timedelta(minutes=1))
    reports = by_place(signer.check(files.signed_twice(signer)))

    assert reports["signatory"].intact
    assert not reports["signatory"].trusted
    assert reports["organisation"].holds
    assert (tmp_path / "issuing.crl").exists()


def test_a_certificate_revoked_afterwards_held_when_it_was_used(tmp_path: Path) -> None:
    signer = a_signer(tmp_path)
    pdf = files.signed_twice(signer)
    signer.revoke(NAM, at=LATER + timedelta(days=1))

    assert all(report.holds for report in signer.check(pdf))


def test_another_authoritys_signature_is_intact_but_not_trusted(
    signer: DemoSigner, tmp_path: Path
) -> None:
    for report in signer.check(files.signed_twice(a_signer(tmp_path))):
        assert report.intact
        assert not report.trusted
        assert report.stamped_at is None


def test_a_remote_key_can_sign_between_two_halves(signer: DemoSigner) -> None:
    """The file is prepared here, the container is made elsewhere, later, and put in."""
    pdf = files.unsigned()
    prepared = pades.prepare(pdf, files.request_of_signatory(pdf))
    container = signer._container(prepared.digest, signer._of(NAM))

    (report,) = signer.check(pades.complete(prepared, container))
    assert report.holds


def test_it_refuses_to_stand_where_signatures_count(tmp_path: Path) -> None:
    with pytest.raises(NotForProduction):
        DemoSigner(tmp_path, passphrase=PASSPHRASE, profile="production")


def test_where_no_service_is_set_up_orders_wait_and_checks_work(twice: bytes) -> None:
    absent = AbsentSigner()
    with pytest.raises(Weather):
        absent.sign(twice, files.request_of_signatory(files.unsigned()))
    assert all(r.intact and not r.trusted for r in absent.check(twice))


def test_places_of_the_port_are_the_fields(twice: bytes) -> None:
    with pikepdf.open(io.BytesIO(twice)) as pdf:
        names = {str(f.T) for f in pdf.Root.AcroForm.Fields}
    assert names == {str(place) for place in Place}
