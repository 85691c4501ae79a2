"""Reads a form definition from its tree, and finds all that is wrong with it at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from motcua.kernel.expressions import (
    BOOL,
    DAY,
    BadExpression,
    Expression,
    ListOf,
    Node,
    Record,
    Type,
    compile,  # noqa: A004
)

from .branch import Branch
from .definition import Check, Form, Page, Question, Term
from .findings import FormErrors, Level
from .kinds.computed import Computed
from .kinds.declaration import Declaration
from .kinds.group import Group
from .kinds.kind import Kind
from .kinds.reference_choice import ReferenceChoice
from .kinds.registry import KINDS, NOT_IN_GROUP, NOT_IN_TABLE
from .kinds.short_text import ShortText
from .kinds.table import MOST_COLUMNS, Grid
from .lists import NO_LIST, ReferenceList, builtin, builtins, read_lists
from .prefill import SOURCES
from .tables import ROOT, Draft, Table, read_tables

VERSION = 1
MOST_PAGES, MOST_QUESTIONS, MOST_CHECKS, MOST_TERMS = 40, 60, 10, 20


def parse_form(tree: object, *, file: str = "form.yaml") -> Form:
    """The form a tree (as YAML gives it) defines.

    :raises FormErrors: with every finding, errors and warnings, each with its path in the tree
    """
    top = Branch(tree, (), [])
    if top.needed("form") is not None and top.peek("form") != VERSION:
        top.note("wrong-version", "form")
    title = top.words("title")
    drafts, lists = {draft.key: draft for draft in read_tables(top)}, read_lists(top)
    branches = top.branches("pages", most=MOST_PAGES)
    ahead = _keys_within(branches)
    reading = _Reading(_Surroundings(has_prefill=True, ahead=ahead, drafts=drafts, lists=lists))
    pages = tuple(reading.page(each) for each in branches)
    tables, terms = reading.tables(), reading.terms(top)
    top.close()
    return _form_or_errors(Form(title, pages, tuple(top.findings), tables, terms), file)


def _keys_within(pages: Iterable[Branch]) -> frozenset[str]:
    """The keys of all questions, to tell what is asked too late from what never is."""
    lists = (page.peek("questions") for page in pages)
    questions = (each for found in lists if isinstance(found, list) for each in found)
    return frozenset(str(each.get("key")) for each in questions if isinstance(each, Mapping))


def meanings(form: Form) -> dict[tuple[str, ...], Node]:
    """What `tables.…` stands for in expressions outside the form."""
    return {(ROOT, table.key): table.value.tree for table in form.tables}


def answer_types(form: Form) -> Record:
    """What expressions outside the form (fees, routes) can read as `answers`."""
    return Record({question.key: question.kind.type for question in form.questions()})


def _form_or_errors(form: Form, file: str) -> Form:
    if any(finding.level is Level.ERROR for finding in form.findings):
        raise FormErrors(file, form.findings)
    return form


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """Where questions stand: what may be asked and read there."""

    barred: frozenset[str] = frozenset()
    has_prefill: bool = False
    has_when: bool = True
    answers: Mapping[str, Type] | None = None
    ahead: frozenset[str] = frozenset()
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    lists: Mapping[str, ReferenceList] = field(default_factory=dict)


class _Reading:
    """What has been read so far: keys that are taken, questions that conditions may read."""

    def __init__(self, where: _Surroundings) -> None:
        self._where = where
        self._pages: set[str] = set()
        self._keys: set[str] = set()
        self._types: dict[str, Type] = {}
        self._tables: dict[str, Table] = {}

    def page(self, branch: Branch) -> Page:
        key = self._fresh(branch, self._pages)
        title, hint = branch.words("title"), branch.words_if_any("hint")
        when = self._condition(branch, "when")
        questions = self.questions(branch.branches("questions", most=MOST_QUESTIONS))
        branch.close()
        return Page(key, title, hint, when, questions)

    def questions(self, branches: Iterable[Branch]) -> tuple[Question, ...]:
        return tuple(self._question(each) for each in branches)

    def _question(self, branch: Branch) -> Question:
        key = self._fresh(branch, self._keys)
        label, hint = branch.words("label"), branch.words_if_any("hint")
        missing = branch.words_if_any("missing")
        required = branch.flag("required", default=True)
        when = self._condition(branch, "when") if self._where.has_when else None
        kind = self._kind(branch)
        if key:
            self._types[key] = kind.type
        prefill = _prefill(branch, kind) if self._where.has_prefill else ""
        checks = self._checks(branch)
        use, again = branch.text("use"), branch.flag("again", default=False)
        branch.close()
        required = isinstance(kind, Declaration) or (required and not isinstance(kind, Computed))
        return Question(
            key, kind, label, hint, required, when, prefill, checks, missing, use, again
        )

    def _kind(self, branch: Branch) -> Kind:
        name = branch.among("kind", KINDS)
        if name in self._where.barred:
            branch.note("kind-not-here", "kind", kind=name)
            return ShortText()
        kind = KINDS.get(name, ShortText).read(branch)
        if isinstance(kind, Computed):
            return replace(kind, formula=self._formula(branch))
        if isinstance(kind, ReferenceChoice):
            return replace(kind, listed=self._list(branch))
        if self._where.barred and getattr(kind, "proof", False):
            branch.note("kind-not-here", "proof", kind=f"{name}, proof")
        return self._with_questions(kind, branch) if isinstance(kind, Group) else kind

    def _with_questions(self, group: Group, branch: Branch) -> Group:
        """The questions of a group's rows, or the columns of a table."""
        is_table = isinstance(group, Grid)
        listed, most = ("columns", MOST_COLUMNS) if is_table else ("questions", MOST_QUESTIONS)
        branches = branch.branches(listed, most=most)
        ahead = frozenset(str(each.peek("key")) for each in branches)
        where = _Surroundings(
            NOT_IN_TABLE if is_table else NOT_IN_GROUP,
            has_when=not is_table,
            answers=dict(self._types),
            ahead=ahead,
            drafts=self._where.drafts,
            lists=self._where.lists,
        )
        questions = _Reading(where).questions(branches)
        if questions and all(isinstance(each.kind, Computed) for each in questions):
            branch.note("asks-nothing", "questions")
        found = replace(group, questions=questions)
        for key in found.wrong_totals if isinstance(found, Grid) else ():
            branch.note("not-added-up", "totals", key=key)
        return found

    def _list(self, branch: Branch) -> ReferenceList:
        """The form's own list of that key, or an edition of a built-in one."""
        own = self._where.lists
        key = branch.among("list", (*own, *builtins()))
        return own.get(key) or builtin(key) or NO_LIST

    def _checks(self, branch: Branch) -> tuple[Check, ...]:
        if not branch.has("checks"):
            return ()
        keys: set[str] = set()
        found = [self._check(each, keys) for each in branch.branches("checks", most=MOST_CHECKS)]
        return tuple(check for check in found if check is not None)

    def _check(self, branch: Branch, keys: set[str], *, closes: bool = True) -> Check | None:
        key, say = self._fresh(branch, keys), branch.words("say")
        branch.needed("that")
        that = self._condition(branch, "that", today=DAY)
        if closes:
            branch.close()
        return None if that is None else Check(key, that, say)

    def _formula(self, branch: Branch) -> Expression | None:
        branch.needed("value")
        formula = self._expression(branch, "value", expect=None)
        if formula is not None and isinstance(formula.type, ListOf):
            branch.note("formula-of-list", "value")
            return None
        return formula

    def _condition(self, branch: Branch, key: str, **more: Type) -> Expression | None:
        return self._expression(branch, key, expect=BOOL, **more)

    def _expression(
        self, branch: Branch, key: str, *, expect: Type | None, **more: Type
    ) -> Expression | None:
        """An expression over what was asked before; inside a group also over the same row."""
        source = branch.text(key)
        if not source:
            return None
        own = Record(dict(self._types))
        outer = self._where.answers
        names: Mapping[str, Type] = {"answers": own}
        if outer is not None:
            names = {"answers": Record(outer), "item": own}
        try:
            meanings = self._meanings(source, names)
            return compile(source, {**names, **more}, expect=expect, meanings=meanings)
        except BadExpression as fault:
            self._note_fault(branch, key, fault)
            return None

    def _meanings(self, source: str, names: Mapping[str, Type]) -> dict[tuple[str, ...], Node]:
        """The tables that an expression names, where all they read has been asked.

        :raises BadExpression: one of them is wrong, or reads what is not asked yet
        """
        found: dict[tuple[str, ...], Node] = {}
        for key, draft in self._where.drafts.items():
            if re.search(rf"\b{ROOT}\.{key}\b", source):
                if key not in self._tables:
                    self._tables[key] = draft.table({"answers": names["answers"]})
                found[(ROOT, key)] = self._tables[key].value.tree
        return found

    def tables(self) -> tuple[Table, ...]:
        """All tables, once everything was asked; what is wrong with one is told at its place."""
        names = {"answers": Record(dict(self._types))}
        for key, draft in self._where.drafts.items():
            try:
                self._tables.setdefault(key, draft.table(names))
            except BadExpression as fault:
                self._note_fault(draft.branch, "rules", fault)
        return tuple(self._tables[key] for key in self._where.drafts if key in self._tables)

    def terms(self, top: Branch) -> tuple[Term, ...]:
        """What must hold for whoever files; over the whole form."""
        if not top.has("eligibility"):
            return ()
        keys: set[str] = set()
        found = []
        for branch in top.branches("eligibility", most=MOST_TERMS):
            check = self._check(branch, keys, closes=False)
            instead = branch.text("instead")
            branch.close()
            if check is not None and not any(path[0] == "answers" for path in check.that.reads):
                branch.note("reads-nothing", "that")
            elif check is not None:
                found.append(Term(check.key, check.that, check.say, instead))
        return tuple(found)

    def _note_fault(self, branch: Branch, key: str, fault: BadExpression) -> None:
        name = str(fault.params.get("name"))
        steps = name.split(".")
        if fault.reason == "unknown-name" and len(steps) > 1 and steps[1] in self._where.ahead:
            branch.note("refers-ahead", key, name=name)
        else:
            branch.note("bad-expression", key, column=fault.column, why=fault.text)

    def _fresh(self, branch: Branch, taken: set[str]) -> str:
        key = branch.key()
        if key in taken and key:
            branch.note("repeated-key", "key", key=key)
        taken.add(key)
        return key


def _prefill(branch: Branch, kind: Kind) -> str:
    if not branch.has("prefill"):
        return ""
    source = branch.among("prefill", SOURCES)
    if source and kind.name not in SOURCES[source]:
        branch.note("wrong-prefill", "prefill", source=source, kind=kind.name)
    return source
