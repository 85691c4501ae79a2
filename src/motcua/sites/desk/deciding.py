"""The decision: drafted by one, signed by another, numbered and issued by the clerk."""

from collections.abc import Mapping
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse

from motcua.foundation import plugs
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.rules import Act
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import page_form
from motcua.modules.forms.reading import readings
from motcua.modules.forms.suggesting import suggestions
from motcua.modules.results.rules import life as results

from .acting import answer, ask, on_dossier, sheet
from .folder import Folder, draft_lines
from .typed import text, too_long

#: The one page of a result's fields, as `ResultSpec.form_tree` names it.
RESULT_PAGE = "result"


@on_dossier
def draft_result(request: HttpRequest, folder: Folder) -> HttpResponse:
    """The fields of the procedure's result, filled in as far as the dossier knows them."""
    if found := suggestions(folder.revision.result_form, request.GET):
        return JsonResponse(found)
    start = first_values(folder)
    scene = forms.Scene(folder.today, plugs.get(forms.PlaceNames))
    compiled = page_form(folder.revision.result_form, RESULT_PAGE)
    if request.method == "GET":
        filled = compiled(draft=start, scene=scene)
    else:
        filled = compiled(request.POST, request.FILES, draft=start, scene=scene)
        if read := readings(request.POST, filled):
            return JsonResponse(read)
    asked = sheet(
        Act.DRAFT_RESULT, "desk/draft_result.html",
        filled=filled, returned=_returned(folder),
    )  # fmt: skip
    if request.method == "POST" and not filled.is_valid():
        status = 422 if filled.problems else 200
        return ask(request, folder, asked, gaps=filled.error_list, status=status)
    return answer(
        request, folder, asked, act=Act.DRAFT_RESULT,
        do=lambda: dossiers.draft_result(
            dossier_id=folder.id, values=filled.answers, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


def first_values(folder: Folder) -> Mapping[str, object]:
    """What a returned draft held, over what the dossier itself proposes."""
    spec = folder.revision.result
    proposed = forms.clean(folder.revision.result_form, spec.proposal(_facts(folder)))
    written = {} if folder.is_refusal else dict(folder.draft)
    return {**proposed, **written}


def _facts(folder: Folder) -> dict[str, object]:
    """The dossier by the paths a package may propose from."""
    facts: dict[str, object] = {
        "answers": folder.answers,
        "dossier": {
            "code": folder.card.number,
            "procedure_code": folder.card.procedure,
            "procedure_name": folder.revision.name.vi,
            "channel": folder.card.channel,
        },
    }
    person = folder.applicant
    if person is not None:
        facts["applicant"] = {
            "full_name": person.display_name,
            "personal_id": person.personal_id,
            "birth_on": person.birth_on.isoformat() if person.birth_on else None,
            "phone": person.phone,
            "email": person.email,
            "address": asdict(person.address),
        }
    return facts


@on_dossier
def draft_refusal(request: HttpRequest, folder: Folder) -> HttpResponse:
    """Propose to refuse after appraisal; signed and numbered like any decision."""
    before = folder.grounds(Act.DRAFT_REFUSAL) if request.method == "GET" else None
    reason = before.reason if before else text(request, "reason")
    basis = before.legal_basis if before else text(request, "legal_basis")
    asked = sheet(
        Act.DRAFT_REFUSAL, "desk/grounds.html",
        reason=reason, legal_basis=basis, returned=_returned(folder),
    )  # fmt: skip
    return answer(
        request, folder, asked, act=Act.DRAFT_REFUSAL,
        gaps=too_long(request, "reason", "legal_basis"),
        do=lambda: dossiers.draft_refusal(
            dossier_id=folder.id, reason=reason, legal_basis=basis, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


@on_dossier
def return_draft(request: HttpRequest, folder: Folder) -> HttpResponse:
    """Back to its writer, with what must change."""
    reason = text(request, "reason")
    asked = sheet(Act.RETURN_DRAFT, "desk/reason.html", reason=reason, why="return")
    return answer(
        request, folder, asked, act=Act.RETURN_DRAFT, gaps=too_long(request, "reason"),
        do=lambda: dossiers.return_draft(
            dossier_id=folder.id, reason=reason, by=folder.actor, at=folder.at
        ),
    )  # fmt: skip


@on_dossier
def sign(request: HttpRequest, folder: Folder) -> HttpResponse:
    """Read what is signed, then sign it."""
    return answer(
        request, folder, sheet(Act.SIGN, "desk/sign.html", draft=draft_lines(folder)), act=Act.SIGN,
        do=lambda: dossiers.sign(dossier_id=folder.id, by=folder.actor, at=folder.at),
    )  # fmt: skip


@on_dossier
def issue(request: HttpRequest, folder: Folder) -> HttpResponse:
    """The number and date, then the organisation's signature."""
    return answer(
        request, folder, sheet(Act.ISSUE, "desk/issue.html"), act=Act.ISSUE,
        do=lambda: dossiers.issue(dossier_id=folder.id, by=folder.actor, at=folder.at),
    )  # fmt: skip


def _returned(folder: Folder) -> str:
    """Why the draft came back, while it is back."""
    if folder.result is None or folder.result.state is not results.State.RETURNED:
        return ""
    return folder.result.returned_because
