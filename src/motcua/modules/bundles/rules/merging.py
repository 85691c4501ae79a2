"""One form out of several: what a member is given, shares or receives is not asked again.

Questions keep their words and kinds; their keys get the member's before them. Conditions are
rewritten on their syntax tree: what is given becomes a constant and is folded away, what is shared
becomes a reading of the answer it comes from.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from motcua.kernel.expressions import parse, source_of
from motcua.kernel.expressions.tree import Binary, Call, Fork, Items, Literal, Name, Node, Unary
from motcua.modules.catalogue.rules.findings import Findings, Mark, PackageErrors
from motcua.modules.catalogue.rules.package import Package
from motcua.modules.catalogue.rules.sources import Json
from motcua.modules.forms.rules import (
    NO_PLACES,
    Form,
    FormErrors,
    Level,
    Question,
    Scene,
    Source,
    Sources,
    parse_form,
)

from .folding import fold
from .group import FILE, Group, Member, Shared

#: What is given is a choice or a number: neither day nor place matters.
_ANY_DAY = Scene(date(2026, 1, 1), NO_PLACES)

Answers = Mapping[str, object]
Tree = dict[str, Json]


@dataclass(frozen=True, slots=True)
class PaperOfMember:
    """An issued result as a member that receives it holds it: an entry of a file question."""

    sha256: str
    name: str
    size: int
    media_type: str

    def entry(self) -> dict[str, object]:
        return {"sha256": self.sha256, "name": self.name, "size": self.size,
                "media_type": self.media_type}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MergedForm:
    """The joined form, and how each member's own answers come out of it."""

    group: Group
    form: Form
    forms: Mapping[str, Form]

    def answers_of(
        self,
        key: str,
        joined: Answers,
        *,
        results: Mapping[str, Answers] | None = None,
        papers: Mapping[str, PaperOfMember] | None = None,
    ) -> dict[str, object]:
        """What the member's own form is filed with. `results` and `papers`: by member."""
        member = self.group.member(key)
        found: dict[str, object] = dict(member.given)
        asked = (q.key for q in self.forms[key].questions() if q.key not in member.not_asked)
        found |= {name: joined.get(f"{key}_{name}") for name in asked}
        found |= {name: self._value_of(one, joined) for name, one in member.shared.items()}
        for name, (giver, field) in member.results.items():
            found[name] = (results or {}).get(giver, {}).get(field)
        for name, giver in member.papers.items():
            if papers and giver in papers:
                found[name] = [papers[giver].entry()]
        return {name: value for name, value in found.items() if value is not None}

    def sources_of(
        self, key: str, joined: Answers, sources: Sources, *, given: Source,
        told: Mapping[str, Source],
    ) -> dict[str, Source]:  # fmt: skip
        """Where the member's own answers come from: as the one answer of the joined form it is.

        `given` is the source of what the group gives, `told` that of other members' results.
        """
        member = self.group.member(key)
        found = {f"{key}_{each.key}": each.key for each in self.forms[key].questions()}
        mine = {name: sources[at] for at, name in found.items() if at in sources}
        for name, shared in member.shared.items():
            at = self._asked_at(shared, joined)
            if at is None:
                mine[name] = given
            elif at in sources:
                mine[name] = sources[at]
        mine |= dict.fromkeys(member.given, given)
        for name, (giver, _field) in member.results.items():
            if giver in told:
                mine[name] = told[giver]
        for name, giver in member.papers.items():
            if giver in told:
                mine[name] = told[giver]
        return mine

    def _asked_at(self, shared: Shared, joined: Answers) -> str | None:
        """The question of the joined form that answers what is shared; None where it is given."""
        for member, name in shared.sources:
            of = self.group.member(member)
            if self._answer(member, name, joined) is None:
                continue
            if name in of.shared:
                return self._asked_at(of.shared[name], joined)
            return None if name in of.given else f"{member}_{name}"
        return None

    def _value_of(self, shared: Shared, joined: Answers) -> object:
        for member, name in shared.sources:
            value = self._answer(member, name, joined)
            if value is not None:
                return shared.turned.get(str(value)) if shared.turned else value
        return None

    def _answer(self, member: str, name: str, joined: Answers) -> object:
        """An answer of a member, which may itself be given or shared."""
        of = self.group.member(member)
        if name in of.given:
            return of.given[name]
        if name in of.shared:
            return self._value_of(of.shared[name], joined)
        return joined.get(f"{member}_{name}")


def merge(group: Group, packages: Mapping[str, Package]) -> MergedForm:
    """`packages`: by member.

    :raises PackageErrors: the mapping does not fit the procedures as they are
    """
    found = Findings()
    forms = {key: package.form for key, package in packages.items()}
    for member in group.members:
        _check_names(member, packages, found)
    found.refuse_if_any()
    pages = [page for member in group.members for page in _pages(group, member, packages)]
    # What everybody promises is promised once, after everything was asked.
    pages.sort(key=lambda page: _is_promise(group, page))
    tree: Tree = {"form": 1, "title": {"vi": group.name.vi, "en": group.name.en}, "pages": [*pages]}
    try:
        form = parse_form(tree, file=FILE)
    except FormErrors as wrong:
        for finding in wrong.findings:
            if finding.level is Level.ERROR:
                found.add("form", Mark(FILE), problem=finding.text)
        raise PackageErrors(found) from wrong
    return MergedForm(group, form, forms)


def _is_promise(group: Group, page: Tree) -> bool:
    """A page of nothing but declarations that stand for those of other members too."""
    shared = {
        f"{giver}_{name}"
        for member in group.members
        for one in member.shared.values()
        for giver, name in one.sources
    }
    return all(
        isinstance(question, dict)
        and question["kind"] == "declaration"
        and question["key"] in shared
        for question in _listed(page["questions"])
    )


def _check_names(member: Member, packages: Mapping[str, Package], found: Findings) -> None:
    at = Mark(FILE)
    questions = {question.key: question for question in packages[member.key].form.questions()}
    for name in sorted(member.not_asked | set(member.checks)):
        if name not in questions:
            found.unknown("no-such-question", at, f"{member.key}.{name}", _named(member, questions))
    for name in sorted(set(member.shared) & set(questions)):
        _check_shared(questions[name], member.shared[name], packages, found)
    for name in sorted(set(member.given) & set(questions)):
        if (value := member.given[name]) is not None and not _fits(questions[name], value):
            found.unknown("unknown-word", at, str(value), [f"{member.key}.{name}"])
    for giver, field in member.results.values():
        fields = {question.key for question in packages[giver].result_form.questions()}
        if field not in fields:
            found.unknown("no-such-question", at, f"{giver}.{field}", fields)


def _fits(question: Question, value: Json) -> bool:
    answer = question.kind.clean(value)
    return answer is not None and not question.kind.check(answer, _ANY_DAY)


def _check_shared(
    ours: Question, shared: Shared, packages: Mapping[str, Package], found: Findings
) -> None:
    """One answer can stand for another only where both are of one kind."""
    at = Mark(FILE)
    for giver, source in shared.sources:
        theirs = {q.key: q for q in packages[giver].form.questions()}
        if source not in theirs:
            found.unknown("no-such-question", at, f"{giver}.{source}", theirs)
        elif theirs[source].kind.name != ours.kind.name:
            found.unknown("unknown-word", at, theirs[source].kind.name, [ours.kind.name])


def _named(member: Member, questions: Mapping[str, object]) -> list[str]:
    return [f"{member.key}.{name}" for name in questions]


# The pages of a member, as they are asked in the group


def _pages(group: Group, member: Member, packages: Mapping[str, Package]) -> Iterator[Tree]:
    content = json.loads(packages[member.key].canonical)
    for page in content["files"]["form"]["pages"]:
        asked: list[Json] = [
            question
            for each in page["questions"]
            if each["key"] not in member.not_asked
            and (question := _question(group, member, each)) is not None
        ]
        when = _condition(group, member, page.get("when"))
        if not asked or when == "false":
            continue
        kept = {name: page[name] for name in ("title", "hint") if name in page}
        guard: Tree = {} if when is None else {"when": when}
        yield {"key": f"{member.key}_{page['key']}", **guard, **kept, "questions": asked}


#: Where what is asked in each row stands: in groups, and in tables.
_ROWS = ("questions", "columns")


def _question(group: Group, member: Member, tree: Tree) -> Tree | None:
    when = _condition(group, member, tree.get("when"))
    if when == "false":
        return None
    asked: Tree = {k: v for k, v in tree.items() if k not in ("when", "checks", *_ROWS)}
    asked["key"] = f"{member.key}_{tree['key']}"
    if when is not None:
        asked["when"] = when
    for part in _ROWS:
        if isinstance(rows := tree.get(part), list):
            asked[part] = [_in_a_row(group, member, row) for row in rows]
    checks = [_check(group, member, one) for one in _listed(tree.get("checks"))]
    checks += [*member.checks.get(str(tree["key"]), ())]
    if checks:
        asked["checks"] = checks
    return asked


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _check(group: Group, member: Member, check: Json) -> Json:
    if not isinstance(check, dict):
        return check
    return {**check, "that": _rewritten(group, member, str(check["that"]))}


def _in_a_row(group: Group, member: Member, row: Json) -> Json:
    """Keys inside a group's row stay; what they read of the form outside is rewritten."""
    if not isinstance(row, dict):
        return row
    changed = dict(row)
    if "when" in row:
        changed["when"] = _rewritten(group, member, str(row["when"]))
    if "checks" in row:
        changed["checks"] = [_check(group, member, one) for one in _listed(row["checks"])]
    return changed


def _condition(group: Group, member: Member, source: Json) -> str | None:
    """The condition over the joined form; None where it always holds."""
    if source is None:
        return None
    written = _rewritten(group, member, str(source))
    return None if written == "true" else written


def _rewritten(group: Group, member: Member, source: str) -> str:
    return source_of(fold(_substituted(group, member, parse(source))))


def _substituted(  # noqa: PLR0911 -- one branch for each kind of node
    group: Group, member: Member, node: Node
) -> Node:
    match node:
        case Name(("answers", name, *rest)):
            return _reading(group, member, name, tuple(rest))
        case Unary(_, operand):
            return replace(node, operand=_substituted(group, member, operand))
        case Binary(_, left, right):
            return replace(node, left=_substituted(group, member, left),
                           right=_substituted(group, member, right))  # fmt: skip
        case Fork(condition, then, otherwise):
            a, b, c = (_substituted(group, member, each) for each in (condition, then, otherwise))
            return replace(node, condition=a, then=b, otherwise=c)
        case Call(_, arguments):
            return replace(
                node, arguments=tuple(_substituted(group, member, each) for each in arguments)
            )
        case Items(items):
            return replace(node, items=tuple(_substituted(group, member, each) for each in items))
        case _:
            return node


def _reading(group: Group, member: Member, name: str, rest: tuple[str, ...]) -> Node:
    if name in member.given:
        value = member.given[name]
        return Literal(value if isinstance(value, bool | int | str) else None)
    if name in member.shared:
        return _shared_reading(group, member.shared[name], rest)
    return Name(("answers", f"{member.key}_{name}", *rest))


def _shared_reading(group: Group, shared: Shared, rest: tuple[str, ...]) -> Node:
    """The first source that has an answer, its choice turned into ours."""
    sources = [_reading(group, group.member(m), name, rest) for m, name in shared.sources]
    first = reduce(_or_else, reversed(sources[:-1]), sources[-1])
    if not shared.turned:
        return first
    turned: Node = Literal(None)
    for theirs, ours in reversed([*shared.turned.items()]):
        turned = Fork(Binary("==", first, Literal(theirs)), Literal(ours), turned)
    return turned


def _or_else(later: Node, one: Node) -> Node:
    return Fork(Call("has", (one,)), one, later)
