"""Reading answers against their form, with the day and the place names of the world."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.documents import queries as documents
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.files import NOTHING_HELD, FileState, Held, Standing

from . import content, current, registered
from .models import Dossier
from .proven import Proven, by_who_files

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


class PagesUncounted(Refusal):
    """Nobody knows yet how many pages a file has, and the form limits them: wait a little."""

    code = "pages-being-counted"
    status = 409


def today(at: datetime) -> date:
    """The day in Viet Nam."""
    return at.astimezone(HERE).date()


def judged(
    form: forms.Form, answers: Mapping[str, object], *, at: datetime, by: Iterable[UUID] = (),
    files: Held = NOTHING_HELD,
) -> tuple[dict[str, object], int]:  # fmt: skip
    """The answers that count, and how many things keep them from being filed.

    `by` are the people whose proofs of addresses count; `files` how far the files are.
    """
    places, proofs = plugs.get(forms.PlaceNames), Proven(frozenset(by), at)
    counted, problems = forms.judge(
        form, answers, today=today(at), places=places, proofs=proofs, files=files
    )
    return counted, len(problems)


def fit(
    form: forms.Form, answers: Mapping[str, object], *, of: Dossier, at: datetime
) -> tuple[dict[str, object], int]:
    """As `judged` for a dossier, with its files: what was found wrong in them keeps it out.

    What still waits to be scanned is filed.

    :raises PagesUncounted: a file's pages are limited, and nobody has counted them yet
    """
    files = files_of(of, answers, at=at)
    counted, problems = judged(form, answers, at=at, by=by_who_files(of), files=files)
    if not problems:
        must_be_counted(form, counted, files)
    return counted, problems


def must_be_counted(form: forms.Form, counted: Mapping[str, object], files: Held) -> None:
    """:raises PagesUncounted: a file's pages are limited, and nobody has counted them yet"""
    if forms.being_counted(form, counted, files):
        raise PagesUncounted("the pages of a file are being counted")


def files_of(dossier: Dossier, answers: Mapping[str, object], *, at: datetime) -> Held:
    """How far the files are that the answers name, those that registers told among them."""
    held = standing_of(answers, owner=dossier.applicant, at=at)
    return replace(held, states={**held.states, **extracts_of(dossier, answers, at=at)})


def standing_of(answers: Mapping[str, object], *, owner: UUID, at: datetime) -> Held:
    """How far the files are that the answers name and the owner holds. A statement, if any."""
    found = documents.outlooks(content.files_in(answers), owner=owner, by=SYSTEM)
    return Held({digest: _state(each, at) for digest, each in found.items()})


def _state(seen: documents.Outlook, at: datetime) -> FileState:
    standing = Standing.WAITING if seen.is_waiting else Standing.READY
    return FileState(
        standing=Standing.REFUSED if seen.is_refused else standing,
        trouble=seen.why_not,
        pages=seen.pages,
        is_being_counted=seen.is_being_counted(at),
    )


def extracts_of(
    dossier: Dossier, answers: Mapping[str, object], *, at: datetime
) -> dict[str, FileState]:  # fmt: skip
    """The extracts of registers among the answers that cannot be taken, by digest, with why."""
    if not registered.has_extracts(answers):
        return {}
    revision = catalogue.revision(current.revision_of(dossier))
    known = facts_so_far(dossier, revision, answers)
    filed_on = today(dossier.filed_at) if dossier.filed_at else None
    return registered.states(revision, answers, known, on=today(at), filed_on=filed_on)


def facts_so_far(
    dossier: Dossier, revision: catalogue.Revision, answers: Mapping[str, object]
) -> dict[str, object]:  # fmt: skip
    """As `facts`, while the answers are still being given."""
    return facts(dossier, forms.clean(revision.form, answers))


def facts(dossier: Dossier, answers: Mapping[str, object]) -> dict[str, object]:
    """What fees, components and routes may ask about: answers, channel, kind of applicant."""
    return {
        "answers": answers,
        "channel": dossier.channel,
        "applicant": {"kind": dossier.applicant_kind},
    }


def shown(form: forms.Form, answers: Mapping[str, object], language: str) -> list[forms.Section]:
    """The answers in words, page by page."""
    return forms.show(form, answers, language, places=plugs.get(forms.PlaceNames))


def place_name(code: str, at: datetime) -> str:
    """What a place was called in Vietnamese on that day."""
    return plugs.get(forms.PlaceNames).name(code, today(at)).vi
