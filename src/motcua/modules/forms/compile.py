"""Compiles one page of a definition to a Django form that works without JavaScript."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from motcua.foundation import files as held_files
from motcua.kernel.errors import NotFound

from .asked import Asked, Drawing
from .posted import ASKED, Data, Verb, amended, pressed, typed_into
from .rules import Fault, File, Form, Page, Problem, Question, Scene, Typed, html_name, visible
from .rules.filling import Filled, fill
from .rules.kinds.file import file_name
from .rules.kinds.group import Group
from .rules.kinds.table import Grid
from .rules.live import Logic, live_keys, logic_of
from .rules.visibility import Answers
from .words import sentence

Keep = Callable[[bytes], held_files.Stored]


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

    def __init__(
        self,
        data: Data | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        draft: Answers,
        scene: Scene,
        keep: Keep | None = None,
        unread: Mapping[str, Typed] | None = None,
    ) -> None:
        """`keep` stores an uploaded file; only a page with files needs it.

        `unread` is what was typed before into questions and could not be read as an answer.
        """
        super().__init__(data, files, use_required_attribute=False)
        self._scene = scene
        self._keep = keep
        self._unread_before = unread or {}
        self._posted: Data = data if data is not None else MultiValueDict()
        self._press = pressed(self._posted)
        self._refused: list[Problem] = []
        self._draft = {**draft, **dict(self._held(draft))}
        self._typed = {each.key: self._typed_for(each) for each in self.page.questions}
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
        counted = visible(self.definition, self._filled.answers).answers
        return logic_of(self.page, counted) if self._filled.page else None

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

    def _held(self, draft: Answers) -> Iterator[tuple[str, object]]:
        """The files of each question after what was removed and what was given."""
        for question in self.page.questions:
            kind = question.kind
            if isinstance(kind, File) and self.is_bound:
                held = kind.clean(draft.get(question.key)) or []
                entries = [each for each in held if each["sha256"] != self._removed(question.key)]
                # Where one file is asked for, a new one takes the place of the old.
                room = kind.most - len(entries) if kind.most > 1 else 1
                given = list(self._given(question.key, kind, room))
                kept = given if given and kind.most == 1 else [*entries, *given]
                yield question.key, kind.clean(kept)

    def _removed(self, key: str) -> str:
        """The digest of the file that is taken back from this question, if one is."""
        press = self._press
        is_removal = press and press.verb is Verb.REMOVE and press.key == key
        return press.value if press and is_removal else ""

    def _given(self, key: str, kind: File, room: int) -> Iterator[dict[str, object]]:
        """The uploads that are taken, stored; why others are not is remembered."""
        uploads = self.files.getlist(html_name((key,)))
        if len(uploads) > room:
            self._refuse(key, Fault("too-many-files", {"most": kind.most}))
        for upload in uploads[: max(room, 0)]:
            name = file_name(upload.name)
            # Too large a file is not even read.
            content = upload.read() if (upload.size or 0) <= kind.max_bytes else b""
            fault = kind.refuse(name, upload.size, held_files.detect(content))
            if fault is not None:
                self._refuse(key, fault)
            elif self._keep is not None:
                stored = self._keep(content)
                entry: dict[str, object] = {"sha256": stored.sha256, "name": name}
                yield entry | {"size": stored.size, "media_type": stored.media_type}

    def _refuse(self, key: str, fault: Fault) -> None:
        self._refused.append(Problem((key,), fault.code, self.page.key, fault.params))
