"""Questions: told who asks unless anybody may know, answered with cards and never with rows."""

import inspect
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

import pytest
from django.db import models

from motcua.kernel.actors import Actor

from .house import MODULES, is_frozen, offered

QUERIES = [module for module in MODULES if offered(module, "queries")]

#: What serves no one person, with the reason why nobody has to be named.
FOR_ANYBODY = {
    "organisation.agency": "that an agency exists is public",
    "organisation.competent_agencies": "who is competent is published with each procedure",
    "organisation.one_stop_units": "addresses and hours of counters are public",
    "organisation.calendar_of": "office hours and holidays are public, and rules need them",
    "organisation.calendar_at_version": "holidays are public, and rules need them",
    "organisation.clock_rules_on": "the rules of counting are law",
    "organisation.officer": "names and titles of officers are shown to those they deal with",
    "organisation.officers": "names and titles of officers are shown to those they deal with",
    "organisation.officers_holding": "who holds a post is public",
    "organisation.postings_of": "who holds a post is public",
    "organisation.officer_by_subject": "asked while signing in, before there is an actor",
    "organisation.actor_for_officer": "makes the actor; there is none to name before it",
    "catalogue.revision": "what was published is public, and dossiers in flight need it",
    "people.masked": "a card its reader holds already, with less in it",
}


@pytest.mark.parametrize("module", QUERIES)
def test_they_are_told_who_asks(module: str) -> None:
    assert [
        f"{module}.{name}"
        for name, query in offered(module, "queries").items()
        if not name.startswith("public_")
        and get_type_hints(query).get("by") is not Actor
        and f"{module}.{name}" not in FOR_ANYBODY
    ] == []


def test_no_exception_outlives_its_query() -> None:
    there = {f"{module}.{name}" for module in QUERIES for name in offered(module, "queries")}
    assert set(FOR_ANYBODY) - there == set()


@pytest.mark.parametrize("module", QUERIES)
def test_they_answer_with_cards(module: str) -> None:
    assert [
        f"{module}.{name} -> {kind.__name__}"
        for name, query in offered(module, "queries").items()
        for kind in _kinds(get_type_hints(query).get("return"))
        if issubclass(kind, models.Model | models.QuerySet)
    ] == []


@pytest.mark.parametrize("module", QUERIES)
def test_cards_do_not_change(module: str) -> None:
    assert [
        f"{module}.{name} -> {kind.__name__}"
        for name, query in offered(module, "queries").items()
        for kind in _kinds(get_type_hints(query).get("return"))
        if is_dataclass(kind) and not is_frozen(kind)
    ] == []


def _kinds(answer: Any) -> Iterator[type]:
    """The classes named in an annotation such as `Page[DeskRow]` or `ChargeCard | None`."""
    if inspect.isclass(answer) and not get_args(answer):
        yield answer
    for inside in get_args(answer):
        yield from _kinds(inside)
