"""Facts: versioned kinds, plain values, no personal data; reactions: one name, a known fact."""

import re
from dataclasses import fields
from typing import Any

from procrastinate.contrib.django import app
from tools import reading

from motcua.foundation import journal

from .house import MODULES, everything, is_frozen, part

#: Looks like a person's words and is none.
HARMLESS = {"payments.events.PaymentFailed.reason": "a code of the gateway"}
KIND = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*/[1-9]\d*")
#: Field names that would mean personal data in a row that is kept for ever and shown in timelines.
PERSONAL = re.compile(
    r"(full_)?name|.*phone.*|.*e?mail.*|.*address.*|birth.*|personal_id|.*answers.*|reason|note"
)


def test_kinds_are_versioned_and_unlike() -> None:
    kinds = [event.kind for event in reading.events()]
    assert [kind for kind in kinds if not KIND.fullmatch(kind)] == []
    assert [kind for kind in set(kinds) if kinds.count(kind) > 1] == []


def test_facts_are_frozen_and_dated() -> None:
    assert [
        _short(event)
        for event in _events()
        if not is_frozen(event) or "at" not in {field.name for field in fields(event)}
    ] == []


def test_facts_hold_no_personal_data() -> None:
    assert [
        name
        for event in _events()
        for field in fields(event)
        if PERSONAL.fullmatch(field.name)
        and (name := f"{_short(event)}.{field.name}") not in HARMLESS
    ] == []


def test_reactions_react_to_known_facts_of_the_modules() -> None:
    everything()
    known = {event.kind for event in reading.events()}
    heard = {kind for kind, names in journal.reactions().items() if not _of_tests(names)}
    assert heard - known == set()


def test_reactions_are_named_after_their_module() -> None:
    assert [
        reaction.name
        for reaction in reading.reactions()
        if reaction.name.partition(".")[0] not in MODULES
    ] == []


def test_the_source_is_read_as_it_runs() -> None:
    everything()
    run = {name for names in journal.reactions().values() for name in names}
    assert {name for name in run if not _of_tests([name])} == {r.name for r in reading.reactions()}
    ours = {
        name for name in app.tasks if not name.startswith(("builtin:", "test", "procrastinate"))
    }
    assert ours == {job.name for job in reading.jobs()}


def test_names_of_reactions_and_jobs_are_unlike() -> None:
    names = [r.name for r in reading.reactions()] + [job.name for job in reading.jobs()]
    assert [name for name in set(names) if names.count(name) > 1] == []


def _short(event: Any) -> str:
    return f"{event.__module__}.{event.__name__}".removeprefix("motcua.modules.")


def _of_tests(names: Any) -> bool:
    return all(name.startswith("test") for name in names)


def _events() -> list[Any]:
    return [
        thing
        for module in MODULES
        if (home := part(module, "events"))
        for thing in vars(home).values()
        if isinstance(thing, type)
        and thing.__module__.startswith(home.__name__)
        and isinstance(getattr(thing, "kind", None), str)
    ]
