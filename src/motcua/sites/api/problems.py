"""Every refusal and every malformed request as `application/problem+json` (RFC 9457)."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from motcua.design.problems import TOO_OFTEN, language_of, of_refusal, problem
from motcua.design.refusals import sentence
from motcua.foundation.journal import request_id
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.forms.rules import Fault
from motcua.modules.forms.words import said

from .verdicts import AddressWrong, AnswersWrong

#: Codes are counted by the hour.
AN_HOUR = 3600


def register(api: NinjaAPI) -> None:
    """Answer refusals, validation errors and HTTP errors of this API alike."""

    @api.exception_handler(AnswersWrong)
    def wrong_answers(request: HttpRequest, refusal: AnswersWrong) -> HttpResponse:
        with translation.override(language_of(request)):
            return problem(
                status=refusal.status,
                code=refusal.code,
                title=sentence(refusal),
                instance=request_id.get(),
                problems=refusal.problems,
            )

    @api.exception_handler(AddressWrong)
    def wrong_address(request: HttpRequest, refusal: AddressWrong) -> HttpResponse:
        fault = refusal.fault
        with translation.override(language_of(request)):
            answer = problem(
                status=TOO_OFTEN if refusal.is_too_often else refusal.status,
                code=fault.code,
                title=said(Fault(fault.code, {"label": _("địa chỉ này"), **fault.params})),
                instance=request_id.get(),
            )
        if refusal.is_too_often:
            answer.headers["Retry-After"] = str(AN_HOUR)
        return answer

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        with translation.override(language_of(request)):
            return of_refusal(refusal, instance=request_id.get())

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
        fields = [
            {"field": ".".join(str(part) for part in error["loc"][1:]), "says": error["msg"]}
            for error in wrong.errors
        ]
        detail = "; ".join(f"{f['field']}: {f['says']}" for f in fields)
        return problem(
            status=422,
            code="malformed",
            title="Malformed request",
            detail=detail,
            instance=request_id.get(),
            fields=fields,
        )

    @api.exception_handler(OperationalError)
    def away(request: HttpRequest, gone: OperationalError) -> HttpResponse:
        answer = problem(
            status=503,
            code="unavailable",
            title="The database does not answer",
            instance=request_id.get(),
        )
        answer.headers["Retry-After"] = "10"
        return answer

    @api.exception_handler(HttpError)
    def plain(request: HttpRequest, wrong: HttpError) -> HttpResponse:
        return problem(
            status=wrong.status_code,
            code="http-error",
            title=str(wrong),
            instance=request_id.get(),
        )


def not_here(request: HttpRequest, path: str = "") -> HttpResponse:
    """The answer below /api/ where nothing is."""
    with translation.override(language_of(request)):
        return of_refusal(NotFound(f"no such address: {path}"), instance=request_id.get())
