"""Forecasts, and what the city's own past says for one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.foundation import rows
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import NotFound
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import POSTS

from .. import policies
from ..models import Forecast
from ..rules.life import Stage
from ..rules.moments import HERE

_SHOWN = 20
#: The past that is looked at, and how many acts of a role are enough to speak for its work.
LOOKED_BACK = timedelta(days=90)
ENOUGH = 50
#: Whose work ends in which acts.
WORK_OF = {
    "accept": Role.RECEIVER,
    "draft_result": Role.CASE_OFFICER,
    "draft_refusal": Role.CASE_OFFICER,
    "sign": Role.SIGNATORY,
    "issue": Role.CLERK,
}
#: From one act of an officer to their next on the same day: what the second took at most. What
#: lies further apart was not work on one dossier.
_EFFORTS = """
WITH acts AS (
    SELECT fact->>'act' AS act, at,
        lag(at) OVER (PARTITION BY actor ORDER BY at, recorded_at, id) AS before
    FROM foundation_entry
    WHERE recorded_at >= %s AND kind = 'dossier.moved/1' AND starts_with(actor, 'officer:')
        AND fact->>'agency' = %s
)
SELECT act, extract(epoch FROM at - before)::float8 / 60 FROM acts
WHERE act = ANY(%s::text[]) AND at - before BETWEEN interval '1 minute' AND interval '4 hours'
ORDER BY at DESC LIMIT 5000
"""


@dataclass(frozen=True, slots=True)
class ForecastCard:
    """`given` is what it was made from, `outcome` what came of it, None until it is done."""

    id: UUID
    origin: str
    procedure: str
    digest: str
    state: Stage
    done: int
    of: int
    given: Mapping[str, Any]
    outcome: Mapping[str, Any] | None
    trouble: str
    asked_at: datetime

    @property
    def is_under_way(self) -> bool:
        return self.state in (Stage.WAITING, Stage.RUNNING)


@dataclass(frozen=True, slots=True)
class Past:
    """What the city knows of an agency: filings a day of the procedure, and people by role."""

    per_day: float
    filed: int
    staff: Mapping[Role, int]


def forecast(forecast_id: UUID, *, by: Actor) -> ForecastCard:
    """
    :raises NotAllowed: not a procedure administrator
    :raises NotFound: no such forecast
    """
    policies.must_rehearse(by)
    row = Forecast.objects.filter(id=forecast_id).first()
    if row is None:
        raise NotFound(f"forecast {forecast_id}")
    return _card(row)


def forecasts(*, by: Actor, origin: str = "") -> tuple[ForecastCard, ...]:
    """Newest first.

    :raises NotAllowed: not a procedure administrator
    """
    policies.must_rehearse(by)
    found = Forecast.objects.order_by("-asked_at", "id")
    if origin:
        found = found.filter(origin=origin)
    return tuple(map(_card, found[:_SHOWN]))


def past(procedure: str, agency: str, *, by: Actor, at: datetime) -> Past:
    """What a forecast may begin from.

    :raises NotAllowed: not a procedure administrator
    """
    policies.must_rehearse(by)
    counted = dossiers.public_filed(at - LOOKED_BACK, at, frozenset({agency}))
    filed = sum(each.count for each in counted if each.procedure == procedure)
    on = at.astimezone(HERE).date()
    staff = {
        role: len(organisation.officers_holding(role, agency, on=on))
        for role in sorted(POSTS, key=list(Role).index)
    }
    return Past(filed / LOOKED_BACK.days, filed, staff)


def efforts(agency: str, *, by: Actor, at: datetime) -> dict[Role, tuple[float, ...]]:
    """Minutes of work by role as the agency's past tells, where it tells enough.

    :raises NotAllowed: not a procedure administrator
    """
    policies.must_rehearse(by)
    found: dict[Role, list[float]] = {}
    for act, minutes in rows.fetch(_EFFORTS, [at - LOOKED_BACK, agency, list(WORK_OF)]):
        found.setdefault(WORK_OF[act], []).append(minutes)
    counts = Counter({role: len(samples) for role, samples in found.items()})
    return {role: tuple(found[role]) for role, count in counts.items() if count >= ENOUGH}


def _card(row: Forecast) -> ForecastCard:
    return ForecastCard(
        row.id, row.origin, row.procedure, row.digest, Stage(row.state), row.done, row.of,
        row.given, row.outcome, row.trouble, row.asked_at,
    )  # fmt: skip
