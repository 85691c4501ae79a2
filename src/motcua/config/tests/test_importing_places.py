"""Files of boundaries and denominators as a city has them: packed or not, right or wrong."""

import gzip
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.console import Console

from motcua.config.importing import places as files
from motcua.modules.places import queries
from motcua.modules.places.tests import factories
from motcua.modules.places.tests.outlines import document, feature, square

WARD = "00070"
FIGURES = "place,kind,value,date,source\n00070,population,105301,2025-07-01,A census\n"


@pytest.fixture
def said() -> Console:
    return Console(file=io.StringIO(), width=300)


def words(said: Console) -> str:
    assert isinstance(said.file, io.StringIO)
    return said.file.getvalue()


@pytest.mark.django_db
class TestImporting:
    @pytest.fixture(autouse=True)
    def country(self) -> None:
        factories.the_country()

    def test_a_packed_file_is_taken_and_again_changes_nothing(
        self, tmp_path: Path, said: Console
    ) -> None:
        file = tmp_path / "communes.geojson.gz"
        file.write_bytes(gzip.compress(document(feature(WARD, square(105.8, 21.0)))))

        assert files.take_boundaries(files.Asked(file, licence="MIT"), say=said) == 0
        assert files.take_boundaries(files.Asked(file, licence="MIT"), say=said) == 0

        assert "loaded" in words(said)
        assert "stood there already" in words(said)
        assert "without a boundary: 00004" in words(said)
        found = queries.public_boundary_version("01", datetime.now(UTC).date())
        assert found is not None
        assert (found.valid_from, found.licence) == (date(2025, 7, 1), "MIT")

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"{", "not a JSON document"),
            (gzip.compress(b"x" * 1000, mtime=0)[:15], "communes"),
            (document(feature("99999", square(105.8, 21.0))), "no commune has this code"),
            (document(feature(WARD, square(21.0, 105.8))), "latitude stands before longitude"),
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_loaded(
        self, tmp_path: Path, said: Console, content: bytes, reason: str
    ) -> None:
        file = tmp_path / "communes.geojson"
        file.write_bytes(content)

        assert files.take_boundaries(files.Asked(file), say=said) == 1

        assert reason in words(said)
        assert queries.public_boundary_versions("01") == []

    def test_a_day_that_is_none_and_a_file_that_is_not_there(
        self, tmp_path: Path, said: Console
    ) -> None:
        file = tmp_path / "communes.geojson"
        assert files.take_boundaries(files.Asked(file), say=said) == 1
        file.write_bytes(document(feature(WARD, square(105.8, 21.0))))
        assert files.take_boundaries(files.Asked(file, valid_from="1/7/2025"), say=said) == 1

        assert "2025-07-01" in words(said)

    def test_denominators(self, tmp_path: Path, said: Console) -> None:
        file = tmp_path / "figures.csv"
        file.write_text(FIGURES)

        assert files.take_denominators(file, say=said) == 0
        file.write_text(FIGURES.replace("105301", "many"))
        assert files.take_denominators(file, say=said) == 1

        assert "1 figures added" in words(said)
        assert "line 2" in words(said)
