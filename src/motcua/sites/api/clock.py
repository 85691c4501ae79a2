"""`GET /api/v1/clock/due`: when would it be ready? Answers without sign-in, and explains itself."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from ninja import Query, Router, Schema

from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.modules.organisation import queries as organisation

from . import limiting

router = Router(tags=["clock"])
HERE = ZoneInfo("Asia/Ho_Chi_Minh")


class Asked(Schema):
    """`received_at`: ISO 8601 (without offset: Vietnamese time). `amount`: e.g. 3 or 0.5; in-day
    needs none."""

    received_at: str
    amount: str = ""
    unit: clock.Unit = clock.Unit.WORKING_DAY
    agency: str = ""


class Answer(Schema):
    due_at: str
    explanation: dict[str, object]


@router.get("/due", response=Answer, summary="When would it be ready?")
def due(request: HttpRequest, asked: Annotated[Asked, Query()]) -> dict[str, object]:
    """Unit is one of HOUR, WORKING_DAY, DAY, MONTH, YEAR, IN_DAY; agency is a code (default: the
    city's). The explanation lists every interval that ran or stood still, and why."""
    limiting.count(request)
    calendar = organisation.calendar_of(asked.agency or organisation.public_tops()[0])
    received = _moment(asked.received_at)
    amount = asked.amount or ("1" if asked.unit is clock.Unit.IN_DAY else "")
    if not amount:
        raise Invalid("say how many, for example amount=3", field="amount")
    try:
        answer = clock.when_ready(
            received,
            clock.Allowance.of(amount, asked.unit),
            calendar,
            organisation.clock_rules_on(received.astimezone(HERE).date()),
        )
    except OverflowError:
        raise Invalid("received_at lies beyond the calendar", field="received_at") from None
    return {
        "due_at": answer.due_at.isoformat(),
        "explanation": clock.explanation_to_dict(answer.explanation),
    }


def _moment(said: str) -> datetime:
    try:
        # A plus sign in an address arrives as a blank.
        moment = datetime.fromisoformat(said.strip().replace(" ", "+") if "T" in said else said)
    except ValueError:
        raise Invalid(
            "received_at is a moment like 2026-11-20T16:00:00+07:00", field="received_at"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=HERE)
