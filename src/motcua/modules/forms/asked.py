"""Questions as a page shows them: cards for the doors' components, with what was typed and said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from motcua.kernel.words import Text

from .posted import CODE, ROWS, Verb
from .rules import Control, Form, Problem, Question, Scene, Typed, VisibleQuestion, html_name
from .rules.files import Standing
from .rules.kinds.computed import Computed
from .rules.kinds.file import File
from .rules.kinds.group import Group
from .rules.kinds.kind import NOTHING_TYPED
from .rules.live import live_cells
from .rules.problems import At
from .rules.visibility import VisibleRow
from .words import said, said_of, sentence

Shown = str | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `kind` names the component; `name` is the HTML name and id.

    `value` is what was typed: a string, a list for multiple choice, a mapping by part for dates and
    addresses. `errors` are sentences by part ("" for the whole). `held` are files already kept, as
    their entries, and if known with `standing`, `says` and `picture`.
    `computed` is what a computed question comes to, in words, and `shape` how it is written.
    A question that is not shown is drawn for the script alone, which shows it once it is asked.
    """

    key: str
    kind: str
    name: str
    label: Text
    hint: Text | None
    optional: bool
    control: Control
    value: Shown
    errors: Mapping[str, str]
    held: tuple[Mapping[str, object], ...] = ()
    rows: tuple["AskedRow", ...] = ()
    item: Text | None = None
    computed: Text | None = None
    shape: str = ""
    is_shown: bool = True

    @property
    def error(self) -> str:
        return next(iter(self.errors.values()), "")

    @property
    def wrong(self) -> list[str]:
        """The parts that are wrong; none named means all of them."""
        return [part for part in self.errors if part]

    @property
    def rows_name(self) -> str:
        """The hidden input that says how many rows there are."""
        return f"{self.name}-{ROWS}"

    @property
    def add_name(self) -> str:
        return f"{self.name}-{Verb.ADD}"

    @property
    def remove_name(self) -> str:
        """Its value is the number of the row, or the digest of the file."""
        return f"{self.name}-{Verb.REMOVE}"

    @property
    def refresh_name(self) -> str:
        """Asks again for the same page, with the communes of the province or of the old address."""
        return f"{self.name}-{Verb.REFRESH}"

    @property
    def prove_name(self) -> str:
        """Has a code sent to the address that stands in the field."""
        return f"{self.name}-{Verb.PROVE}"

    @property
    def code_name(self) -> str:
        """Where that code is typed back."""
        return f"{self.name}-{CODE}"


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One entry of a group, numbered from 0 as in its inputs.

    `drawn` are its questions and those that the script may yet show.
    """

    number: int
    title: Text
    drawn: tuple[Asked, ...]

    @property
    def questions(self) -> tuple[Asked, ...]:
        return tuple(each for each in self.drawn if each.is_shown)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is needed to draw questions: where they belong, what was typed, what is wrong."""

    form: Form
    scene: Scene
    problems: Sequence[Problem]

    def wait(self, question: Question, typed: Typed, at: At) -> Asked:
        """A question that is not asked yet, drawn so that the script can show it."""
        given = question.kind.clean(None)
        return replace(self.ask(VisibleQuestion(question, None, given), typed, at), is_shown=False)

    def ask(self, found: VisibleQuestion, typed: Typed, at: At) -> Asked:
        question, kind = found.question, found.question.kind
        return Asked(
            key=question.key,
            kind=kind.name,
            name=html_name(at),
            label=question.label,
            hint=question.hint,
            optional=not question.required,
            control=kind.ask(typed, self.scene),
            value=_shown(kind.parts, kind.name, typed),
            errors=self._errors(at),
            held=self._held(kind, found.given) if isinstance(kind, File) else (),
            rows=self._rows(found, typed, at),
            item=kind.item if isinstance(kind, Group) else None,
            computed=self._computed(found) if isinstance(kind, Computed) else None,
            shape=kind.shape if isinstance(kind, Computed) else "",
        )

    def _held(self, kind: File, given: object) -> tuple[Mapping[str, object], ...]:
        """The files, each with how far it is, what is to be said of it, and its picture."""
        return tuple(self._file(kind, entry) for entry in kind.clean(given) or ())

    def _file(self, kind: File, entry: Mapping[str, object]) -> Mapping[str, object]:
        state = self.scene.files.states.get(str(entry["sha256"]))
        if state is None:
            return entry
        more = {"standing": str(state.standing), "says": said_of(state, entry["name"])}
        if state.standing is not Standing.REFUSED and (over := kind.refuse_pages(entry, state)):
            more = {"standing": str(Standing.REFUSED), "says": said(over)}
        pages = {"pages": state.pages} if state.pages else {}
        return {**entry, **more, **pages, "picture": state.picture}

    def _computed(self, found: VisibleQuestion) -> Text:
        if found.answer is None:
            return Text("")
        show, places = found.question.kind.show, self.scene.places
        return Text(show(found.answer, "vi", places), show(found.answer, "en", places))

    def _rows(self, found: VisibleQuestion, typed: Typed, at: At) -> tuple[AskedRow, ...]:
        group = found.question.kind
        if not isinstance(group, Group):
            return ()
        return tuple(
            AskedRow(
                row.number,
                _numbered(group.item, row.number + 1),
                tuple(self._cells(group, row, inner, (*at, row.number))),
            )
            for row, inner in zip(found.rows, typed.rows, strict=False)
        )

    def _cells(
        self, group: Group, row: VisibleRow, typed: Mapping[str, Typed], at: At
    ) -> Iterator[Asked]:
        shown, waiting = {cell.key: cell for cell in row.questions}, live_cells(group)
        for question in group.questions:
            key, inner = question.key, typed.get(question.key, NOTHING_TYPED)
            if key in shown:
                yield self.ask(shown[key], inner, (*at, key))
            elif key in waiting:
                yield self.wait(question, inner, (*at, key))

    def _errors(self, at: At) -> dict[str, str]:
        """The first sentence for each part."""
        found: dict[str, str] = {}
        for problem in self.problems:
            if problem.at == at:
                found.setdefault(problem.part, sentence(self.form, problem))
        return found


def _numbered(item: Text, number: int) -> Text:
    return Text(f"{item.vi} {number}", f"{item.in_('en')} {number}")


def _shown(parts: Sequence[str], kind: str, typed: Typed) -> Shown:
    if len(parts) > 1:
        return {part: typed.one(part) for part in parts}
    return typed.all() if kind == "multiple_choice" else typed.one()
