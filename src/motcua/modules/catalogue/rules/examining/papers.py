"""Papers: a template only needs what is always there, and the owner has a name.

Templates are read as text, not run: what counts is which data a line takes, and what it stands
inside: an `if`, or a function of the template's own that bears with nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.kernel.words import Text
from motcua.modules.forms.rules import Form, Question

from ..findings import Finding
from ..package import TEMPLATE, Package
from .situations import Facts, Situations
from .subject import Subject

_READ = re.compile(r"data\.(result|result_words|answers|answers_words)\.([a-z][a-z0-9_]*)")
_OWN = re.compile(r"#let ([a-z][a-z0-9-]*)\(([^()]*)\)\s*=")
#: Of a longer template only so much is looked at: a paper of the city has a tenth of it.
LONGEST = 20_000
#: So many brackets around a place are asked, the nearest.
DEEPEST = 24
_CALL = re.compile(r"([a-z][a-z0-9-]*)$")
_OPTIONAL = Text("được bỏ trống", "it may be left empty")
_CONDITIONAL = Text("có điều kiện", "it is conditional")


def check(subject: Subject) -> Iterator[Finding]:
    package = subject.package
    yield from _template(subject, TEMPLATE, package.result_template)
    for kind, template in package.letters.items():
        yield from _template(subject, f"letters/{kind}.typ", template)
    yield from _owners(subject)


def answers_read_by_papers(package: Package) -> set[str]:
    """The form's questions that a template prints."""
    templates = (package.result_template, *package.letters.values())
    found = (
        match for template in templates for match in _READ.finditer(_without_remarks(template))
    )
    return {match[2] for match in found if match[1].startswith("answers")}


def _template(subject: Subject, file: str, template: str) -> Iterator[Finding]:
    told: set[str] = set()
    for use in _uses(template):
        form, situations = _of(subject, use.of)
        question = form.question(use.name)
        name = f"data.{use.of}.{use.name}"
        if name in told:
            continue
        if question is None:
            told.add(name)
            yield subject.in_template("template-unknown-name", file, use.line, name=name)
        elif why := _missing(question, form, situations, use.guards):
            told.add(name)
            yield subject.in_template("template-needs-hidden", file, use.line, name=name, why=why)


def _of(subject: Subject, root: str) -> tuple[Form, Situations]:
    if root.startswith("answers"):
        return subject.package.form, subject.situations
    return subject.package.result_form, subject.officers


def _missing(
    question: Question, form: Form, situations: Situations, guards: frozenset[str]
) -> Text | None:
    """Why it may be missing where the template takes it; None where it is always there."""
    if question.key in guards or "" in guards:
        return None
    page = next(page for page in form.pages if question in page.questions)
    conditions = [when for when in (page.when, question.when) if when is not None]
    decided_by = {path[1] for when in conditions for path in when.reads if len(path) > 1}
    if decided_by and decided_by & guards:
        return None
    if not question.required:
        return _OPTIONAL

    def is_hidden(facts: Facts) -> bool:
        return not situations.is_asked(question.key, facts)

    if conditions and situations.find(is_hidden, conditions).facts is not None:
        return _CONDITIONAL
    return None


@dataclass(frozen=True, slots=True)
class _Use:
    """`guards`: the data whose being there was asked before; an empty name bears with anything."""

    of: str
    name: str
    line: int
    guards: frozenset[str]


def _uses(template: str) -> Iterator[_Use]:
    text = _without_remarks(template[:LONGEST])
    bearing = _bearing(text)
    aliases = {m[1]: m[2] for m in re.finditer(r"#let ([a-z][a-z0-9-]*) = data\.\w+\.(\w+)", text)}
    for match in _READ.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        before = text[line_start : match.start()]
        if re.match(r"\s*#?let [a-z][a-z0-9-]* = $", before) or "#if " in before:
            continue
        line = text.count("\n", 0, match.start()) + 1
        guards = frozenset(_guards(text, match.start(), bearing, aliases))
        yield _Use(match[1], match[2], line, guards)


def _without_remarks(template: str) -> str:
    """Remarks blanked, lines kept."""
    return re.sub(r"//[^\n]*", "", template)


def _bearing(text: str) -> frozenset[str]:
    """Functions of the template that ask whether what they are given is there."""
    found = set()
    for match in _OWN.finditer(text):
        end = text.find("\n#", match.end())
        body = text[match.end() : end if end >= 0 else len(text)]
        if "none" in body:
            found.add(match[1])
    return frozenset(found)


def _guards(text: str, at: int, bearing: frozenset[str], aliases: dict[str, str]) -> Iterator[str]:
    """What the brackets around a place ask: conditions of `if`, calls that bear with nothing."""
    depth = around = 0
    for here in range(at - 1, -1, -1):
        sign = text[here]
        if sign in ")]}":
            depth += 1
        elif sign in "([{":
            if depth:
                depth -= 1
                continue
            yield from _asked_before(text, here, sign, bearing, aliases)
            around += 1
            if around == DEEPEST:
                return


def _asked_before(
    text: str, at: int, sign: str, bearing: frozenset[str], aliases: dict[str, str]
) -> Iterator[str]:
    before = text[:at].rstrip(" ")
    if sign == "(":
        called = _CALL.search(before)
        if called and called[1] in bearing:
            yield ""
        return
    condition = re.search(r"(?:if|else if) ([^\n]*)$", before)
    if condition:
        yield from (match[2] for match in _READ.finditer(condition[1]))
        yield from (
            name for alias, name in aliases.items() if re.search(rf"\b{alias}\b", condition[1])
        )


def _owners(subject: Subject) -> Iterator[Finding]:
    """Of the rules about the owner the first that applies counts; it must find a name."""
    for number, rule in enumerate(subject.package.owners):
        key = rule.questions.get("full_name", "")
        question = subject.package.form.question(key)
        if question is not None and (not question.required or _is_hidden(subject, number, key)):
            yield subject.finding(
                "owner-nameless", "procedure.yaml", ("owner", number), question=key
            )


def _is_hidden(subject: Subject, number: int, key: str) -> bool:
    """Whether rule `number` may be the one that counts while its question is not asked."""
    rules, situations = subject.package.owners[: number + 1], subject.situations
    conditions = [rule.when for rule in rules if rule.when is not None]

    def is_nameless(facts: Facts) -> bool:
        applying = (
            n for n, each in enumerate(rules) if each.when is None or each.when.holds(facts)
        )
        return next(applying, None) == number and not situations.is_asked(key, facts)

    about = [*conditions, *situations.conditions_of(key)]
    return situations.find(is_nameless, about).facts is not None
