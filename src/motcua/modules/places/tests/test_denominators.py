"""Denominators: nothing without kind, day and source; the newest not after the day is used."""

from datetime import date

import pytest

from motcua.kernel.actors import NOBODY, SYSTEM
from motcua.kernel.errors import NotAllowed
from motcua.modules.places import operations, queries
from motcua.modules.places.rules import DenominatorKind, DenominatorsInvalid, read_figures

from . import factories

HEAD = b"place,kind,value,date,source\n"
HOAN_KIEM = "00070"
TWO = HEAD + b"00070,population,105301,2025-07-01,A census\n00070,population,106000,2026-07-01,B\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"place,kind\n", "value, date, source"),
        (HEAD, "no figures"),
        (HEAD + b"00070,crowd,1,2026-01-01,x\n", "line 2"),
        (HEAD + b"00070,population,many,2026-01-01,x\n", "line 2"),
        (HEAD + b"00070,population,nan,2026-01-01,x\n", "greater than zero"),
        (HEAD + b"00070,population,0,2026-01-01,x\n", "greater than zero"),
        (HEAD + b"00070,population,1,1/1/2026,x\n", "line 2"),
        (HEAD + b"00070,population,1,2026-01-01,\n", "source"),
        (HEAD + b"00070,area_km2,1,2026-01-01,x\n", "measured"),
        (HEAD + b"00070,population,1,2026-01-01,x\n" * 2, "twice"),
        (HEAD + b"00070\n", "line 2"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(content: bytes, said: str) -> None:
    with pytest.raises(DenominatorsInvalid) as refused:
        read_figures(content)

    assert said in refused.value.detail


@pytest.mark.django_db
class TestTaking:
    @pytest.fixture(autouse=True)
    def country(self) -> None:
        ward = factories.a_unit("Phường Hoàn Kiếm", HOAN_KIEM)
        dataset = factories.a_dataset("a test's", ward)
        operations.load(dataset=dataset, by=SYSTEM, at=factories.LOADED_AT)

    def test_the_newest_not_after_the_day_is_used(self) -> None:
        take(TWO)

        def population(on: date) -> float | None:
            found = queries.public_population(HOAN_KIEM, on)
            return found.value if found else None

        assert population(date(2025, 6, 30)) is None
        assert population(date(2025, 7, 1)) == 105301
        assert population(date(2026, 11, 22)) == 106000
        assert queries.public_denominators(
            DenominatorKind.HOUSEHOLDS, [HOAN_KIEM], date(2026, 11, 22)
        ) == {}  # fmt: skip

    def test_again_changes_nothing_and_a_correction_corrects(self) -> None:
        assert take(TWO) == operations.FiguresLoaded(2, 0)
        assert take(TWO) == operations.FiguresLoaded(0, 0)
        assert take(TWO.replace(b"106000", b"106001")) == operations.FiguresLoaded(0, 1)

    def test_a_place_must_be_known(self) -> None:
        with pytest.raises(DenominatorsInvalid, match="99999"):
            take(TWO.replace(b"00070", b"99999"))

    def test_who_may_not_load_is_refused(self) -> None:
        with pytest.raises(NotAllowed):
            operations.take_denominators(
                figures=read_figures(TWO), by=NOBODY, at=factories.LOADED_AT
            )


def take(content: bytes) -> operations.FiguresLoaded:
    return operations.take_denominators(
        figures=read_figures(content), by=SYSTEM, at=factories.LOADED_AT
    )
