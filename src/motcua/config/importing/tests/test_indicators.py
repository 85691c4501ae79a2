"""`motcua import indicators`: a folder is brought into use, or told what is wrong with it."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from motcua.config.importing import indicators as files
from motcua.modules.indicators import packs, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in packs.shipped().items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    return tmp_path


def taken(folder: Path) -> tuple[int, str]:
    out = StringIO()
    code = files.take(folder, say=Console(file=out, width=200))
    return code, out.getvalue()


def test_a_pack_comes_into_use_once(folder: Path) -> None:
    assert taken(folder) == (0, "  5 definitions in use, 5 of them with a new formula\n")
    assert taken(folder) == (0, "  5 definitions in use, 0 of them with a new formula\n")
    assert len(queries.public_definitions()) == 5


def test_what_is_wrong_is_told_in_both_languages_and_nothing_is_taken(folder: Path) -> None:
    file = folder / "air" / "pm2_5_mean.yaml"
    file.write_text(file.read_text().replace("number: 1\n", "number: 0\n", 1))

    code, said = taken(folder)

    assert code == 1
    assert "air/pm2_5_mean.yaml:3:1: Số phiên bản phải từ 1." in said
    assert queries.public_definitions() == []


def test_a_changed_formula_under_its_old_number_is_refused(folder: Path) -> None:
    taken(folder)
    file = folder / "air" / "pm2_5_mean.yaml"
    file.write_text(file.read_text().replace("percent: 75", "percent: 80", 1))

    code, said = taken(folder)

    assert code == 1
    assert "needs number 2" in said


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    code, said = taken(tmp_path)
    assert code == 1
    assert "no .yaml file" in said
