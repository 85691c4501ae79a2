"""Two people for every word to the public; each move along the table, told and recorded."""

import pytest

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.modules.alerts import operations, queries, reactions
from motcua.modules.alerts.operations.deciding import ReasonMissing
from motcua.modules.alerts.operations.proposing import ProposalWaits
from motcua.modules.alerts.rules.cap import MsgType, Severity
from motcua.modules.alerts.rules.drafts import DraftIncomplete, SecondPersonNeeded
from motcua.modules.alerts.rules.machine import Act, AlertMoved, State
from motcua.modules.alerts.rules.wording import Ending
from motcua.modules.broadcast import operations as broadcast
from motcua.modules.broadcast import queries as told

from .factories import (
    CHI,
    GIANG,
    HAI,
    HOUR,
    LAM,
    NOON,
    OTHER,
    WARD,
    WARD_HEAD,
    YEN,
    a_draft,
    issued,
    proposed,
    the_places,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    the_places()


def heard() -> list[str]:
    """The kinds of what listeners of warnings were told, oldest first."""
    broadcast.number(by=SYSTEM, at=NOON)
    return [change.kind.split(".")[3] for change in told.public_after(0, ["alerts"])]


def test_what_one_proposes_another_lets_out() -> None:
    alert = proposed()
    assert queries.public_active(at=NOON) == []
    assert heard() == []

    operations.confirm(alert_id=alert, by=YEN, at=NOON)

    (standing,) = queries.public_active(at=NOON)
    assert standing.id == alert
    assert standing.state is State.ISSUED
    assert standing.sent_at == NOON
    assert standing.places[0].name.vi == "Phường Hoàn Kiếm"
    assert heard() == ["issued"]
    kinds = [entry.kind for entry in journal.timeline(("alert", str(alert)))]
    assert kinds == ["alert.proposed/1", "alert.issued/1"]


def test_whoever_proposed_does_not_confirm() -> None:
    alert = proposed(by=YEN)

    with pytest.raises(SecondPersonNeeded):
        operations.confirm(alert_id=alert, by=YEN, at=NOON)

    (card,) = queries.proposals(by=YEN)
    assert Act.CONFIRM not in card.offers
    assert card.needs_another
    operations.confirm(alert_id=alert, by=LAM, at=NOON)


def test_nothing_ever_goes_out_by_one_alone() -> None:
    first = issued()
    operations.cancel(alert_id=first, ending=Ending.OVER, reason="Rút", by=YEN, at=NOON)
    assert queries.let_out_alone(by=YEN) == []


@pytest.mark.parametrize("stranger", [CHI, GIANG, WARD_HEAD])
def test_only_those_on_duty_at_the_top_propose_and_decide(stranger: object) -> None:
    alert = proposed()

    with pytest.raises(NotAllowed):
        proposed(by=stranger)  # type: ignore[arg-type] # parametrize gives an object
    with pytest.raises(NotAllowed):
        operations.confirm(alert_id=alert, by=stranger, at=NOON)  # type: ignore[arg-type] # same


def test_an_operator_confirms_nothing() -> None:
    alert = proposed(by=LAM)
    with pytest.raises(NotAllowed):
        operations.confirm(alert_id=alert, by=HAI, at=NOON)


def test_everything_that_is_missing_is_said_at_once() -> None:
    draft = a_draft(places=("99999",), event="war", expires=NOON)

    with pytest.raises(DraftIncomplete) as refused:
        operations.propose(draft=draft, reason=" ", by=HAI, at=NOON)

    codes = {gap.code for gap in refused.value.missing}
    assert codes == {"event-unknown", "places-unknown", "expires-past", "reason-missing"}


def test_a_proposal_is_put_aside_with_a_reason() -> None:
    alert = proposed()
    with pytest.raises(ReasonMissing):
        operations.reject(alert_id=alert, reason=" ", by=YEN, at=NOON)

    operations.reject(alert_id=alert, reason="Camera hỏng", by=YEN, at=NOON)

    assert queries.alert(alert, by=YEN).decision_reason == "Camera hỏng"
    with pytest.raises(AlertMoved):
        operations.confirm(alert_id=alert, by=YEN, at=NOON)
    with pytest.raises(NotFound):
        queries.public_alert(alert)


def test_an_update_takes_the_place_of_what_stood() -> None:
    first = issued()
    worse = a_draft(severity=Severity.EXTREME, places=(WARD, OTHER))

    second = operations.propose_update(
        alert_id=first, draft=worse, reason="Nước lên", by=HAI, at=NOON + HOUR
    )
    assert [card.id for card in queries.public_active(at=NOON + HOUR)] == [first]
    operations.confirm(alert_id=second, by=YEN, at=NOON + HOUR)

    (standing,) = queries.public_active(at=NOON + HOUR)
    assert (standing.id, standing.follows, standing.type) == (second, first, MsgType.UPDATE)
    assert queries.public_alert(first).state is State.UPDATED
    assert heard() == ["issued", "updated", "updated"]
    assert [card.id for card in queries.public_active([OTHER], at=NOON + HOUR)] == [second]


def test_a_chain_has_one_proposal_at_a_time() -> None:
    first = issued()
    update = {"alert_id": first, "draft": a_draft(), "reason": "Nước lên", "by": HAI, "at": NOON}
    operations.propose_update(**update)  # type: ignore[arg-type] # the same words twice

    with pytest.raises(ProposalWaits):
        operations.propose_update(**update)  # type: ignore[arg-type] # the same words twice


def test_an_update_of_what_was_taken_back_is_not_issued() -> None:
    first = issued()
    second = operations.propose_update(
        alert_id=first, draft=a_draft(), reason="Nước lên", by=HAI, at=NOON
    )
    operations.cancel(alert_id=first, ending=Ending.MISTAKE, reason="Nhầm", by=LAM, at=NOON)

    with pytest.raises(AlertMoved):
        operations.confirm(alert_id=second, by=YEN, at=NOON)
    assert queries.alert(second, by=YEN).alert.state is State.LAPSED


def test_a_warning_is_taken_back_by_one_head_with_a_reason() -> None:
    alert = issued()
    with pytest.raises(NotAllowed):
        operations.cancel(alert_id=alert, ending=Ending.OVER, reason="Rút", by=HAI, at=NOON)
    with pytest.raises(ReasonMissing):
        operations.cancel(alert_id=alert, ending=Ending.OVER, reason="", by=YEN, at=NOON)

    last = operations.cancel(alert_id=alert, ending=Ending.OVER, reason="Rút", by=YEN, at=NOON)

    assert queries.public_active(at=NOON) == []
    assert queries.public_alert(alert).state is State.CANCELLED
    told_last = queries.public_alert(last)
    assert told_last.type is MsgType.CANCEL
    assert told_last.headline.vi == "Đã hết: Ngập sâu ở phố Mẫu"
    assert heard() == ["issued", "cancelled"]
    with pytest.raises(AlertMoved):
        operations.cancel(alert_id=alert, ending=Ending.OVER, reason="Rút", by=YEN, at=NOON)
    with pytest.raises(AlertMoved):
        operations.cancel(alert_id=last, ending=Ending.OVER, reason="Rút", by=YEN, at=NOON)


def test_time_ends_warnings_and_lets_proposals_lapse() -> None:
    stood = issued()
    waited = proposed(expires=NOON + 2 * HOUR)
    late = NOON + 7 * HOUR

    assert queries.public_active(at=late) == []
    assert reactions.tend_all(at=NOON) == 0
    assert reactions.tend_all(at=late) == 2
    assert reactions.tend_all(at=late) == 0

    assert queries.alert(stood, by=YEN).alert.state is State.EXPIRED
    assert queries.alert(waited, by=YEN).alert.state is State.LAPSED
    assert heard() == ["issued", "expired"]


def test_time_is_the_systems_matter_and_not_early() -> None:
    stood, waited = issued(), proposed()
    with pytest.raises(NotAllowed):
        operations.expire(alert_id=stood, by=YEN, at=NOON + 7 * HOUR)
    with pytest.raises(AlertMoved):
        operations.expire(alert_id=stood, by=SYSTEM, at=NOON + HOUR)
    with pytest.raises(AlertMoved):
        operations.lapse(alert_id=waited, by=SYSTEM, at=NOON + HOUR)


def test_a_proposal_whose_time_is_over_is_not_issued() -> None:
    alert = proposed(expires=NOON + HOUR)
    with pytest.raises(DraftIncomplete):
        operations.confirm(alert_id=alert, by=YEN, at=NOON + 2 * HOUR)
