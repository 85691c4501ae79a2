"""Numbers, money, dates and sizes in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from motcua.design import formats
from motcua.kernel.words import Text

LATE = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)  # 01:05 of the next day, here


@pytest.mark.parametrize(
    ("language", "day", "long_day", "short_day", "moment"),
    [
        ("vi", "22/11/2026", "Chủ nhật, 22/11/2026", "22/11", "01:05, 22/11/2026"),
        (
            "en",
            "22 November 2026",
            "Sunday 22 November 2026",
            "22 Nov",
            "22 November 2026, 01:05",
        ),
    ],
)
def test_a_moment_is_told_on_the_clock_of_the_place(
    language: str, day: str, long_day: str, short_day: str, moment: str
) -> None:
    with override(language):
        assert plain(formats.day(LATE)) == day
        assert plain(formats.long_day(LATE)) == long_day
        assert plain(formats.short_day(LATE)) == short_day
        assert plain(formats.moment(LATE)) == moment
        assert formats.clock_time(LATE) == "01:05"


def test_a_date_has_no_zone() -> None:
    with override("vi"):
        assert formats.day(date(2026, 2, 3)) == "03/02/2026"
    assert formats.machine_time(date(2026, 2, 3)) == "2026-02-03"
    assert formats.machine_time(LATE) == "2026-11-22T01:05+07:00"


def test_a_moment_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="aware"):
        formats.moment(datetime(2026, 1, 1))  # noqa: DTZ001 (that is the point)


@pytest.mark.parametrize(
    ("language", "money", "number", "size"),
    [("vi", "24.000 đ", "1.234.567,5", "1,4 MB"), ("en", "24,000 đ", "1,234,567.5", "1.4 MB")],
)
def test_numbers_follow_the_language(language: str, money: str, number: str, size: str) -> None:
    with override(language):
        assert plain(formats.money(24000)) == money
        assert formats.number(1234567.5, 1) == number
        assert plain(formats.filesize(1_482_330)) == size


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (10 * 1024**2, "10 MB"), (1024**4, "1.024 GB")],
)
def test_sizes_choose_their_unit(size: int, said: str) -> None:
    with override("vi"):
        assert plain(formats.filesize(size)) == said


def test_words_without_english_say_so_to_screen_readers() -> None:
    both, only = Text("Hồ sơ", "Dossier"), Text("Tổ dân phố <5>")

    with override("en"):
        assert formats.text(both) == "Dossier"
        assert formats.said(both) == "Dossier"
        assert formats.said(only) == '<span lang="vi">Tổ dân phố &lt;5&gt;</span>'
    with override("vi"):
        assert formats.said(only) == "Tổ dân phố &lt;5&gt;"


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")
