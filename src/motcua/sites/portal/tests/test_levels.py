"""The public statistic of online levels: numbers, their lists, a file, both languages."""

import csv
import io

import pytest
from lxml import html

from motcua.modules.catalogue.tests.factories import a_published, information_files

from .phones import Phone, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def also_one_to_read(anybody: Phone) -> None:
    del anybody
    a_published(information_files())


def _cells(content: bytes) -> list[list[str]]:
    rows = html.fromstring(content).xpath("//table")[0].xpath(".//tbody/tr")
    return [[cell.text_content().strip() for cell in row] for row in rows]


@pytest.mark.parametrize(("language", "every"), [("vi", "Tất cả"), ("en", "All")])
def test_numbers_and_shares(language: str, every: str) -> None:
    phone = Phone(None, language=language)

    answer = phone.get("/procedures/levels?scope=all")

    assert answer.status_code == 200
    total = _cells(answer.content)[0]
    # Three of the demo city's packages are fully online; one only informs.
    comma = "," if language == "vi" else "."
    assert total == [every, "4", "1", "0", "0", "0", "3", "3", f"75{comma}0%", "3",
                     f"75{comma}0%", "1"]  # fmt: skip


def test_every_number_is_a_link_to_its_list(anybody: Phone) -> None:
    page = html.fromstring(anybody.get("/procedures/levels?scope=all").content)
    links = page.xpath("//table//a")

    assert links
    for link in links:
        listed = anybody.get(link.get("href"))
        count = html.fromstring(listed.content).xpath("count(//tbody/tr)")
        assert str(int(count)) == link.text_content()


def test_the_list_says_why_not_higher(anybody: Phone) -> None:
    answer = anybody.get("/procedures/levels/list?scope=all&level=0")

    assert "Báo việc làm thêm" in said(answer)
    assert "Căn cứ pháp lý được công khai" in said(answer)
    assert "Ghi văn bản trong legal_basis" in said(answer)


@pytest.mark.parametrize(
    "wrong", ["on=yesterday", "on=2999-01-01", "on=0001-01-01", "after=%25%25"]
)
def test_what_makes_no_sense_is_told(anybody: Phone, wrong: str) -> None:
    for path in ("/procedures/levels", "/procedures/levels/list"):
        answer = anybody.get(f"{path}?{wrong}")
        assert answer.status_code == (200 if path.endswith("levels") and "after" in wrong else 422)


def test_odd_filters_find_nothing_and_break_nothing(anybody: Phone) -> None:
    odd = "sector=%00%27&office=%3Cb%3E&government=x&level=9&scope=y"

    answer = anybody.get(f"/procedures/levels/list?{odd}")

    assert answer.status_code == 200
    assert "Không có thủ tục nào" in said(answer)


def test_the_file_has_every_row(anybody: Phone) -> None:
    answer = anybody.get("/procedures/levels.csv?scope=all")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    total = next(row for row in rows if row["by"] == "total")
    assert (total["procedures"], total["level_4"], total["share_full"]) == ("4", "3", "0.7500")
    assert {row["by"] for row in rows} == {"total", "government", "office", "sector"}
