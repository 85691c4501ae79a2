"""The counter: who sits before me, what they want, one sheet to fill in, and their word on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from motcua.design import errors
from motcua.design.formats import language
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_officers
from motcua.foundation import plugs
from motcua.foundation.limits import Limit, knock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, NotFound, Refusal, Weather
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import errands, queries
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.operations import Incomplete
from motcua.modules.dossiers.proving import ProvesFor
from motcua.modules.dossiers.queries import DraftCard
from motcua.modules.dossiers.rules.undersigning import ConfirmationRefused
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm, page_form
from motcua.modules.forms.reading import READ, readings
from motcua.modules.forms.suggesting import suggestions
from motcua.modules.mandates import queries as mandates
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import operations as people
from motcua.modules.people.facts import Claims
from motcua.modules.people.policies import COUNTER_ROLES

from . import telling
from .cards import claims_of, typed_claims
from .counter_files import CounterKeeper
from .typed import Day, Gap, day, text

#: A busy counter sees some hundred people a day; nobody looks up more in an hour.
MEETING = Limit("counter-meets", most=60, per=timedelta(hours=1))
CODES = Limit("counter-codes", most=5, per=timedelta(minutes=15))


@dataclass(frozen=True, slots=True)
class Coming:
    """Who comes and what for, as typed."""

    card: str = ""
    number: str = ""
    name: str = ""
    born: Day | None = None
    procedure: str = ""
    agency: str = ""


@require_http_methods(["GET", "POST"])
@for_officers
def home(request: HttpRequest) -> HttpResponse:
    """Who comes, and what for: one card, one choice, Enter."""
    actor = actor_of(request)
    counters = sorted(actor.agencies(*COUNTER_ROLES))
    if not counters:
        return errors.not_allowed(request)
    if request.method == "GET":
        return _ask(request, counters, Coming(procedure=request.GET.get("procedure", "")))
    said = Coming(
        card=text(request, "card")[:500],
        number=text(request, "number")[:20],
        name=text(request, "name")[:200],
        born=day(request, "born"),
        procedure=text(request, "procedure"),
        agency=text(request, "agency") or counters[0],
    )
    claims, gaps = _claims(said)
    if said.procedure not in {code for code, _name in _offered()}:
        gaps.append(("procedure", _("Chọn thủ tục")))
    if gaps or claims is None or said.agency not in counters:
        return _ask(request, counters, said, gaps=gaps)
    try:
        return _begin(said, claims, by=actor)
    except Refusal as refusal:
        return _ask(request, counters, said, refusal=refusal)


def _begin(said: Coming, claims: Claims, *, by: Actor) -> HttpResponseRedirect:
    knock(MEETING, by.id, at=now())
    person = people.meet_at_counter(claims=claims, by=by, at=now())
    draft = dossiers.start_assisted(
        procedure=said.procedure, agency=said.agency, person=person, by=by, at=now()
    )
    form = catalogue.revision(queries.draft(draft, by=by).revision).form
    known = {
        "applicant.full_name": claims.full_name,
        "applicant.personal_id": claims.personal_id,
        "applicant.birth_on": claims.birth_on.isoformat() if claims.birth_on else None,
    }
    told = {source: value for source, value in known.items() if value}
    if filled := forms.prefilled(form, told):
        dossiers.save_answers(dossier_id=draft, answers=filled, by=by, at=now())
    return redirect("desk:counter-sheet", draft)


def _claims(said: Coming) -> tuple[Claims | None, list[Gap]]:
    """Who it is, from the card's code or as typed from the card; and what is wrong with it."""
    if said.card:
        claims = claims_of(said.card)
        return claims, [] if claims else [("card", _("Mã này không phải của thẻ căn cước"))]
    born: date | None = said.born.on if said.born else None
    return typed_claims(said.number, said.name, born)


def _ask(
    request: HttpRequest, counters: list[str], said: Coming, *,
    gaps: list[Gap] | None = None, refusal: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    actor = actor_of(request)
    return page(
        request,
        "desk/counter.html",
        refusal.status if refusal else 422 if gaps else 200,
        said=said,
        procedures=_offered(),
        counters=[(code, organisation.agency(code).name) for code in counters],
        drafts=queries.counter_drafts(by=actor),
        claims=mandates.claimed_at_my_counter(by=actor),
        gaps=gaps or [],
        wrong=dict(reversed(gaps or [])),
        refusal=refusal,
    )


def _offered() -> list[tuple[str, Text]]:
    found = catalogue.public_by_codes(catalogue.public_procedures_to_file())
    return sorted(((row.code, row.name) for row in found.values()), key=lambda each: each[1].vi)


@require_http_methods(["GET", "POST"])
@for_officers
def sheet(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The whole form on one sheet; what is typed is saved whatever is wrong with it.

    An address that is to be proved gets its code, which the person reads out.
    """
    actor = actor_of(request)
    try:
        draft = queries.draft(draft_id, by=actor)
        keeper = CounterKeeper(actor, queries.holder_of_draft(draft_id, by=actor))
    except NotFound:
        return _filed_or_gone(request, draft_id)
    revision = catalogue.revision(draft.revision)
    is_sent = request.method == "POST"
    pages = list(_pages(revision.form, draft, request if is_sent else None, keeper))
    if told := suggestions(revision.form, request.GET) or readings(request.POST, *pages):
        return JsonResponse(told)
    if not is_sent:
        return _show(request, draft, revision, pages)
    answers = pages[-1].answers if pages else draft.answers
    gone = {key: None for key in draft.answers if key not in answers}
    unread = {key: typed for each in pages for key, typed in each.unread.items()}
    try:
        dossiers.save_answers(
            dossier_id=draft_id, answers={**answers, **gone}, unread=unread, by=actor, at=now()
        )
    except Refusal:
        return _filed_or_gone(request, draft_id)
    # A page that the answers only now called up was not drawn yet: it is, before anything is read.
    is_new = {each.key for each in forms.pages_to_fill(revision.form, answers)} - {
        each.page.key for each in pages if each.asked
    }
    if all(each.is_valid() for each in pages) and not is_new:
        return redirect("desk:counter-read", draft_id)
    if is_new:
        pages = list(_pages(revision.form, queries.draft(draft_id, by=actor), None, keeper))
    is_wrong = any(each.problems for each in pages)
    return _show(request, draft, revision, pages, status=422 if is_wrong else 200)


def _pages(
    form: forms.Form, draft: DraftCard, request: HttpRequest | None, keeper: CounterKeeper
) -> Iterator[PageForm]:
    """Each page of the form as it is asked now, one after the other over the same answers."""
    posted: QueryDict | None = request.POST if request else None
    files = request.FILES if request else None
    proofs = ProvesFor(keeper.owner, keeper.by, "vi", now)
    scene = forms.Scene(today(), plugs.get(forms.PlaceNames), proofs=proofs)
    # What the script only has read while it is typed tries no code that is typed half.
    prove = None if posted and READ in posted else proofs
    answers: Mapping[str, object] = draft.answers
    for each in form.pages:
        if each.key not in {shown.key for shown in forms.pages_to_fill(form, answers)}:
            continue
        compiled = page_form(form, each.key)
        filled = compiled(
            posted, files, draft=answers, scene=scene, keep=keeper, unread=draft.unread,
            prove=prove,
        )  # fmt: skip
        filled.is_valid()
        answers = filled.answers
        yield filled


def _show(
    request: HttpRequest, draft: DraftCard, revision: catalogue.Revision, pages: list[PageForm],
    *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    return page(
        request,
        "desk/counter_sheet.html",
        status,
        draft=draft,
        name=revision.short_name,
        pages=pages,
        errors=[error for each in pages for error in each.error_list] if status == 422 else [],
    )


@require_http_methods(["GET", "POST"])
@for_officers
def read(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What is filed, read back; the person says yes by a code or signs the sheet; then it is."""
    actor = actor_of(request)
    refusal: Refusal | None = None
    sent = ""
    try:
        if request.method == "POST":
            answer = _done(request, draft_id, by=actor)
            if isinstance(answer, HttpResponse):
                return answer
            sent = answer
    except (NotFound, AlreadyDone):
        return _filed_or_gone(request, draft_id)
    except Refusal as refused:
        refusal = refused
    except Weather:
        sent = _("Chưa gửi được mã. Xin thử lại, hoặc in ra để ký.")
    try:
        draft = queries.draft(draft_id, by=actor)
        signed = queries.undersigned_of(draft_id, by=actor, now=now())
    except NotFound:
        return _filed_or_gone(request, draft_id)
    if signed.problems:
        return redirect("desk:counter-sheet", draft_id)
    revision = catalogue.revision(draft.revision)
    return page(
        request,
        "desk/counter_read.html",
        refusal.status if refusal else 200,
        draft=draft,
        name=revision.name,
        agency=organisation.agency(draft.agency),
        sections=forms.show(
            revision.form, draft.answers, language(), places=plugs.get(forms.PlaceNames)
        ),
        signed=signed,
        channels=[(way, str(_CHANNELS[way])) for way in signed.contacts],
        sent=sent,
        refusal=refusal,
        missing=telling.gaps(refusal.missing) if isinstance(refusal, Incomplete) else [],
    )


_CHANNELS = {
    "sms": gettext_lazy("Tin nhắn điện thoại"),
    "email": gettext_lazy("Thư điện tử"),
}


def _done(request: HttpRequest, draft_id: UUID, *, by: Actor) -> HttpResponse | str:
    """Do what the button says: send a code, take the code or the mark, and file at once."""
    deed, at = request.POST.get("deed", ""), now()
    if deed == "send":
        knock(CODES, f"{by.id}:{draft_id}", at=at)
        to = errands.send_code(
            dossier_id=draft_id,
            channel=request.POST.get("channel", ""),
            subject=_("Mã xác nhận hồ sơ"),
            text=_("Mã xác nhận hồ sơ tại quầy: %(code)s. Chỉ đọc mã khi bạn đã xem lại hồ sơ."),
            by=by,
            at=at,
        )
        return _("Đã gửi mã đến %(to)s.") % {"to": _masked(to)}
    if deed == "code":
        knock(CODES, f"{by.id}:{draft_id}", at=at)
        code = text(request, "code")
        if not dossiers.confirm_by_code(dossier_id=draft_id, code=code, by=by, at=at):
            raise ConfirmationRefused("not the code")
    elif deed == "mark":
        dossiers.confirm_by_signature(dossier_id=draft_id, mark=text(request, "mark"), by=by, at=at)
    # Said yes to: filed in the same step, so that nothing can come between.
    dossiers.file(dossier_id=draft_id, key=f"counter:{draft_id}", by=by, at=at)
    return redirect(f"{reverse('desk:dossier', args=[draft_id])}?done=filed")


def _masked(to: str) -> str:
    return f"{'•' * max(len(to) - 4, 0)}{to[-4:]}"


@require_GET
@for_officers
def printed(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The sheet that is read and signed on paper, with the mark the clerk types in."""
    actor = actor_of(request)
    try:
        draft = queries.draft(draft_id, by=actor)
        signed = queries.undersigned_of(draft_id, by=actor, now=now())
    except NotFound:
        return _filed_or_gone(request, draft_id)
    revision = catalogue.revision(draft.revision)
    return page(
        request,
        "desk/counter_print.html",
        draft=draft,
        name=revision.name,
        agency=organisation.agency(draft.agency),
        sections=forms.show(revision.form, draft.answers, "vi", places=plugs.get(forms.PlaceNames)),
        signed=signed,
        day=today(),
    )


def _filed_or_gone(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    try:
        queries.dossier(draft_id, by=actor_of(request))
    except NotFound:
        return errors.not_found(request)
    return redirect("desk:dossier", draft_id)
