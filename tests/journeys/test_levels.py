"""The public statistic of online levels: on a small phone, from a number to its list."""

import pytest

from .conftest import Walkers

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("language", "high"), [("", "Mức 3 và 4"), ("en", "Levels 3 and 4")])
def test_a_number_leads_to_the_procedures_it_counts(
    walker: Walkers, language: str, high: str
) -> None:
    nobody = walker("", width=320, language=language or "vi", script=False)
    nobody.go("/procedures/levels")
    assert high in nobody.text()
    assert nobody.page.locator("figure svg rect").count() > 0

    number = nobody.page.locator("table a").first
    count = int(number.inner_text())
    number.click()

    assert nobody.page.locator("tbody tr").count() == min(count, 50)


def test_it_fits_a_small_phone_and_pleases_axe(walker: Walkers) -> None:
    nobody = walker("", width=320)
    for path in ("/procedures/levels?scope=all", "/procedures/levels/list?scope=all"):
        nobody.go(path)
        nobody.look()
        assert nobody.page.evaluate("document.documentElement.scrollWidth") <= 320
