"""What is offered goes; what is not offered is refused: at every point, for every role."""

from collections.abc import Callable
from uuid import UUID

import pytest

from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import State
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import World
from motcua.sites.desk.urls import ACTS

from . import points
from .desks import Desk, went_well

pytestmark = pytest.mark.django_db

ROLES = ("receiver", "center_head", "dept_head", "case_officer", "signatory", "clerk", "returner")
CASE = {"draft-result", "draft-refusal", "ask-supplement", "ask-opinion", "extend"}

#: What each role is offered, where it is offered anything.
EXPECTED: dict[Callable[[World], UUID], dict[str, set[str]]] = {
    points.a_filed_dossier: {},
    points.a_submitted_dossier: {
        "receiver": {"accept", "ask-supplement", "refuse"},
        "center_head": {"accept", "ask-supplement", "refuse"},
    },
    points.a_supplement_given: {
        "receiver": {"accept", "refuse"},
        "center_head": {"accept", "refuse", "allow-second-request"},
        "dept_head": {"allow-second-request"},
    },
    points.an_accepted_dossier: {
        "center_head": {"assign", "stop"},
        "dept_head": {"assign", "extend"},
        "case_officer": {"take-up", "extend"},
        "signatory": {"extend", "stop"},
    },
    points.a_handled_dossier: {
        "center_head": {"assign", "stop"},
        "dept_head": {"assign", "extend"},
        "case_officer": CASE,
        "signatory": {"extend", "stop"},
    },
    points.an_opinion_asked_for: {
        "center_head": {"stop"},
        "dept_head": {"extend"},
        "case_officer": {"extend"},
        "signatory": {"extend", "stop"},
    },
    points.a_drafted_dossier: {
        "dept_head": {"extend"},
        "case_officer": {"extend"},
        "signatory": {"sign", "return-draft", "extend"},
    },
    points.a_signed_dossier: {
        "dept_head": {"extend"},
        "case_officer": {"extend"},
        "signatory": {"extend"},
        "clerk": {"issue"},
    },
    points.a_result_at_the_counter: {
        "receiver": {"hand-over"},
        "returner": {"hand-over", "deliver"},
    },
    points.a_withdrawal_asked_for: {
        "receiver": {"agree-withdrawal", "decline-withdrawal"},
        "center_head": {"agree-withdrawal", "decline-withdrawal"},
        "case_officer": {"agree-withdrawal", "decline-withdrawal"},
    },
}


@pytest.mark.parametrize("point", EXPECTED, ids=lambda point: point.__name__)
def test_only_what_goes_is_offered(world: World, point: Callable[[World], UUID]) -> None:
    dossier = point(world)
    before = _standing(dossier, world)

    for role in ROLES:
        desk = Desk(getattr(world, role))
        offered = desk.offers(dossier)
        assert offered == EXPECTED[point].get(role, set()), role
        for door in offered:
            assert desk.open(dossier, door).status_code == 200, (role, door)
        # Who is offered something knows the way; of those who are not, one stands for all.
        for door in (set(ACTS) - offered) if offered or role == "clerk" else ():
            answer = desk.post(dossier, door, _filled(world))
            assert not went_well(answer), (role, door)
            assert answer.status_code in {200, 403, 404, 409, 422}, (role, door)
    assert _standing(dossier, world) == before


def _standing(dossier: UUID, world: World) -> tuple[State, str, bool, str]:
    card = queries.dossier(dossier, by=world.receiver)
    return card.state, card.handler, card.is_extended, card.second_request_by


def _filled(world: World) -> dict[str, object]:
    """Everything any act could want to be told, but for the fields of a result."""
    words = ("reason", "legal_basis", "question", "answer", "apology", "full_name", "contact")
    soon = points.later(days=9 - points.AT.weekday()).date()
    return {
        **dict.fromkeys(words, "Có nói rõ"),
        **points.typed("reply_by", soon),
        **points.typed("until", soon),
        "agency": "H26.102",
        "officer": world.case_officer.officer,
        "rows": "1",
        "item-1-other": "Căn cước",
        "item-1-reason": "Mờ",
        "item-1-basis": "Điều 9",
        **{f"q-{key}": value for key, value in stories.RESULT.items()},
    }
