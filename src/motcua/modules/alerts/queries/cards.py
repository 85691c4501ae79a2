"""What doors and listeners get to know of a warning."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.words import Text

from .. import telling
from ..models import Alert
from ..rules.cap import Certainty, MsgType, Response, Severity, Status, Urgency
from ..rules.machine import Act, State
from ..rules.watching import Value
from ..rules.wording import Ending


@dataclass(frozen=True, slots=True)
class AlertPlaceCard:
    """A place a warning is for, as it was called then."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class AlertCard:
    """One message. `sent_at` is None until it went out; `rule` is empty where a person proposed."""

    id: UUID
    chain: UUID
    follows: UUID | None
    state: State
    status: Status
    type: MsgType
    identifier: str
    sender: str
    sent_at: datetime | None
    event: str
    event_name: Text
    severity: Severity
    urgency: Urgency
    certainty: Certainty
    responses: tuple[Response, ...]
    headline: Text
    description: Text
    instruction: Text
    onset: datetime | None
    expires_at: datetime
    ended_at: datetime | None
    ending: Ending | None
    places: tuple[AlertPlaceCard, ...]
    rule: str
    rule_number: int | None
    indicator: str
    basis: tuple[Value, ...]

    def stands(self, at: datetime) -> bool:
        """Whether the public is warned by it at a moment."""
        is_warning = self.type is not MsgType.CANCEL
        return is_warning and self.state is State.ISSUED and self.expires_at > at


@dataclass(frozen=True, slots=True)
class DutyCard:
    """A message as those on duty see it: who proposed it and why, who decided, and what the
    reader may do. `offers` never holds what would be refused."""

    alert: AlertCard
    proposed_by: str
    proposed_at: datetime
    reason: str
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    offers: tuple[Act, ...]
    may_update: bool
    needs_another: bool


def card(alert: Alert) -> AlertCard:
    """The message with its places and its rule, which were fetched with it."""
    version = alert.rule_version
    return AlertCard(
        id=alert.id,
        chain=alert.chain,
        follows=alert.former_id,
        state=State(alert.state),
        status=Status(alert.status),
        type=MsgType(alert.type),
        identifier=telling.identifier(alert.id),
        sender=alert.sender,
        sent_at=alert.sent_at,
        event=alert.event,
        event_name=telling.event_of(alert.event).text,
        severity=Severity(alert.severity),
        urgency=Urgency(alert.urgency),
        certainty=Certainty(alert.certainty),
        responses=tuple(map(Response, alert.responses)),
        headline=Text(alert.headline_vi, alert.headline_en),
        description=Text(alert.description_vi, alert.description_en),
        instruction=Text(alert.instruction_vi, alert.instruction_en),
        onset=alert.onset,
        expires_at=alert.expires_at,
        ended_at=alert.ended_at,
        ending=Ending(alert.ending) if alert.ending else None,
        places=tuple(
            AlertPlaceCard(place.code, Text(place.name_vi, place.name_en))
            for place in sorted(alert.places.all(), key=lambda place: place.code)
        ),
        rule=alert.rule,
        rule_number=version.number if version else None,
        indicator=version.indicator if version else "",
        basis=tuple(map(_value, alert.basis)),
    )


def _value(kept: dict[str, object]) -> Value:
    measured = kept["value"]
    return Value(
        start=datetime.fromisoformat(str(kept["start"])),
        end=datetime.fromisoformat(str(kept["end"])),
        value=float(measured) if isinstance(measured, int | float) else None,
        completeness=float(str(kept["completeness"])),
        formula=str(kept["formula"]),
    )
