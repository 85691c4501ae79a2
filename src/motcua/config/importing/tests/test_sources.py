"""Files of sources: registered whole, again without harm, refused with the place of the fault."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from motcua.config.importing import keys, sources
from motcua.modules.indicators.tests.factories import the_shipped_packs
from motcua.modules.observations import queries
from motcua.modules.observations.tests.factories import NOON
from motcua.modules.organisation.seed.cities import demo_city, found

DECLARED = """
source: {code: air.ward, name: {vi: Mạng đo của phường, en: The ward's network}, agency: H26.101, licence: CC-BY-4.0}
things:
  - code: ward-01
    name: {vi: Trạm ở cổng, en: Station at the gate}
    lon: 105.85
    lat: 21.03
    series:
      - {property: pm2_5, unit: ug/m3, cadence_seconds: 300}
      - {property: noise, unit: dB, cadence_seconds: 300, public: false}
  - code: ward-02
    name: {vi: Thước nước}
    series: [{property: water_level, unit: m, cadence_seconds: 3600}]
    levels:
      - indicator: water_level
        valid_from: 2026-01-01
        decided_by: {vi: Quyết định thử}
        bands: [{code: I, at: 2.2, name: {vi: Báo động 1}, colour: "#ffff00"}]
"""  # noqa: E501 -- as people write it


@pytest.fixture
def said() -> io.StringIO:
    found(demo_city(), at=NOON)
    the_shipped_packs(NOON)
    return io.StringIO()


def taken(text: str, folder: Path, said: io.StringIO) -> int:
    file = folder / "sources.yaml"
    file.write_text(text)
    return sources.take(file, say=Console(file=said, width=300))


@pytest.mark.django_db
class TestSources:
    def test_registered_and_again(self, tmp_path: Path, said: io.StringIO) -> None:
        for _ in range(2):
            assert taken(DECLARED, tmp_path, said) == 0
        found = {each.code: each for each in queries.public_series_of(source="air.ward")}
        assert set(found) == {"ward-01:pm2_5", "ward-02:water_level"}
        assert "motcua token issue air.ward" in said.getvalue()

    @pytest.mark.parametrize(
        ("before", "after", "told"),
        [
            ("unit: ug/m3", 'unit: "[ppb]"', "pm2_5"),
            ("lon: 105.85\n", "longitude: 105.85\n", "longitude"),
            ("cadence_seconds: 300}", "cadence_seconds: soon}", "$.things[0].series[0]"),
            ("agency: H26.101", "agency: H99", "agency"),
            ("things:", "things: [", "line"),
            ('"#ffff00"', "yellow", "colour"),
        ],
    )
    def test_nothing_of_a_faulty_file(
        self, tmp_path: Path, said: io.StringIO, before: str, after: str, told: str
    ) -> None:
        assert taken(DECLARED.replace(before, after, 1), tmp_path, said) == 1
        assert told in said.getvalue()
        assert queries.public_sources() == []

    def test_a_token_opens_and_ends(
        self, tmp_path: Path, said: io.StringIO, capsys: pytest.CaptureFixture[str]
    ) -> None:
        taken(DECLARED, tmp_path, said)
        console = Console(file=said, width=300)
        assert keys.issue("air.ward", 0, say=console) == 0
        token = capsys.readouterr().out.strip()
        assert queries.public_source_of_token(token, at=NOON.replace(year=2099)) is not None
        assert keys.revoke("air.ward", say=console) == 0
        assert queries.public_source_of_token(token, at=NOON.replace(year=2099)) is None
        assert keys.issue("nobody", 0, say=console) == 1
        assert "no such source" in said.getvalue()
