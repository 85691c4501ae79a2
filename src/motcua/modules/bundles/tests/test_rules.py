"""One form out of three, and three sets of answers out of one: nothing twice, nothing lost."""

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.kernel.expressions import parse, source_of
from motcua.modules.bundles.rules import (
    Ending,
    Leg,
    MergedForm,
    PaperOfMember,
    PartState,
    ended_as,
    joint_due,
    merge,
    next_of,
    planned,
    read_group,
)
from motcua.modules.bundles.rules.folding import fold
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.catalogue.rules.findings import PackageErrors
from motcua.modules.catalogue.rules.package import read
from motcua.modules.dossiers.tests.world import PACKAGES
from motcua.modules.forms.rules import check
from motcua.modules.forms.rules.inventing import Inventor
from motcua.modules.forms.tests.places import FewPlaces

from .world import CHILD_ID, GROUP, GROUPS, draw

TEXT = (GROUPS / GROUP / "group.yaml").read_text()
TODAY = date(2026, 11, 17)
NOON = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
PAPER = PaperOfMember("0" * 64, "khai-sinh.pdf", 9, "application/pdf")
W, S, B = PartState.WAITING, PartState.STARTED, PartState.BLOCKED


def a_merged(text: str = TEXT) -> MergedForm:
    group = read_group({"group.yaml": text.encode()})
    packages = {m.key: read(gather(PACKAGES / m.procedure)) for m in group.members}
    return merge(group, packages)


MERGED = a_merged()


def test_what_is_given_shared_or_produced_is_not_asked() -> None:
    asked = [question.key for question in MERGED.form.questions()]

    assert len(asked) == len(set(asked))
    for member in MERGED.group.members:
        assert not {f"{member.key}_{name}" for name in member.not_asked} & set(asked)
    assert sum(key.endswith("child_name") for key in asked) == 1
    assert sum(key.endswith("phone") and "owner" not in key for key in asked) == 1


def test_what_is_promised_is_promised_at_the_end() -> None:
    assert MERGED.form.pages[-1].key == "birth_promise"


def test_questions_keep_both_languages() -> None:
    questions = {question.key: question for question in MERGED.form.questions()}

    assert questions["card_clinic"].label.en == "Health station, clinic or hospital"
    assert questions["residence_live_at"].label.en


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_answered_makes_every_member_complete(seed: int) -> None:
    """The members' own forms find nothing wrong with their share of the joined answers."""
    places = FewPlaces()
    file = {"sha256": "1" * 64, "name": "a.pdf", "size": 9, "media_type": "application/pdf"}
    communes = tuple(place.code for place in places.communes("01", TODAY))
    joined = Inventor(draw(seed), "01", communes, TODAY, file).answers(MERGED.form, places)

    for member in MERGED.group.members:
        mine = MERGED.answers_of(
            member.key, joined, results={"birth": {"personal_id": CHILD_ID}},
            papers={"birth": PAPER},
        )  # fmt: skip
        assert check(MERGED.forms[member.key], mine, today=TODAY, places=places) == []


def test_what_others_need_is_known_and_goes_down_only() -> None:
    needs = {member.key: sorted(member.needs) for member in MERGED.group.members}

    assert needs == {"birth": [], "residence": ["birth"], "card": ["birth"]}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("child_name: birth.child_name", "child_name: card.child_name", "card"),
        ("child_name: birth.child_name", "child_name: birth.child_nme", "birth.child_nme"),
        ("child_id: birth.personal_id", "child_id: birth.personal_number", "personal_number"),
        ("tie_paper: birth", "tie_papers: birth", "residence.tie_papers"),
        ("ground: family", "ground: castle", "castle"),
        ("child_name: birth.child_name", "child_name: birth.child_born_on", "date"),
        ("  - key: card", "  - key: birth", "birth"),
        ("years_between(answers.birth_child_born_on", "years_between(answers.birthday", "birthday"),
        ("time:\n", "tme:\n", "tme"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_with_its_name(
    old: str, new: str, said: str
) -> None:
    assert old in TEXT

    with pytest.raises(PackageErrors) as refused:
        a_merged(TEXT.replace(old, new, 1))

    assert any(said in str(finding) for finding in refused.value.findings)


def test_a_foreign_file_and_no_file_at_all_are_refused() -> None:
    for files in ({}, {"group.yaml": TEXT.encode(), "x.exe": b""}, {"group.yaml": b"\xff"}):
        with pytest.raises(PackageErrors):
            read_group(files)


def test_the_layout_does_not_change_a_group() -> None:
    spread = "# another comment\n" + TEXT.replace("members:", "members:   ")

    assert read_group({"group.yaml": spread.encode()}).digest == MERGED.group.digest


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ('"a" == "a" && answers.x', "answers.x"),
        ('answers.x && "a" == "b"', "false"),
        ('answers.x || "a" != "b"', "true"),
        ('!("a" == "b")', "true"),
        ('"a" == "b" ? answers.x : answers.y', "answers.y"),
        ("answers.x && answers.y", "answers.x && answers.y"),
        ("!answers.x", "!answers.x"),
        ("answers.x ? answers.y : answers.z", "answers.x ? answers.y : answers.z"),
        ("size(answers.x) > 1", "size(answers.x) > 1"),
    ],
)
def test_conditions_lose_what_is_settled_and_nothing_else(source: str, folded: str) -> None:
    assert source_of(fold(parse(source))) == folded


@pytest.mark.parametrize(
    ("birth", "now"),
    [
        (Ending.OPEN, {}),
        (Ending.GRANTED, {"residence": S, "card": S}),
        (Ending.LOST, {"residence": B, "card": B}),
    ],
)
def test_those_who_wait_go_on_or_never_will(birth: Ending, now: dict[str, PartState]) -> None:
    parts = {"birth": S, "residence": W, "card": W}

    assert next_of(MERGED.group, parts, {"birth": birth}) == now


def test_what_is_started_or_blocked_stays_so() -> None:
    parts = {"birth": S, "residence": S, "card": B}

    assert next_of(MERGED.group, parts, {"birth": Ending.LOST}) == {}


def test_a_refusal_that_was_handed_over_is_no_result() -> None:
    assert ended_as("returned") is Ending.GRANTED
    assert ended_as("returned", is_refusal=True) is Ending.LOST
    assert ended_as("in_process") is Ending.OPEN
    assert [ended_as(s) for s in ("refused", "rejected_at_intake", "withdrawn", "stopped")] == [
        Ending.LOST
    ] * 4


def _leg(days: int, **known: datetime) -> Leg:
    return Leg(
        due_at=known.get("due"),
        ended_at=known.get("ended"),
        is_lost=False,
        ready=lambda at: at + timedelta(days=days),
    )


def test_a_part_is_planned_from_when_the_others_are_due() -> None:
    legs = {"birth": _leg(1), "residence": _leg(7), "card": _leg(5)}

    plan = {each.key: each for each in planned(MERGED.group, legs, now=NOON)}

    assert plan["birth"].due_at == NOON + timedelta(days=1)
    assert plan["residence"].starts_at == plan["birth"].due_at
    assert plan["residence"].due_at == NOON + timedelta(days=8)
    assert joint_due(tuple(plan.values())) == NOON + timedelta(days=8)
    assert not any(each.is_promised for each in plan.values())


def test_a_promise_or_an_end_takes_the_place_of_the_plan() -> None:
    due, ended = NOON + timedelta(days=2), NOON + timedelta(hours=3)
    legs = {
        "birth": _leg(1, due=due, ended=ended), "residence": _leg(7, due=due), "card": _leg(5),
    }  # fmt: skip

    plan = {each.key: each for each in planned(MERGED.group, legs, now=NOON)}

    assert (plan["birth"].due_at, plan["residence"].due_at) == (ended, due)
    assert plan["card"].due_at == ended + timedelta(days=5)


def test_what_is_lost_is_in_no_plan() -> None:
    lost = Leg(None, None, is_lost=True, ready=lambda at: at)

    plan = planned(MERGED.group, {"birth": lost, "residence": _leg(7), "card": _leg(5)}, now=NOON)

    assert (plan, joint_due(plan)) == ((), None)
