"""The end of the road: the result reaches the applicant, or the applicant takes it all back."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.rules import Act
from motcua.modules.results.rules import Receiver

from .acting import answer, on_dossier, sheet
from .folder import Folder
from .typed import Gap, text, too_long

SHORT = 200


@on_dossier
def deliver(request: HttpRequest, folder: Folder) -> HttpResponse:
    """The applicant can download it from now on."""
    return answer(
        request, folder, sheet(Act.DELIVER_ONLINE, "desk/plain.html"), act=Act.DELIVER_ONLINE,
        do=lambda: dossiers.deliver_online(dossier_id=folder.id, by=folder.actor, at=folder.at),
    )  # fmt: skip


@on_dossier
def hand_over(request: HttpRequest, folder: Folder) -> HttpResponse:
    """Somebody takes it at the counter: most often the applicant, who is proposed."""
    to = _receiver(request) if request.method == "POST" else _applicant(folder)
    return answer(
        request, folder, sheet(Act.HAND_OVER, "desk/hand_over.html", to=to), act=Act.HAND_OVER,
        gaps=_too_long(to),
        do=lambda: dossiers.hand_over(
            dossier_id=folder.id, to=to, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


def _receiver(request: HttpRequest) -> Receiver:
    return Receiver(
        full_name=text(request, "full_name"),
        personal_id=text(request, "personal_id"),
        phone=text(request, "phone"),
        relation=text(request, "relation"),
    )


def _applicant(folder: Folder) -> Receiver:
    person = folder.applicant
    if person is None:
        return Receiver(folder.card.applicant_name)
    return Receiver(person.full_name, person.personal_id, person.phone)


def _too_long(to: Receiver) -> list[Gap]:
    values = {"full_name": to.full_name, "personal_id": to.personal_id, "phone": to.phone,
              "relation": to.relation}  # fmt: skip
    said = _("Viết ngắn hơn: tối đa %(most)s ký tự") % {"most": SHORT}
    return [(name, said) for name, value in values.items() if len(value) > SHORT]


@on_dossier
def agree_withdrawal(request: HttpRequest, folder: Folder) -> HttpResponse:
    """The authority agrees: nothing more is done."""
    asked = sheet(Act.AGREE_WITHDRAWAL, "desk/plain.html", wish=folder.grounds(Act.ASK_WITHDRAWAL))
    return answer(
        request, folder, asked, act=Act.AGREE_WITHDRAWAL,
        do=lambda: dossiers.agree_withdrawal(dossier_id=folder.id, by=folder.actor, at=folder.at),
    )  # fmt: skip


@on_dossier
def decline_withdrawal(request: HttpRequest, folder: Folder) -> HttpResponse:
    """The authority goes on, and says why."""
    reason = text(request, "reason")
    asked = sheet(Act.DECLINE_WITHDRAWAL, "desk/reason.html", reason=reason, why="withdrawal")
    return answer(
        request, folder, asked, act=Act.DECLINE_WITHDRAWAL, gaps=too_long(request, "reason"),
        do=lambda: dossiers.decline_withdrawal(
            dossier_id=folder.id, reason=reason, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip
