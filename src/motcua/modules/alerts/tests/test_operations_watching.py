"""Rules that look: one warning a place, never two; people and the rule do not talk over another."""

from datetime import timedelta

import pytest

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone, NotAllowed, WrongMoment
from motcua.modules.alerts import operations, packs, queries
from motcua.modules.alerts.operations.ruling import RuleDraftWaits
from motcua.modules.alerts.rules.cap import MsgType, Severity
from motcua.modules.alerts.rules.drafts import SecondPersonNeeded
from motcua.modules.alerts.rules.machine import Act, State
from motcua.modules.alerts.rules.thresholds import Confirms, RuleInvalid

from .factories import (
    HAI,
    HOUR,
    LAM,
    NOON,
    WARD,
    YEN,
    a_draft,
    air_rule,
    in_force,
    look,
    seen,
    the_places,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    the_places()


def test_a_rule_proposes_and_a_person_confirms() -> None:
    in_force(air_rule())

    assert look(160, 163.4) == ["raise"]

    (waiting,) = queries.proposals(by=YEN)
    assert waiting.proposed_by == "rule:air-hour"
    assert waiting.alert.headline.vi == "Phường Hoàn Kiếm: chất lượng không khí xấu, AQI 163,4"
    assert [value.value for value in waiting.alert.basis] == [160, 163.4]
    assert Act.CONFIRM in waiting.offers
    operations.confirm(alert_id=waiting.alert.id, by=YEN, at=NOON)
    (standing,) = queries.public_active([WARD], at=NOON)
    assert (standing.rule, standing.rule_number) == ("air-hour", 1)


def test_looking_again_proposes_nothing_again() -> None:
    in_force(air_rule())
    look(160, 160)
    assert look(160, 160) == []
    assert len(queries.proposals(by=YEN)) == 1


def test_a_rule_that_may_issue_does_so_by_itself() -> None:
    in_force(air_rule(confirms=Confirms.RULE))

    look(160, 160)
    (first,) = queries.public_active(at=NOON)
    look(160, 160, 210, until=NOON + HOUR)
    (second,) = queries.public_active(at=NOON + HOUR)
    look(160, 160, 210, 100, 100, until=NOON + 3 * HOUR)

    assert (second.follows, second.severity) == (first.id, Severity.SEVERE)
    assert queries.public_active(at=NOON + 3 * HOUR) == []
    told = [(card.type, card.state) for card in queries.public_chain(first.id)]
    assert told == [
        (MsgType.ALERT, State.UPDATED),
        (MsgType.UPDATE, State.CANCELLED),
        (MsgType.CANCEL, State.ISSUED),
    ]


def test_what_was_proposed_lapses_when_it_is_over() -> None:
    in_force(air_rule())
    look(160, 160)
    look(160, 160, 100, 100, until=NOON + 2 * HOUR)
    assert queries.proposals(by=YEN) == []
    assert queries.public_history() == []


def test_a_newer_proposal_takes_the_place_of_the_older() -> None:
    in_force(air_rule())
    look(160, 160)
    look(160, 160, 310, until=NOON + HOUR)
    (waiting,) = queries.proposals(by=YEN)
    assert waiting.alert.severity is Severity.EXTREME
    assert waiting.alert.type is MsgType.ALERT


def test_the_end_of_a_confirmed_warning_is_proposed_too() -> None:
    in_force(air_rule())
    look(160, 160)
    first = queries.proposals(by=YEN)[0].alert.id
    operations.confirm(alert_id=first, by=YEN, at=NOON)
    look(160, 160, 100, 100, until=NOON + 2 * HOUR)

    (waiting,) = queries.proposals(by=YEN)
    assert waiting.alert.type is MsgType.CANCEL
    operations.confirm(alert_id=waiting.alert.id, by=YEN, at=NOON + 2 * HOUR)
    assert queries.public_alert(first).state is State.CANCELLED


def test_rising_again_before_the_end_was_confirmed_updates_what_stands() -> None:
    in_force(air_rule(cooldown_minutes=0))
    look(160, 160)
    first = queries.proposals(by=YEN)[0].alert.id
    operations.confirm(alert_id=first, by=YEN, at=NOON)
    look(160, 160, 100, 100, until=NOON + 2 * HOUR)

    assert look(160, 160, 100, 100, 160, 160, until=NOON + 4 * HOUR) == ["raise"]

    (waiting,) = queries.proposals(by=YEN)
    assert (waiting.alert.type, waiting.alert.follows) == (MsgType.UPDATE, first)


def test_a_rejected_rule_is_quiet_for_three_hours() -> None:
    in_force(air_rule())
    look(160, 160)
    waiting = queries.proposals(by=YEN)[0].alert.id
    operations.reject(alert_id=waiting, reason="Máy đo đặt cạnh bếp", by=YEN, at=NOON)

    assert look(*[160] * 4, until=NOON + 2 * HOUR) == []
    assert look(*[160] * 5, until=NOON + 3 * HOUR) == ["raise"]


def test_a_rule_does_not_talk_into_a_persons_proposal() -> None:
    in_force(air_rule())
    look(160, 160)
    first = queries.proposals(by=YEN)[0].alert.id
    operations.confirm(alert_id=first, by=YEN, at=NOON)
    draft = a_draft(event="air-quality", expires=NOON + 8 * HOUR)
    own = operations.propose_update(alert_id=first, draft=draft, reason="Rõ hơn", by=HAI, at=NOON)

    look(160, 160, 310, until=NOON + HOUR)

    assert [card.alert.id for card in queries.proposals(by=YEN)] == [own]


def test_an_expired_warning_is_raised_anew() -> None:
    in_force(air_rule(confirms=Confirms.RULE, lasts_minutes=60))
    look(160, 160)
    first = queries.public_active(at=NOON)[0].id
    later = NOON + 5 * HOUR
    assert look(160, 160, until=later) == ["raise"]
    assert queries.public_alert(first).state is State.EXPIRED
    assert len(queries.public_active(at=later)) == 1


def test_years_of_back_fill_raise_nothing() -> None:
    in_force(air_rule())
    sighting = seen(*[400] * 500, until=NOON - timedelta(days=400))
    assert operations.consider(rule="air-hour", sighting=sighting, by=SYSTEM, at=NOON) == []


def test_a_rule_that_is_not_in_force_looks_at_nothing() -> None:
    assert look(160, 160) == []
    version = in_force(air_rule())
    operations.retire_rule(version_id=version, by=LAM, at=NOON)
    assert look(160, 160) == []


def test_a_place_that_is_not_watched_is_left_alone() -> None:
    in_force(air_rule(places=("00004",)))
    assert look(160, 160) == []


def test_only_the_system_looks() -> None:
    with pytest.raises(NotAllowed):
        operations.consider(rule="air-hour", sighting=seen(), by=YEN, at=NOON)


def test_a_rule_is_drafted_by_one_and_published_by_another() -> None:
    document = packs.document(air_rule())
    first = operations.draft_rule(document=document, reason="Mới", by=YEN, at=NOON)
    with pytest.raises(SecondPersonNeeded):
        operations.publish_rule(version_id=first, by=YEN, at=NOON)
    with pytest.raises(NotAllowed):
        operations.publish_rule(version_id=first, by=HAI, at=NOON)
    with pytest.raises(RuleDraftWaits):
        operations.draft_rule(document=document, reason="Mới", by=HAI, at=NOON)

    operations.publish_rule(version_id=first, by=LAM, at=NOON)

    with pytest.raises(AlreadyDone):
        operations.draft_rule(document=document, reason="Mới", by=HAI, at=NOON)
    with pytest.raises(WrongMoment):
        operations.publish_rule(version_id=first, by=LAM, at=NOON)


def test_a_new_version_retires_the_old_and_the_old_is_kept() -> None:
    in_force(air_rule())
    in_force(air_rule(periods=3))
    newest, oldest = queries.versions("air-hour", by=YEN)
    assert (newest.number, newest.state, oldest.state) == (2, "in_force", "retired")
    assert oldest.rule == air_rule()


def test_a_draft_is_dropped_and_a_wrong_rule_refused() -> None:
    draft = operations.draft_rule(
        document=packs.document(air_rule()), reason="Mới", by=HAI, at=NOON
    )
    operations.drop_rule(version_id=draft, by=HAI, at=NOON)
    with pytest.raises(RuleInvalid):
        operations.draft_rule(
            document=packs.document(air_rule(periods=0)), reason="Mới", by=HAI, at=NOON
        )


def test_silence_is_told_to_those_on_duty_alone() -> None:
    in_force(air_rule())
    look(10, 10)
    assert [watch.is_silent for watch in queries.watches(by=YEN, at=NOON + 3 * HOUR)] == [False]
    assert [watch.is_silent for watch in queries.watches(by=YEN, at=NOON + 4 * HOUR)] == [True]
    assert queries.public_active(at=NOON + 4 * HOUR) == []
