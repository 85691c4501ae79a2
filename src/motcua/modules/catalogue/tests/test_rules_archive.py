"""What comes in a zip or a folder is counted and looked at before it is read."""

import io
import zipfile
from pathlib import Path

import pytest

from motcua.modules.catalogue.rules import PackageErrors, gather, unpack
from motcua.modules.catalogue.rules.archive import LARGEST_FILE, MOST_FILES

from .factories import small_files


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _codes(content: bytes) -> set[str]:
    with pytest.raises(PackageErrors) as refused:
        unpack(content)
    return {finding.code for finding in refused.value.findings}


def test_one_folder_around_everything_is_taken_off() -> None:
    files = {f"9.000001/{name}": content for name, content in small_files().items()}

    assert unpack(_zip(files)) == small_files()


@pytest.mark.parametrize(
    "name", ["../form.yaml", "a/../../form.yaml", "/etc/passwd", "C:\\form.yaml", "a/b/c/d.yaml"]
)
def test_a_path_that_leads_outside_is_refused(name: str) -> None:
    assert "path-escapes" in _codes(_zip({name: b"x: 1"}))


def test_a_link_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("form.yaml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert _codes(out.getvalue()) == {"path-escapes"}


def test_a_bomb_is_refused_unopened() -> None:
    assert _codes(_zip({"form.yaml": b"0" * 30_000_000})) == {"package-too-large"}


def test_a_bomb_that_lies_about_its_size_is_cut_short() -> None:
    content = bytearray(_zip({"form.yaml": b"0" * (LARGEST_FILE * 3)}))
    honest = (LARGEST_FILE * 3).to_bytes(4, "little")
    while (at := content.find(honest)) >= 0:
        content[at : at + 4] = (100).to_bytes(4, "little")

    assert _codes(bytes(content)) <= {"not-a-zip", "packed-too-tightly", "file-damaged"}


def test_too_many_files() -> None:
    many = {f"f{number}.yaml": b"" for number in range(MOST_FILES + 1)}

    assert _codes(_zip(many)) == {"too-many-files"}


def test_one_name_twice() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("form.yaml", b"a: 1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("form.yaml", b"a: 2")

    assert _codes(out.getvalue()) == {"file-twice"}


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_packed_in_a_way_that_may_ask_for_gigabytes(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("form.yaml", b"a: 1")

    assert _codes(out.getvalue()) == {"file-damaged"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"%PDF-1.7"])
def test_what_is_no_zip(content: bytes) -> None:
    assert _codes(content) == {"not-a-zip"}


def test_a_folder_is_gathered_without_its_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "receipt_slip.typ").write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"x")

    assert gather(tmp_path) == {"letters/receipt_slip.typ": b"x"}


def test_a_folder_with_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "form.yaml").symlink_to("/etc/passwd")

    with pytest.raises(PackageErrors):
        gather(tmp_path)


def test_a_folder_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "form.yaml").write_bytes(b"x" * 3_000_000)

    with pytest.raises(PackageErrors):
        gather(tmp_path)
