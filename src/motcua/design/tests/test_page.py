"""Pages: the frame of their site, the language switch, what a refusal says, errors."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.translation import override

from motcua.design import errors, refusals, shell
from motcua.design.page import now, page
from motcua.kernel.errors import NotAllowed, Refusal
from motcua.kernel.words import Text


class FeeUnpaid(Refusal):
    code = "test-fee-unpaid"


class Unheard(Refusal):
    code = "test-unheard"


@pytest.fixture(autouse=True)
def a_city() -> Iterator[None]:
    before = shell.city()
    shell.settle(shell.City(Text("Thành phố Mẫu", "Model City"), demo=True, patterns=True))
    yield
    shell.settle(before)


def asked(path: str = "/studio/patterns") -> HttpRequest:
    return RequestFactory().get(path)


def test_the_clock_is_aware() -> None:
    assert now().utcoffset() is not None


def test_a_page_is_drawn_in_the_frame_of_its_site() -> None:
    with override("vi"):
        response = page(asked(), "studio/question.html", wrong=False)

    body = response.content.decode()
    assert response.status_code == 200
    assert 'lang="vi"' in body
    assert "Bản trình diễn" in body
    assert 'hreflang="en" lang="en">English' in body
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_the_switch_leads_to_the_same_page() -> None:
    with override("vi"):
        links = shell.languages(asked("/studio/patterns?x=1"))

    assert [(link.language, link.href, link.current) for link in links] == [
        ("vi", "/studio/patterns?x=1", True),
        ("en", "/en/studio/patterns?x=1", False),
    ]


def test_a_page_with_one_address_has_no_switch() -> None:
    assert shell.languages(asked("/nowhere-else")) == ()


def test_a_refusal_speaks_both_languages() -> None:
    refusal = NotAllowed("no")

    with override("vi"):
        assert refusals.sentence(refusal).startswith("Bạn không có quyền")
    with override("en"):
        assert refusals.sentence(refusal).startswith("You may not do this")


def test_a_sentence_takes_the_parameters_of_its_refusal() -> None:
    refusals.speak({"test-fee-unpaid": "Còn %(amount)s chưa nộp"})

    assert refusals.sentence(FeeUnpaid(amount="8.000 đ")) == "Còn 8.000 đ chưa nộp"
    assert refusals.sentence(FeeUnpaid()) == refusals.sentence(Refusal())
    with pytest.raises(ValueError, match="two sentences"):
        refusals.speak({"test-fee-unpaid": "Khác"})


def test_an_unknown_refusal_still_says_something() -> None:
    with override("en"):
        assert refusals.sentence(Unheard()) == "This could not be done (test-unheard)."
    assert not refusals.speaks("test-unheard")


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (errors.bad_request, 400),
        (errors.not_allowed, 403),
        (errors.not_found, 404),
        (errors.expired, 403),
        (errors.server_error, 500),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_went_wrong_is_told(handler: object, status: int, language: str) -> None:
    assert callable(handler)
    with override(language):
        response = handler(asked())

    assert response.status_code == status
    assert "<h1" in response.content.decode()
