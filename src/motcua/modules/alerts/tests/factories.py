"""People on duty, drafts and rules to test with; warnings are made through the operations."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.words import Text
from motcua.modules.alerts import operations, packs
from motcua.modules.alerts.rules.cap import Certainty, Severity, Status, Urgency
from motcua.modules.alerts.rules.drafts import Draft
from motcua.modules.alerts.rules.thresholds import Level, ThresholdRule
from motcua.modules.alerts.rules.watching import Sighting, Value
from motcua.modules.places import operations as places
from motcua.modules.places.tests.factories import a_dataset, a_unit

NOON = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WARD, OTHER = "00070", "00004"

HAI = Actor("officer:hai", frozenset({Post("H26", Role.OPERATOR)}))
YEN = Actor("officer:yen", frozenset({Post("H26", Role.DUTY_HEAD)}))
LAM = Actor("officer:lam", frozenset({Post("H26", Role.DUTY_HEAD)}))
GIANG = Actor("officer:giang", frozenset({Post("H26", Role.ADMIN)}))
CHI = Actor("officer:chi", frozenset({Post("H26.101", Role.RECEIVER)}))
WARD_HEAD = Actor("officer:other", frozenset({Post("H26.101", Role.DUTY_HEAD)}))


def the_places() -> None:
    units = (a_unit("Phường Hoàn Kiếm", WARD), a_unit("Phường Ba Đình", OTHER))
    places.load(dataset=a_dataset("test", *units), by=SYSTEM, at=NOON)


def a_draft(**changes: Any) -> Draft:
    draft = Draft(
        event="flood",
        places=(WARD,),
        severity=Severity.SEVERE,
        urgency=Urgency.EXPECTED,
        certainty=Certainty.LIKELY,
        headline=Text("Ngập sâu ở phố Mẫu", "Deep water on Mẫu Street"),
        description=Text("Nước ngập 40 cm.", "The water is 40 cm deep."),
        instruction=Text("Không đi qua.", "Do not drive through."),
        expires=NOON + 6 * HOUR,
        status=Status.EXERCISE,
    )
    return replace(draft, **changes)


def proposed(*, by: Actor = HAI, at: datetime = NOON, **changes: Any) -> UUID:
    return operations.propose(draft=a_draft(**changes), reason="Camera phố Mẫu", by=by, at=at)


def issued(*, at: datetime = NOON, **changes: Any) -> UUID:
    alert = proposed(at=at, **changes)
    operations.confirm(alert_id=alert, by=YEN, at=at)
    return alert


def air_rule(**changes: Any) -> ThresholdRule:
    """The rule on hourly air quality that ships, with changes."""
    rule = next(rule for rule in packs.rules() if rule.code == "air-hour")
    fields = {name: getattr(rule, name) for name in rule.__struct_fields__}
    return ThresholdRule(**(fields | changes))


def flood_rule(**changes: Any) -> ThresholdRule:
    rule = next(rule for rule in packs.rules() if rule.code == "flood-level")
    fields = {name: getattr(rule, name) for name in rule.__struct_fields__}
    levels = (Level(Severity.MODERATE, at=9.5), Level(Severity.SEVERE, at=10.5))
    return ThresholdRule(**(fields | {"levels": levels} | changes))


def in_force(rule: ThresholdRule, *, at: datetime = NOON) -> UUID:
    document = packs.document(rule)
    version = operations.draft_rule(document=document, reason="Thử", by=SYSTEM, at=at)
    operations.publish_rule(version_id=version, by=SYSTEM, at=at)
    return version


def hours(*measured: float | None, until: datetime = NOON, share: float = 1.0) -> tuple[Value, ...]:
    """Hourly values, the last one of the hour that ends at `until`."""
    first = until - len(measured) * HOUR
    return tuple(
        Value(first + n * HOUR, first + (n + 1) * HOUR, value, share, "1")
        for n, value in enumerate(measured)
    )


def seen(*measured: float | None, until: datetime = NOON, thing: str = "") -> Sighting:
    return Sighting(WARD, thing, hours(*measured, until=until), {}, Text(""), Text("µg"))


def look(
    *measured: float | None, until: datetime = NOON, rule: str = "air-hour", thing: str = ""
) -> list[str]:
    """The rule looks at these hours at the moment the last one ended."""
    sighting = seen(*measured, until=until, thing=thing)
    return [
        str(what) for what in operations.consider(rule=rule, sighting=sighting, by=SYSTEM, at=until)
    ]
