"""Everything that is wrong with the answers, told at once and question by question."""

from collections.abc import Iterator, Mapping
from datetime import date

from .definition import Form, Page, Question, Term
from .files import NOTHING_HELD, Held
from .kinds.file import File
from .places import NO_PLACES, PlaceNames
from .problems import At, Fault, Problem
from .proofs import NONE_PROVED, Proofs
from .scene import Scene
from .visibility import Answers, VisiblePage, VisibleQuestion, visible

Facts = Mapping[str, object]


def check(
    form: Form,
    answers: Answers,
    *,
    today: date,
    places: PlaceNames = NO_PLACES,
    proofs: Proofs = NONE_PROVED,
    files: Held = NOTHING_HELD,
) -> list[Problem]:
    """What keeps the answers from being filed, in the order of asking; hidden questions never do.

    `today` is the day in Viet Nam. Without `places`, only the shape of place codes is checked;
    without `proofs`, no address counts as proved; without `files`, nobody has looked into any.
    """
    return judge(form, answers, today=today, places=places, proofs=proofs, files=files)[1]


def judge(
    form: Form,
    answers: Answers,
    *,
    today: date,
    places: PlaceNames = NO_PLACES,
    proofs: Proofs = NONE_PROVED,
    files: Held = NOTHING_HELD,
) -> tuple[dict[str, object], list[Problem]]:
    """The answers that count, as `clean` gives them, and their problems, as `check` does."""
    shown = visible(form, answers)
    scene = Scene(today, places, proofs=proofs, files=files)
    found = [p for page in shown.pages for p in page_problems(page, shown.answers, scene)]
    if unmet := unmet_term(form, shown.answers, today=today):
        found.append(_about(unmet, form))
    return dict(shown.answers), found


def being_counted(form: Form, counted: Answers, files: Held) -> list[Question]:
    """The questions whose files have pages that are limited and not counted yet.

    `counted` are the answers that count, as `judge` gives them.
    """
    return [
        question
        for question in form.questions()
        if isinstance(question.kind, File)
        and question.kind.is_being_counted(counted.get(question.key), files)
    ]


def unmet_term(form: Form, counted: Answers, *, today: date) -> Term | None:
    """The first condition of eligibility that the answers so far, which count, rule out."""
    facts = {"answers": counted, "today": today}
    return next((term for term in form.terms if term.that.fails(facts)), None)


def pages_read(form: Form, term: Term) -> list[Page]:
    """The pages whose answers a condition of eligibility reads."""
    return list({page.key: page for page, _ in _read(form, term)}.values())


def _read(form: Form, term: Term) -> list[tuple[Page, Question]]:
    read = {path[1] for path in term.that.reads if path[0] == "answers" and len(path) > 1}
    return [(page, q) for page in form.pages for q in page.questions if q.key in read]


def _about(term: Term, form: Form) -> Problem:
    """At the last question asked of those that the condition reads."""
    page, question = _read(form, term)[-1]
    return Problem((question.key,), "not-eligible", page.key, {"term": term.key})


def page_problems(page: VisiblePage, counted: Answers, scene: Scene) -> Iterator[Problem]:
    """The problems of one page; `counted` are the answers that count in the whole form."""
    facts = {"answers": counted, "today": scene.today}
    for found in page.questions:
        for at, fault in _faults(found, (found.key,), facts, scene):
            yield Problem(at, fault.code, page.key, fault.params, fault.part)


def _faults(
    found: VisibleQuestion, at: At, facts: Facts, scene: Scene
) -> Iterator[tuple[At, Fault]]:
    question = found.question
    if found.answer is None:
        if not _is_empty(found.given):
            yield at, Fault("malformed")
        elif question.required:
            yield at, Fault("missing")
        return
    faults = question.kind.check(found.answer, scene)
    yield from ((at, fault) for fault in faults)
    inner = list(_row_faults(found, at, facts, scene))
    yield from inner
    if not faults and not inner:
        failed = (each for each in question.checks if each.that.fails(facts))
        yield from ((at, Fault("check", {"check": each.key})) for each in failed)


def _row_faults(
    found: VisibleQuestion, at: At, facts: Facts, scene: Scene
) -> Iterator[tuple[At, Fault]]:
    for row in found.rows:
        if row.answer:
            for cell in row.questions:
                inner = {**facts, "item": row.answer}
                yield from _faults(cell, (*at, row.number, cell.key), inner, scene)


def _is_empty(given: object) -> bool:
    """Whether nothing was given: a text or row may hold nothing, a promise be false."""
    if isinstance(given, str):
        return not given.strip()
    if isinstance(given, list):
        return all(map(_is_empty, given))
    if isinstance(given, Mapping):
        return all(map(_is_empty, given.values()))
    return given is None or given is False
