"""Operations: keyword-only, told who acts and when, each a transaction of its own, plain values."""

import inspect
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, get_type_hints

import pytest
from django.db import models
from django.db.transaction import Atomic

from motcua.kernel.actors import Actor

from .house import MODULES, offered

OPERATIONS = [module for module in MODULES if offered(module, "operations")]


@pytest.fixture(params=OPERATIONS)
def verbs(request: pytest.FixtureRequest) -> dict[str, Callable[..., Any]]:
    """The operations of one module, by name."""
    return offered(request.param, "operations")


def test_there_are_operations() -> None:
    assert {"organisation", "people", "payments", "dossiers"} <= set(OPERATIONS)


def test_they_are_called_as_sentences(verbs: dict[str, Callable[..., Any]]) -> None:
    assert [
        f"{name}({parameter.name})"
        for name, verb in verbs.items()
        for parameter in inspect.signature(verb).parameters.values()
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
    ] == []


def test_they_are_told_who_acts_and_when(verbs: dict[str, Callable[..., Any]]) -> None:
    wanted = {"by": Actor, "at": datetime}
    assert [
        f"{name} lacks {key}: {kind.__name__}"
        for name, verb in verbs.items()
        for key, kind in wanted.items()
        if get_type_hints(verb).get(key) is not kind
    ] == []


def test_each_is_a_transaction_of_its_own(verbs: dict[str, Callable[..., Any]]) -> None:
    assert [name for name, verb in verbs.items() if not any(_durable(verb))] == []


def test_they_answer_with_plain_values(verbs: dict[str, Callable[..., Any]]) -> None:
    assert [name for name, verb in verbs.items() if _holds_a_row(verb)] == []


def _durable(verb: Callable[..., Any]) -> Iterator[bool]:
    """Whether each `transaction.atomic` around the function is durable."""
    around: Any = verb
    while around is not None:
        for cell in getattr(around, "__closure__", None) or ():
            if isinstance(cell.cell_contents, Atomic):
                yield vars(cell.cell_contents)["durable"]
        around = getattr(around, "__wrapped__", None)


def _holds_a_row(verb: Callable[..., Any]) -> bool:
    answer = get_type_hints(verb).get("return")
    return inspect.isclass(answer) and issubclass(answer, models.Model | models.QuerySet)
