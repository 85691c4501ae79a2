"""Which situations a form allows: a small search for answers that could really be given.

Conditions look back only, so answers are chosen in the order of asking; a hidden question has no
answer, and answers that a check of the form refuses are left out. What is found here can happen.
Where choices are too many, or answers are free text or dates, not finding anything proves nothing,
and the search says so.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.kernel.expressions import Bool, Day, Expression, Int, ListOf, Node, Text, Type
from motcua.kernel.expressions.tree import Binary, Call, Literal, Name, walk
from motcua.modules.forms.rules import Form, Question, Scene
from motcua.modules.forms.rules.drawing import DRAWN, drawn
from motcua.modules.forms.rules.kinds.computed import Computed
from motcua.modules.forms.rules.kinds.group import Group

from ..procedure import Audience, Channel

Facts = Mapping[str, object]
Path = tuple[str, ...]

MOST = 20_000
#: A day on which answers are tried; checks of the form may ask for days before or after today.
TODAY = date(2026, 11, 22)
_DAYS = tuple(
    date.fromisoformat(day).isoformat()
    for day in ("1950-03-04", "1990-05-20", "2012-06-07", "2025-11-02", "2026-11-20",
                "2026-11-22", "2026-12-01", "2027-10-30", "2031-01-15")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Search:
    """`facts` of a situation, if one was found; `is_sure`: not found means there is none."""

    facts: Facts | None
    is_sure: bool

    @property
    def is_impossible(self) -> bool:
        return self.facts is None and self.is_sure


class Situations:
    """What may be answered to one form, through which channels, by whom."""

    def __init__(
        self, form: Form, channels: Sequence[Channel], audience: Sequence[Audience]
    ) -> None:
        self._form = form
        self._channels = tuple(channel.value for channel in channels)
        self._audience = tuple(each.value for each in audience)
        self._place = {q.key: (p, q) for p in form.pages for q in p.questions}

    def find(
        self,
        holds: Callable[[Facts], bool],
        about: Iterable[Expression],
        *,
        beside: Iterable[str] = (),
        fixed: Mapping[str, str] | None = None,
    ) -> Search:
        """A situation in which `holds` is true.

        `about` are the expressions it looks at, `beside` questions it looks at without one;
        `fixed` may give the `channel`.
        """
        asked = tuple(about)
        reads: set[Path] = {path for each in asked for path in each.reads}
        keys = self._closure({*_questions_in(reads), *beside})
        chosen = [(page, q) for page, q in self._place.values() if q.key in keys]
        rules = [*asked, *self._rules(keys)]
        domains = {q.key: _domain(q, rules) for _, q in chosen}
        is_sure = all(domain.is_whole for domain in domains.values())
        seen = 0
        for facts in self._frames(reads, fixed or {}):
            for answers in self._answers(chosen, domains, facts):
                seen += 1
                if seen > MOST:
                    return Search(None, is_sure=False)
                situation = {**facts, "answers": answers}
                if holds(situation):
                    return Search(situation, is_sure=True)
        return Search(None, is_sure)

    def is_asked(self, key: str, facts: Facts) -> bool:
        """Whether the question is shown in a situation that was found with it."""
        page, question = self._place[key]
        return all(when is None or when.holds(facts) for when in (page.when, question.when))

    def conditions_of(self, key: str) -> list[Expression]:
        page, question = self._place[key]
        return [when for when in (page.when, question.when) if when is not None]

    def _closure(self, wanted: Iterable[str]) -> set[str]:
        """The questions, and all that decide whether they are asked or may be answered so."""
        found: set[str] = set()
        waiting = [key for key in wanted if key in self._place]
        while waiting:
            key = waiting.pop()
            if key in found:
                continue
            found.add(key)
            for rule in self._deciding(key):
                waiting.extend(each for each in _questions_in(rule.reads) if each in self._place)
        return found

    def _rules(self, keys: Iterable[str]) -> Iterator[Expression]:
        for key in keys:
            yield from self._deciding(key)

    def _deciding(self, key: str) -> Iterator[Expression]:
        """Whether it is asked, what may be answered, or what it comes to by itself."""
        question = self._place[key][1]
        yield from self.conditions_of(key)
        yield from _checks(question)
        if isinstance(question.kind, Computed) and question.kind.formula:
            yield question.kind.formula

    def _frames(
        self, reads: Iterable[Path], fixed: Mapping[str, str]
    ) -> Iterator[dict[str, object]]:
        roots = {path[0] for path in reads}
        channels = (fixed["channel"],) if "channel" in fixed else self._channels
        audience = self._audience if "applicant" in roots else self._audience[:1]
        for channel in (channels if "channel" in roots else channels[:1]) or ("",):
            for kind in audience or ("",):
                yield {"channel": channel, "applicant": {"kind": kind}}

    def _answers(
        self,
        chosen: Sequence[tuple[object, Question]],
        domains: Mapping[str, "Domain"],
        facts: Facts,
    ) -> Iterator[dict[str, object]]:
        """Depth first, the answers so far deciding what is asked next."""
        return self._from(0, {}, chosen, domains, facts)

    def _from(
        self,
        at: int,
        counted: dict[str, object],
        chosen: Sequence[tuple[object, Question]],
        domains: Mapping[str, "Domain"],
        facts: Facts,
    ) -> Iterator[dict[str, object]]:
        if at == len(chosen):
            yield dict(counted)
            return
        question = chosen[at][1]
        if not self.is_asked(question.key, {**facts, "answers": counted}):
            yield from self._from(at + 1, counted, chosen, domains, facts)
            return
        for value in self._tried(question, domains[question.key], {**facts, "answers": counted}):
            now = counted if value is None else {**counted, question.key: value}
            if not any(rule.fails({**facts, "answers": now}) for rule in _checks(question)):
                yield from self._from(at + 1, now, chosen, domains, facts)

    def _tried(self, question: Question, domain: "Domain", facts: Facts) -> tuple[object, ...]:
        """A computed question comes to one thing; of any other, answers are tried."""
        if isinstance(question.kind, Computed):
            return (question.kind.worth(facts),)
        return domain.values


@dataclass(frozen=True, slots=True)
class Domain:
    """Answers to try; `is_whole`: no other answer could make a difference."""

    values: tuple[object, ...]
    is_whole: bool


def _domain(question: Question, rules: Iterable[Expression]) -> Domain:
    values, is_whole = _values(question, list(rules))
    if isinstance(question.kind.type, Day):
        scene = Scene(TODAY)
        values = [day for day in values if not question.kind.check(day, scene)] or values
    empty: list[object] = [] if question.required else [None]
    return Domain((*values, *empty), is_whole)


def _values(question: Question, rules: list[Expression]) -> tuple[list[object], bool]:
    if isinstance(question.kind, Computed):
        return [], True
    if isinstance(question.kind, Group):
        return _rows(question.kind), False
    match question.kind.type:
        case ListOf(item):
            found, is_whole = _lists(question, item, rules)
        case Text(among) if among is not None:
            found, is_whole = list(_in_order(question, among)), True
        case Bool():
            found, is_whole = _yes_or_no(question), True
        case Int():
            found, is_whole = _numbers(question, rules)
        case Day():
            found, is_whole = list(_DAYS), False
        case _:
            found = _sample(question)
            is_whole = all(_only_asked_whether_given(rule, question.key) for rule in rules)
    return found, is_whole


def _yes_or_no(question: Question) -> list[object]:
    return [True] if question.kind.name == "declaration" else [True, False]


def _in_order(question: Question, among: Iterable[str]) -> Iterator[str]:
    choices = [option.value for option in getattr(question.kind, "choices", ())]
    yield from choices or sorted(among)


def _lists(question: Question, item: Type, rules: list[Expression]) -> tuple[list[object], bool]:
    """Choices one by one and all together; one file, and as many as there may be."""
    if isinstance(item, Text) and item.among:
        every = sorted(item.among)
        return [*([one] for one in every), every], len(every) == 1
    most = getattr(question.kind, "most", 1)
    if most == 1:
        return [[_A_FILE]], True
    is_whole = all(_only_asked_whether_given(rule, question.key) for rule in rules)
    return [[_A_FILE], [{**_A_FILE, "sha256": f"{n:064x}"} for n in range(most)]], is_whole


def _numbers(question: Question, rules: list[Expression]) -> tuple[list[object], bool]:
    """The bounds, and both sides of every number the rules compare with."""
    least, most = getattr(question.kind, "least", 0), getattr(question.kind, "most", 999_999_999)
    path = ("answers", question.key)
    near: set[int] = {least, most}
    is_whole = True
    for rule in rules:
        if path in rule.reads:
            found = [node.value for node in walk(rule.tree) if isinstance(node, Literal)]
            numbers = [n for n in found if isinstance(n, int) and not isinstance(n, bool)]
            near.update(n + step for n in numbers for step in (-1, 0, 1))
            is_whole = is_whole and _only_compared(rule.tree, path)
    return [n for n in sorted(near) if least <= n <= most], is_whole


def _only_compared(tree: Node, path: Path) -> bool:
    """Whether the number is read in comparisons with numbers written out, and nowhere else."""
    read = sum(isinstance(node, Name) and node.path == path for node in walk(tree))
    compared = sum(
        isinstance(node, Binary)
        and node.sign in ("==", "!=", "<", "<=", ">", ">=")
        and any(isinstance(s, Name) and s.path == path for s in (node.left, node.right))
        and any(isinstance(s, Literal) for s in (node.left, node.right))
        for node in walk(tree)
    )
    return read == compared


def _only_asked_whether_given(rule: Expression, key: str) -> bool:
    path = ("answers", key)
    read = sum(isinstance(n, Name) and n.path[:2] == path for n in walk(rule.tree))
    whether = sum(
        isinstance(n, Call) and n.function == "has"
        and isinstance(n.arguments[0], Name) and n.arguments[0].path == path
        for n in walk(rule.tree)
    )  # fmt: skip
    return read == whether


_A_FILE = {"name": "giay-to.pdf", "size": 1000, "media_type": "application/pdf", "pages": 1,
           "sha256": "0" * 64}  # fmt: skip
_HOME: Mapping[str, object] = {
    "province": "01", "commune": "00070", "detail": "Số 1", "as_of": "2026-11-22",
}  # fmt: skip
_SAMPLES: Mapping[str, object] = {
    "personal_id": "001190000018",
    "phone": "0912345678",
    "email": "an@example.vn",
    "person_name": "Nguyễn Thị An",
    "address": _HOME,
}


def _sample(question: Question) -> list[object]:
    """One answer of a kind whose answers rules do not tell apart."""
    if question.kind.name in _SAMPLES:
        return [_SAMPLES[question.kind.name]]
    if question.kind.name in DRAWN:
        draw = random.Random(question.key)  # noqa: S311 the same each time, no secret
        name, home = str(_SAMPLES["person_name"]), _HOME
        return [drawn(question.kind, draw, today=TODAY, name=name, home=home)]
    return ["Mẫu".ljust(getattr(question.kind, "least", 1), ".")]


def _rows(group: Group) -> list[object]:
    """One row, and as many as there may be."""
    row = {}
    for question in group.questions:
        tried, _ = _values(question, [])
        if tried:
            row[question.key] = tried[0]
    return [[row] * max(group.least, 1), [row] * group.most]


def _checks(question: Question) -> list[Expression]:
    return [check.that for check in question.checks]


def _questions_in(reads: Iterable[Path]) -> set[str]:
    return {path[1] for path in reads if path[0] == "answers" and len(path) > 1}
