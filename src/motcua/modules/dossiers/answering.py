"""Reading answers against their form, with the day and the place names of the world."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.documents import queries as documents
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.files import NOTHING_HELD, FileState, Held, Standing

from . import content
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
    files = standing_of(answers, owner=of.applicant, at=at)
    counted, problems = judged(form, answers, at=at, by=by_who_files(of), files=files)
    if not problems and forms.being_counted(form, counted, files):
        raise PagesUncounted("the pages of a file are being counted")
    return counted, problems


def standing_of(answers: Mapping[str, object], *, owner: UUID, at: datetime) -> Held:
    """How far the files are that the answers name and the owner holds. A statement, if any."""
    found = documents.outlooks(content.files_in(answers), owner=owner, by=SYSTEM)
    return Held({digest: _state(each, at) for digest, each in found.items()})


def _state(seen: documents.Outlook, at: datetime) -> FileState:
    standing = Standing.WAITING if seen.is_waiting else Standing.READY
    return FileState(
        standing=Standing.REFUSED if seen.is_refused else standing,
        trouble=documents.trouble_of(seen),
        pages=seen.pages,
        is_being_counted=seen.is_being_counted(at),
    )


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
