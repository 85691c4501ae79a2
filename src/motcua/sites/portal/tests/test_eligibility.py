"""Who is not meant is told at once, why, and where to turn; a corrected answer opens the way."""

from uuid import UUID

import pytest

from motcua.modules.catalogue.tests.factories import a_published, real_files

from .phones import Phone, links, said

PENSION = "1.014027"


@pytest.fixture
def draft(an: Phone) -> UUID:
    a_published(real_files(PENSION))
    begun = an.starts(PENSION, "H26.101")
    an.fills(begun, "what", {"q-request": "begin"})
    an.fills(begun, "who", {"q-acting_as": "self"})
    return begun


def about(year: int) -> dict[str, str]:
    return {
        "q-own_name": "Nguyễn Thị An", "q-own_id": "001196000015", "q-own_born_on-day": "1",
        "q-own_born_on-month": "2", "q-own_born_on-year": str(year),
    }  # fmt: skip


def test_the_young_are_told_and_led_back(an: Phone, draft: UUID) -> None:
    answer = an.fills(draft, "yourself", about(2010))

    assert answer.headers["Location"].endswith(f"/drafts/{draft}/not-meant")
    told = an.get(f"/drafts/{draft}/not-meant")
    assert "từ đủ 75 tuổi" in said(told)
    assert f"/drafts/{draft}/pages/yourself" in links(told)
    # Coming back later leads there too, and the answers are still there.
    assert an.get(f"/drafts/{draft}").headers["Location"].endswith("/not-meant")


def test_a_corrected_answer_opens_the_way(an: Phone, draft: UUID) -> None:
    an.fills(draft, "yourself", about(2010))

    answer = an.fills(draft, "yourself", about(1940))

    assert answer.headers["Location"].endswith("/contact")
    assert an.get(f"/drafts/{draft}/not-meant").headers["Location"].endswith(f"/drafts/{draft}")
