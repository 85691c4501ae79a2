"""The way through a form: which pages, which next, how far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .checking import check
from .definition import Form, Page
from .places import NO_PLACES, PlaceNames
from .proofs import NONE_PROVED, Proofs
from .visibility import Answers, visible


@dataclass(frozen=True, slots=True)
class Progress:
    """Pages that have nothing wrong, of all that are to fill."""

    done: int
    total: int


def pages_to_fill(form: Form, answers: Answers) -> list[Page]:
    """The pages that are asked, given these answers."""
    return [found.page for found in visible(form, answers).pages]


def next_page(form: Form, answers: Answers, after: str) -> Page | None:
    """The page to show after this one (by key); None at the end."""
    return _beyond(form.pages, pages_to_fill(form, answers), after)


def page_before(form: Form, answers: Answers, key: str) -> Page | None:
    """The page to go back to; None at the beginning."""
    return _beyond(form.pages[::-1], pages_to_fill(form, answers), key)


def first_incomplete(
    form: Form,
    answers: Answers,
    *,
    today: date,
    places: PlaceNames = NO_PLACES,
    proofs: Proofs = NONE_PROVED,
) -> Page | None:
    """The first page with something missing or wrong; None when all can be filed."""
    problems = check(form, answers, today=today, places=places, proofs=proofs)
    return form.page(problems[0].page) if problems else None


def progress(
    form: Form,
    answers: Answers,
    *,
    today: date,
    places: PlaceNames = NO_PLACES,
    proofs: Proofs = NONE_PROVED,
) -> Progress:
    wrong = {
        problem.page for problem in check(form, answers, today=today, places=places, proofs=proofs)
    }
    total = len(pages_to_fill(form, answers))
    return Progress(total - len(wrong), total)


def _beyond(pages: Sequence[Page], shown: Sequence[Page], key: str) -> Page | None:
    """The next shown page; the page left may itself be hidden by what was answered on it."""
    keys = [page.key for page in pages]
    if key not in keys:
        return None
    rest = keys[keys.index(key) + 1 :]
    return next((page for each in rest for page in shown if page.key == each), None)
