"""Compiles one page of a definition to a Django form that works without JavaScript."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from motcua.kernel.errors import NotFound

from .asked import Asked, Drawing
from .handing_in import HandedIn
from .posted import ASKED, Data, amended, pressed, typed_into
from .proving import after_codes
from .rules import File, Form, Page, Problem, Question, Scene, Typed, html_name, visible
from .rules.files import Keeper
from .rules.filling import Filled, fill
from .rules.kinds.group import Group
from .rules.kinds.table import Grid
from .rules.live import Logic, live_keys, logic_of, told_of
from .rules.proofs import Prover
from .rules.visibility import Answers
from .words import sentence


def page_form(definition: Form, key: str) -> type["PageForm"]:
    """The Django form of one page: a field `q-<key>` for each question, in the order of asking.

    The fields only carry what is typed and the errors; what is wrong with an answer depends on the
    others, so the form's `clean` tells it.

    :raises NotFound: the definition has no such page
    """
    page = definition.page(key)
    if page is None:
        raise NotFound("no such page of the form")
    fields = {html_name((each.key,)): forms.Field(required=False) for each in page.questions}
    return type("PageForm", (PageForm,), {**fields, "definition": definition, "page": page})


class PageForm(forms.Form):
    """One page, with the whole draft behind it.

    Valid means: the person may go on. It is not valid while something is wrong, while an answer has
    called up a question that was not shown yet, or when a button only asked for another row, for
    fewer files, or for the communes of a province. `answers` is the draft after this page and may
    be saved in every case.
    """

    definition: ClassVar[Form]
    page: ClassVar[Page]

    def __init__(  # noqa: PLR0913 -- what was posted, and what the world knows of it
        self,
        data: Data | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        draft: Answers,
        scene: Scene,
        keep: Keeper | None = None,
        prove: Prover | None = None,
        unread: Mapping[str, Typed] | None = None,
    ) -> None:
        """`keep` is where the draft's files go; only a page with files needs it. `prove` sends
        codes to addresses and takes them back; without it none is sent.

        `unread` is what was typed before into questions and could not be read as an answer.
        """
        super().__init__(data, files, use_required_attribute=False)
        self._keep = keep
        self._unread_before = unread or {}
        self._posted: Data = data if data is not None else MultiValueDict()
        self._press = pressed(self._posted)
        self._refused: list[Problem] = []
        handed = HandedIn(self._posted, self.files, self._press, keep)
        self._draft = {**draft, **dict(self._held(draft, handed))}
        self._scene = self._look_up(scene)
        self._typed = {each.key: self._typed_for(each) for each in self.page.questions}
        if prove is not None and self.is_bound:
            self._scene = after_codes(
                self._scene, self.page.questions, self._typed, asked=self._asked_keys,
                posted=self._posted, press=self._press, prover=prove,
            )  # fmt: skip
        self._filled = self._fill()

    def is_valid(self) -> bool:
        return super().is_valid() and self._press is None and not self._filled.appeared

    def clean(self) -> dict[str, object]:
        for problem in self.problems:
            fault = ValidationError(sentence(self.definition, problem), code=problem.code)
            self.add_error(html_name((problem.key,)), fault)
        return dict(self.answers)

    @property
    def answers(self) -> Mapping[str, object]:
        return self._filled.answers

    @property
    def given(self) -> Mapping[str, object]:
        """The answers to the questions that were asked on this page; None where there is none."""
        keys = (each.key for each in self.page.questions if each.key in self._asked_keys)
        return {key: self.answers.get(key) for key in keys}

    @property
    def unread(self) -> Mapping[str, Typed]:
        """What was typed and is no answer, half a date for instance: kept so that it comes back."""
        return {
            key: self._typed[key]
            for key, answer in self.given.items()
            if answer is None and not self._typed[key].is_blank
        }

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong: nothing yet on a page that is only shown, or only changed by a button."""
        if not self.is_bound:
            return ()
        found = [] if self._press else self._filled.problems
        refused = {problem.key for problem in self._refused}
        return (*self._refused, *(problem for problem in found if problem.key not in refused))

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """For the error summary: the id of each input in error, and the sentence."""
        return [(problem.field, sentence(self.definition, problem)) for problem in self.problems]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions to show. Each key goes into a hidden input named `asked`."""
        if self._filled.page is None:
            return ()
        drawing = Drawing(self.definition, self._scene, self.problems)
        return tuple(
            drawing.ask(found, self._typed[found.key], (found.key,))
            for found in self._filled.page.questions
        )

    @cached_property
    def logic(self) -> Logic | None:
        """What the page's script works on, so that it reacts at once; None where nothing does."""
        if self._filled.page is None:
            return None
        given = self._filled.answers
        return logic_of(
            self.definition, self.page, visible(self.definition, given).answers,
            given=given, today=self._scene.today,
        )  # fmt: skip

    @property
    def told(self) -> Logic:
        """The answers that the page's script does not read by itself, as they are read here."""
        return told_of(self.page, self._filled.answers)

    @property
    def drawn(self) -> tuple[Asked, ...]:
        """The questions to draw: those asked, and those that the script may yet show."""
        if self._filled.page is None:
            return ()
        asked = {each.key: each for each in self.asked}
        drawing = Drawing(self.definition, self._scene, ())
        waiting = live_keys(self.page)
        found = (
            asked.get(each.key)
            or (each.key in waiting and drawing.wait(each, self._typed[each.key], (each.key,)))
            for each in self.page.questions
        )
        return tuple(each for each in found if each)

    @cached_property
    def _asked_keys(self) -> frozenset[str]:
        """The questions the person saw; without word of it, those that the draft shows."""
        if self.is_bound and ASKED in self._posted:
            return frozenset(self._posted.getlist(ASKED))
        page = visible(self.definition, self._draft).page(self.page.key)
        return frozenset(found.key for found in page.questions) if page else frozenset()

    def _fill(self) -> Filled:
        return fill(
            self.definition,
            self.page,
            self._draft,
            typed=self._typed,
            asked=self._asked_keys,
            scene=self._scene,
        )

    def _typed_for(self, question: Question) -> Typed:
        typed = self._typed_at_first(question)
        if self.is_bound and question.key in self._asked_keys:
            typed = typed_into(question, self._posted, (question.key,))
        if isinstance(question.kind, Group) and self._press and self._press.key == question.key:
            typed = amended(typed, self._press, most=question.kind.most)
        return typed

    def _typed_at_first(self, question: Question) -> Typed:
        """The draft's answer; a table, or a group that must have entries, starts with one."""
        if question.key in self._unread_before:
            return self._unread_before[question.key]
        typed = question.kind.typed(question.kind.clean(self._draft.get(question.key)))
        starts = question.required or isinstance(question.kind, Grid)
        if isinstance(question.kind, Group) and starts and not typed.rows:
            return Typed(rows=({},))
        return typed

    def _held(self, draft: Answers, handed: HandedIn) -> Iterator[tuple[str, object]]:
        """The files of each question after what was removed and what was given."""
        for question in self.page.questions:
            kind = question.kind
            if isinstance(kind, File) and self.is_bound:
                held = kind.clean(draft.get(question.key)) or []
                yield question.key, kind.clean(handed.entries(question.key, kind, held))
        for key, fault in handed.faults:
            self._refused.append(Problem((key,), fault.code, self.page.key, fault.params))

    def _look_up(self, scene: Scene) -> Scene:
        """The scene, with how far the files of this page are."""
        named = {
            str(entry["sha256"])
            for question in self.page.questions
            if isinstance(question.kind, File)
            for entry in question.kind.clean(self._draft.get(question.key)) or ()
        }
        has_files = any(isinstance(question.kind, File) for question in self.page.questions)
        if self._keep is None or not has_files:
            return scene
        return replace(scene, files=self._keep.held(sorted(named)))
