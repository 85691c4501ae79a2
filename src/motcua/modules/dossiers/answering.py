"""Reading answers against their form, with the day and the place names of the world."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM
from motcua.modules.documents import queries as documents
from motcua.modules.forms import rules as forms

from . import content
from .models import Dossier
from .proven import Proven, by_who_files

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def today(at: datetime) -> date:
    """The day in Viet Nam."""
    return at.astimezone(HERE).date()


def judged(
    form: forms.Form, answers: Mapping[str, object], *, at: datetime, by: Iterable[UUID] = ()
) -> tuple[dict[str, object], int]:
    """The answers that count, and how many things keep them from being filed.

    `by` are the people whose proofs of addresses count.
    """
    places, proofs = plugs.get(forms.PlaceNames), Proven(frozenset(by), at)
    counted, problems = forms.judge(form, answers, today=today(at), places=places, proofs=proofs)
    return counted, len(problems)


def fit(
    form: forms.Form, answers: Mapping[str, object], *, of: Dossier, at: datetime
) -> tuple[dict[str, object], int]:
    """As `judged` for a dossier, with its files: what was found wrong in them keeps it out.

    What still waits for them is filed.
    """
    counted, problems = judged(form, answers, at=at, by=by_who_files(of))
    wrong = documents.refused(content.files_in(counted), owner=of.applicant, by=SYSTEM)
    return counted, problems + wrong


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
