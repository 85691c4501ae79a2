"""What is shown when the program, or what it stands on, fails."""

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from motcua.design import errors


def _after(trouble: Exception) -> HttpResponse:
    try:
        raise trouble
    except type(trouble):
        return errors.server_error(HttpRequest())


@pytest.mark.parametrize("trouble", [OperationalError("gone"), InterfaceError("closed")])
def test_while_the_database_is_away_one_may_come_again(trouble: Exception) -> None:
    answer = _after(trouble)

    assert answer.status_code == 503
    assert answer["Retry-After"].isdigit()
    assert "gone" not in answer.content.decode()


def test_a_fault_of_ours_is_a_fault() -> None:
    assert _after(ZeroDivisionError("secret")).status_code == 500
