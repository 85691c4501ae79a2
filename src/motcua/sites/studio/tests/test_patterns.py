"""The pattern pages: every component, both languages, closed in production."""

from collections.abc import Iterator

import pytest
from django.test import Client
from lxml import html

from motcua.design import shell
from motcua.kernel.words import Text

PAGES = [
    "",
    "/questions",
    "/questions?wrong",
    "/home",
    "/question",
    "/worklist",
    "/dossier",
    "/print",
]


@pytest.fixture(autouse=True)
def an_open_city() -> Iterator[None]:
    before = shell.city()
    shell.settle(shell.City(Text("Thành phố Mẫu", "Model City"), demo=True, patterns=True))
    yield
    shell.settle(before)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_pattern_page_is_whole(client: Client, path: str, language: str) -> None:
    response = client.get(f"{language}/studio/patterns{path}")

    assert response.status_code == 200
    root = html.fromstring(response.content)
    ids = [str(i) for i in root.xpath("//@id")]
    assert len(ids) == len(set(ids))
    assert root.xpath("//html/@lang") == ["en" if language else "vi"]
    assert len(root.xpath("//main")) == 1
    assert root.xpath("//h1")
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_they_do_not_exist_where_they_are_closed(client: Client) -> None:
    shell.settle(shell.City(Text("Thành phố", "City"), demo=False))

    for path in [*PAGES, "/communes"]:
        assert client.get(f"/studio/patterns{path}").status_code == 404


def test_an_empty_answer_is_asked_again(client: Client) -> None:
    response = client.post("/studio/patterns/question", {})

    assert response.status_code == 422
    root = html.fromstring(response.content)
    assert root.xpath("//*[@class='govuk-error-summary']//a/@href") == ["#acting_as"]


def test_communes_of_a_province(client: Client) -> None:
    assert client.get("/studio/patterns/communes?province=79").json() == [
        ["26740", "Phường Sài Gòn"]
    ]
    assert client.get("/studio/patterns/communes?province=xx").json() == []
