"""The pattern pages: every component, both languages, closed in production."""

from collections.abc import Iterator

import pytest
from django.test import Client
from lxml import html

from motcua.design import shell
from motcua.kernel.words import Text
from motcua.modules.forms.rules.kinds.registry import KINDS
from motcua.sites.studio.kinds import reacting, specimen

PAGES = [
    "",
    "/questions",
    "/questions?wrong",
    "/kinds",
    *(f"/kinds/{each.key}" for each in specimen().pages),
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


@pytest.mark.django_db
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


def test_something_follows_from_an_answer_of_every_kind() -> None:
    # Nothing is kept on these pages, so no file can be given; what is computed has no answer.
    asked = {page.key.removeprefix("reacting_") for page in reacting().pages}

    assert asked == set(KINDS) - {"file", "computed"}
    assert not reacting().findings


@pytest.mark.django_db
def test_a_page_asks_how_something_is_read(client: Client) -> None:
    where = "/studio/patterns/kinds/reacting_organisation"
    name = "q-of_organisation"
    typed = {"asked": "of_organisation", f"{name}-tax_code": "0100 109 106", f"{name}-name": "Mẫu"}

    answer = client.post(where, typed | {"read": "on"}, headers={"accept": "application/json"})

    told = {"of_organisation": {"tax_code": "0100109106", "name": "Mẫu"}}
    assert answer.json() == {"told": told}


def test_there_is_a_page_for_every_kind_of_question() -> None:
    shown = {question.kind.name for question in specimen().questions()}
    assert shown == set(KINDS)
    assert not specimen().findings


@pytest.mark.django_db
def test_what_is_sent_is_told_back_in_words(client: Client) -> None:
    typed = {"asked": "table", "q-table-rows": "2", "q-table-0-what": "Gạo", "q-table-0-count": "2"}

    wrong = client.post("/studio/patterns/kinds/table", typed)
    right = client.post("/studio/patterns/kinds/table", typed | {"q-table-0-price": "30.000"})

    assert wrong.status_code == 422
    assert "#q-table-0-price" in wrong.content.decode()
    assert "Tên hàng: Gạo; Số lượng: 2; Thành tiền: 30.000 đ" in right.content.decode()
