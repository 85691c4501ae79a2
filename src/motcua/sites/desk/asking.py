"""Asking the applicant for more: everything in one go, each item with its reason and ground."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.design.requests import presence_of
from motcua.kernel.calendar import Calendar
from motcua.kernel.words import Text
from motcua.modules.catalogue.rules.components import called_for
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.rules import Act, Facts, Item, missing_for
from motcua.modules.organisation import queries as organisation

from . import telling
from .acting import answer, ask, on_dossier, sheet
from .folder import Folder
from .typed import LONGEST, Day, Gap, day, out_of_reach, proposed, text

MOST_ITEMS = 30
#: How long the applicant is given unless the officer says otherwise.
WORKING_DAYS_TO_REPLY = 7

Choice = tuple[str, Text | str]


@dataclass(frozen=True, slots=True)
class Row:
    """One item as typed: chosen from the list, or in the officer's own words."""

    about: str = ""
    other: str = ""
    reason: str = ""
    basis: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.about or self.other or self.reason or self.basis)

    def item(self, choices: dict[str, str]) -> Item:
        """Own words win; the list is a help to find the usual ones."""
        return Item(self.other or choices.get(self.about, ""), self.reason, self.basis)


@on_dossier
def ask_supplement(request: HttpRequest, folder: Folder) -> HttpResponse:
    """Rows are added and taken away by buttons; nothing typed is lost on the way."""
    act = Act.ASK_SUPPLEMENT_AT_INTAKE if folder.card.accepted_at is None else Act.ASK_SUPPLEMENT
    choices = _choices(folder)
    rows, pressed = _rows(request)
    reply_by = _reply_by(request, folder)
    contact = text(request, "contact") if request.method == "POST" else _contact(request, folder)
    asked = sheet(
        act, "desk/supplement.html",
        rows=rows, choices=choices, contact=contact, reply_by=reply_by, most=MOST_ITEMS,
        is_late=folder.is_asked_again, pauses=act is Act.ASK_SUPPLEMENT,
    )  # fmt: skip
    if pressed:
        return ask(request, folder, asked)
    said = {key: _in_vietnamese(label) for key, label in choices}
    items = [row.item(said) for row in rows if not row.is_blank]
    gaps = [*_too_long(rows), *reply_by.gaps, *out_of_reach(reply_by, _calendar(folder))]
    if gaps:
        # The act is not tried, so what it would find missing is asked of the rules, to say it all.
        facts = Facts(items=tuple(items), contact=contact)
        gaps = [*telling.gaps(missing_for(act, facts)), *gaps]
    return answer(
        request, folder, asked, act=act, gaps=gaps,
        do=lambda: dossiers.ask_supplement(
            dossier_id=folder.id, items=items, contact=contact, reply_by=reply_by.ends_at(),
            by=folder.actor, at=folder.at,
        ),
    )  # fmt: skip


def _in_vietnamese(label: Text | str) -> str:
    """Letters are in Vietnamese, whatever language the officer works in."""
    return label.vi if isinstance(label, Text) else label


def _calendar(folder: Folder) -> Calendar:
    return organisation.calendar_of(folder.card.agency)


def _choices(folder: Folder) -> list[Choice]:
    """What was answered, then the documents the procedure asks for, to be picked by name."""
    asked = [(question.key, question.label) for question in folder.revision.form.questions()]
    answered = {line.key.partition(".")[0] for part in folder.sections for line in part.lines}
    facts = {"answers": folder.answers, "channel": folder.card.channel}
    documents = called_for(folder.revision.components, facts)
    return [
        *((f"q:{key}", label) for key, label in asked if key in answered),
        *((f"c:{document.key}", document.name) for document in documents),
    ]


def _rows(request: HttpRequest) -> tuple[list[Row], bool]:
    """The rows as they are to be shown, and whether a button only changed how many there are.

    Rows left wholly blank are dropped, so that the numbers in what is said fit what is shown.
    """
    count = request.POST.get("rows", "1")
    number = min(int(count), MOST_ITEMS) if count.isascii() and count.isdigit() else 1
    rows = [_row(request, place) for place in range(1, max(number, 1) + 1)]
    removed = request.POST.get("remove", "")
    if removed.isascii() and removed.isdigit() and 1 <= int(removed) <= len(rows):
        del rows[int(removed) - 1]
        return rows or [Row()], True
    if "add" in request.POST:
        return ([*rows, Row()] if len(rows) < MOST_ITEMS else rows), True
    return [row for row in rows if not row.is_blank] or [Row()], False


def _row(request: HttpRequest, place: int) -> Row:
    names = ("about", "other", "reason", "basis")
    return Row(*(text(request, f"item-{place}-{name}") for name in names))


def _reply_by(request: HttpRequest, folder: Folder) -> Day:
    if request.method == "POST":
        return day(request, "reply_by")
    calendar = organisation.calendar_of(folder.card.agency)
    return proposed("reply_by", calendar.add_working_days(folder.at, WORKING_DAYS_TO_REPLY).date())


def _contact(request: HttpRequest, folder: Folder) -> str:
    """Whoever asks can be asked back: name and the agency's telephone."""
    presence = presence_of(request)
    parts = (presence.name if presence else "", folder.agency.phone)
    return ", ".join(part for part in parts if part)


def _too_long(rows: list[Row]) -> list[Gap]:
    said = _("Mục %(number)s: viết ngắn hơn, tối đa %(most)s ký tự")
    return [
        (f"item-{number}-{name}", said % {"number": number, "most": LONGEST})
        for number, row in enumerate(rows, start=1)
        for name, value in (("other", row.other), ("reason", row.reason), ("basis", row.basis))
        if len(value) > LONGEST
    ]
