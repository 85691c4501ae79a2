"""A procedure that only informs: its page is there, and nobody is led to file it."""

import pytest

from motcua.modules.catalogue.tests.factories import a_published, information_files

from .phones import Phone, said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_read_and_not_begun(an: Phone, language: str) -> None:
    a_published(information_files())
    phone = an if language == "vi" else Phone(None, language="en")

    page = phone.get("/procedures/9.000009")

    assert page.status_code == 200
    assert "Báo việc làm thêm" in said(page)
    assert "/procedures/9.000009/start" not in page.content.decode()


def test_the_first_page_of_filing_leads_back(an: Phone) -> None:
    a_published(information_files())

    for answer in (an.get("/procedures/9.000009/start"),
                   an.post("/procedures/9.000009/start", {"agency": "H26.09"})):  # fmt: skip
        assert answer.status_code == 302
        assert answer.headers["Location"] == "/procedures/9.000009"
