"""Reading a guide from its file: every fault is told with the place it is at."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
import yaml

from motcua.kernel import expressions
from motcua.kernel.errors import NotFound
from motcua.kernel.expressions import TEXT, BadExpression, Expression, ListOf, Type
from motcua.kernel.expressions import Text as Words
from motcua.kernel.words import Text

from ..procedure import LifeEvent
from .guides import Choice, Guide, Listed, Question

FOLDER = Path(__file__).with_name("guides")


class BadGuide(Exception):
    """A guide cannot be used; the message says where and why."""


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vi: str
    en: str

    def text(self) -> Text:
        return Text(self.vi, self.en)


class _Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    label: _Said
    hint: _Said | None = None


class _Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    ask: _Said
    choices: tuple[_Choice, ...]
    hint: _Said | None = None
    when: str = ""
    many: bool = False


class _Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    why: _Said
    when: str = ""
    after: tuple[str, ...] = ()


class _Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: _Said
    questions: tuple[_Question, ...]
    procedures: tuple[_Listed, ...]


@cache
def guides() -> Mapping[LifeEvent, Guide]:
    """All that come with the program, in the order of life events."""
    return {event: read((FOLDER / f"{event}.yaml").read_bytes(), event) for event in LifeEvent}


def guide(event: str) -> Guide:
    """:raises NotFound: no such life event"""
    found = {each.value: each for each in LifeEvent}.get(event)
    if found is None:
        raise NotFound(f"life event {event}")
    return guides()[found]


def read(content: bytes, event: LifeEvent) -> Guide:
    """:raises BadGuide: unknown keys, a condition that cannot be read, an order that turns back"""
    try:
        plain = yaml.load(content, Loader=yaml.CBaseLoader)  # noqa: S506 -- knows strings alone
        told = msgspec.convert(plain, _Guide, strict=False)
    except (yaml.YAMLError, msgspec.ValidationError) as fault:
        raise BadGuide(f"{event}: {fault}") from None
    names: dict[str, Type] = {}
    questions = []
    for each in told.questions:
        questions.append(_question(each, names, event))
        among = Words(frozenset(choice.key for choice in each.choices))
        names[each.key] = ListOf(TEXT) if each.many else among
    listed = tuple(_listed(each, names, event) for each in told.procedures)
    _refuse_disorder(listed, event)
    return Guide(event, told.title.text(), tuple(questions), listed)


def _question(told: _Question, names: Mapping[str, Type], event: LifeEvent) -> Question:
    if told.key in names:
        raise BadGuide(f"{event}: {told.key} is asked twice")
    return Question(
        key=told.key,
        label=told.ask.text(),
        hint=_text(told.hint),
        choices=tuple(Choice(c.key, c.label.text(), _text(c.hint)) for c in told.choices),
        when=_condition(told.when, names, f"{event}.{told.key}"),
        takes_many=told.many,
    )


def _listed(told: _Listed, names: Mapping[str, Type], event: LifeEvent) -> Listed:
    condition = _condition(told.when, names, f"{event}.{told.code}")
    return Listed(told.code, told.why.text(), condition, told.after)


def _condition(source: str, names: Mapping[str, Type], where: str) -> Expression | None:
    try:
        return expressions.compile(source, names) if source else None
    except BadExpression as fault:
        raise BadGuide(f"{where}: {fault}") from None


def _refuse_disorder(listed: tuple[Listed, ...], event: LifeEvent) -> None:
    """What is needed first stands first."""
    seen: set[str] = set()
    for each in listed:
        for code in each.after:
            if code not in seen:
                raise BadGuide(
                    f"{event}: {each.code} needs {code}, which stands below it or nowhere"
                )
        seen.add(each.code)


def _text(said: _Said | None) -> Text:
    return said.text() if said else Text("")
