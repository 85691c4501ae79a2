"""Asked once: what is held of whoever applies is filled in with its source, and confirmed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.design.formats import language
from motcua.design.page import today
from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Refusal
from motcua.kernel.words import Text
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms
from motcua.modules.forms.asked import Asked
from motcua.modules.forms.compile import PageForm
from motcua.modules.forms.rules import sourced
from motcua.modules.registers import errands as registers
from motcua.modules.registers.rules import ABOUT, Purpose, RegisterCode, holders_of

from .drafts import Draft

#: Questions that are always asked openly: files, what repeats, what is declared or computed.
_OPEN = frozenset({"file", "group", "table", "declaration", "signature", "computed"})


@dataclass(frozen=True, slots=True)
class AskedRegister:
    """A register that is about to be looked up, on the page before that."""

    code: RegisterCode
    name: Text
    basis: str
    needs_consent: bool


def registers_for(form: forms.Form) -> list[AskedRegister]:
    """The connected registers that hold something this form asks for."""
    wanted = forms.sources_in(form)
    consent = set(registers.needing_consent(wanted))
    connected = registers.connected()
    return [
        AskedRegister(code, ABOUT[code].name, ABOUT[code].basis, code in consent)
        for code in RegisterCode
        if code in holders_of(wanted) and code in connected
    ]


def fill_in(  # noqa: PLR0913 -- what is known, and who asks
    draft: Draft, *, about: Mapping[str, object], identity: str, is_own: bool,
    agreed: Collection[RegisterCode], by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Begin a draft with what is known; `about` is what the identity, or the mandate, tells.

    Registers and earlier dossiers are looked at only where somebody applies for themselves.
    """
    form = draft.form
    known, told = dict(about), dict.fromkeys(about, _identity(identity, at))
    if is_own:
        for name, each in _looked_up(draft, agreed, by=by, at=at).facts.items():
            known[name] = each.fact.value
            told[name] = forms.Source(
                forms.Origin.REGISTER, at, each.register.value, each.fact.as_of, str(each.lookup)
            )
    scene = forms.Scene(today(), plugs.get(forms.PlaceNames))
    answers = forms.prefilled(form, known, scene)
    sources = {each.key: told[each.prefill] for each in form.questions() if each.key in answers}
    if is_own:
        _from_before(form, answers, sources, scene, by=by, at=at)
    if answers:
        draft.ways.save(answers, sources=sources, by=by, at=at)


def _identity(name: str, at: datetime) -> forms.Source:
    return forms.Source(forms.Origin.IDENTITY, at, name)


def _looked_up(
    draft: Draft, agreed: Collection[RegisterCode], *, by: Actor, at: datetime
) -> registers.Answered:
    """What the registers tell; nothing where they were asked too often: then one types."""
    try:
        return registers.look_up(
            person=UUID(by.person), facts=forms.sources_in(draft.form), purpose=Purpose.FILLING,
            subject=draft.subject, agreed=agreed, by=by, at=at,
        )  # fmt: skip
    except Refusal:
        return registers.Answered()


def _from_before(
    form: forms.Form, answers: dict[str, object], sources: dict[str, forms.Source],
    scene: forms.Scene, *, by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Add what was answered before to shared questions that nothing else answered."""
    open_still = [each for each in form.questions() if each.again and each.key not in answers]
    before = queries.answered_before({each.use for each in open_still}, by=by)
    for question in open_still:
        earlier = before.get(question.use)
        answer = forms.usable(question, earlier.answer, scene) if earlier else None
        if earlier and answer is not None:
            answers[question.key] = answer
            day = earlier.filed_at.astimezone(sourced.HERE).date()
            sources[question.key] = forms.Source(
                forms.Origin.DOSSIER, at, earlier.number, day, str(earlier.dossier)
            )


# -- On the pages of the form --


@dataclass(frozen=True, slots=True)
class FactCard:
    """An answer that is shown and confirmed, not asked. `inputs` send it along unchanged.

    `note` says what a register holds instead, where the applicant corrected it.
    """

    key: str
    label: Text
    lines: tuple[str, ...]
    where: str
    note: str
    inputs: tuple[tuple[str, str], ...]


def facts(draft: Draft, filled: PageForm) -> dict[str, FactCard]:
    """The questions of a page that need not be asked, by key."""
    places = plugs.get(forms.PlaceNames)
    found = {}
    for each in filled.drawn:
        source, question = draft.sources.get(each.key), question_of(filled, each.key)
        answer = draft.answers.get(each.key)
        if source is None or question is None or answer is None or not _is_held(each, source):
            continue
        if each.key in draft.unread or filled.answers.get(each.key) is None:
            continue
        note = sourced.corrected(source, question, places)
        found[each.key] = FactCard(
            each.key,
            each.label,
            tuple(question.kind.show(answer, language(), places).splitlines()),
            sourced.said(source).in_(language()),
            f"{note.in_(language())}. {_('Cán bộ sẽ kiểm tra.')}" if note else "",
            tuple(_inputs(each)),
        )
    return found


def question_of(filled: PageForm, key: str) -> forms.Question | None:
    return next((each for each in filled.page.questions if each.key == key), None)


def _is_held(asked: Asked, source: forms.Source) -> bool:
    if asked.kind in _OPEN or asked.errors or not asked.is_shown:
        return False
    return source.is_correction or source.origin not in (forms.Origin.TYPED, forms.Origin.COMPUTED)


def _inputs(asked: Asked) -> list[tuple[str, str]]:
    if isinstance(asked.value, str):
        return [(asked.name, asked.value)]
    if isinstance(asked.value, list):
        return [(asked.name, each) for each in asked.value]
    # The part without a name is the question's own field: what was chosen from a list.
    return [
        (f"{asked.name}-{part}" if part else asked.name, text)
        for part, text in asked.value.items()
        if text
    ]
