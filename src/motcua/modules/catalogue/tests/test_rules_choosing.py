"""Guides through life events: every way through ends, in order, and names what there is."""

from collections.abc import Iterator

import pytest

from motcua.modules.catalogue.rules import choosing
from motcua.modules.catalogue.rules.choosing import Answers, BadGuide, Guide, Question
from motcua.modules.catalogue.rules.procedure import LifeEvent

from .national import codes, national_data


def ways_through(guide: Guide) -> Iterator[dict[str, str | tuple[str, ...]]]:
    """Every way to answer; of many choices none, each alone, and all."""
    open_ends: list[dict[str, str | tuple[str, ...]]] = [{}]
    while open_ends:
        answers = open_ends.pop()
        question = guide.next_question(answers)
        if question is None:
            yield answers
            continue
        open_ends += [{**answers, question.key: answer} for answer in _answers(question)]


def _answers(question: Question) -> list[str | tuple[str, ...]]:
    keys = [choice.key for choice in question.choices]
    if not question.takes_many:
        return list(keys)
    return [(), tuple(keys), *((key,) for key in keys)]


@pytest.mark.parametrize("event", list(LifeEvent))
def test_every_way_through_ends_with_something_needed(event: LifeEvent) -> None:
    guide = choosing.guide(event)

    nowhere = [way for way in ways_through(guide) if not guide.needed(way)]

    assert [way for way in nowhere if not _says_nothing(way)] == []


def _says_nothing(way: Answers) -> bool:
    """Somebody who ticked nothing may need nothing."""
    return any(answer == () for answer in way.values())


@pytest.mark.parametrize("event", list(LifeEvent))
def test_every_question_and_procedure_is_reached(event: LifeEvent) -> None:
    guide = choosing.guide(event)
    ways = list(ways_through(guide))

    asked = {key for way in ways for key in way}
    listed = {id(each) for way in ways for each in guide.needed(way)}

    assert asked == {question.key for question in guide.questions}
    assert listed == {id(each) for each in guide.procedures}


@pytest.mark.parametrize("event", list(LifeEvent))
def test_a_list_names_nothing_twice_and_what_comes_first_first(event: LifeEvent) -> None:
    guide = choosing.guide(event)
    for way in ways_through(guide):
        found = [each.code for each in guide.needed(way)]
        assert len(found) == len(set(found)), (way, found)
        for each in guide.needed(way):
            before = found[: found.index(each.code)]
            assert all(code in before for code in each.after if code in found)


@pytest.mark.parametrize("event", list(LifeEvent))
def test_everything_is_said_in_both_languages(event: LifeEvent) -> None:
    guide = choosing.guide(event)
    said = [guide.title, *(each.why for each in guide.procedures)]
    for question in guide.questions:
        said += [question.label, *(choice.label for choice in question.choices)]

    assert [text for text in said if not (text.vi and text.en)] == []


def test_named_procedures_are_in_the_national_catalogue() -> None:
    known = codes(national_data())
    named = {each.code for guide in choosing.guides().values() for each in guide.procedures}

    assert sorted(named - known) == []


def test_an_answer_to_what_is_not_asked_does_not_count() -> None:
    guide = choosing.guide("co-con-nho")

    assert guide.counted({"want": "copy", "parents": "foreign"}) == {"want": "copy"}
    assert guide.counted({"parents": "foreign"}) == {}


def test_only_choices_there_are_can_be_chosen() -> None:
    one, many = _question(takes_many=False), _question(takes_many=True)

    assert (one.heard(["a"]), one.heard(["z"]), one.heard([]), one.heard(["a", "b"])) == (
        "a", None, None, None,
    )  # fmt: skip
    assert (many.heard(["b", "z", "a"]), many.heard([])) == (("a", "b"), ())


def _question(*, takes_many: bool) -> Question:
    guide = choosing.read(GUIDE.replace("@", "true" if takes_many else "false").encode(), EVENT)
    return guide.questions[0]


EVENT = LifeEvent.RETIREMENT
GUIDE = """
title: {vi: Thử, en: Test}
questions:
  - {key: q, ask: {vi: Hỏi, en: Ask}, many: @, choices: [
      {key: a, label: {vi: A, en: A}}, {key: b, label: {vi: B, en: B}}]}
procedures:
  - {code: 1.000001, why: {vi: Vì, en: Because}}
  - {code: 1.000002, why: {vi: Vì, en: Because}, after: [1.000001]}
"""


@pytest.mark.parametrize(("was", "becomes"), [
    ("title:", "titel:"), ("after: [1.000001]", "after: [1.000003]"),
    ("many: @", "many: @, when: other == 'x'"), ("many: @", "many: perhaps"), ("vi: A, ", ""),
    ("title", "\ttitle"),
])  # fmt: skip
def test_a_guide_with_a_fault_is_refused(was: str, becomes: str) -> None:
    with pytest.raises(BadGuide):
        choosing.read(GUIDE.replace(was, becomes, 1).replace("@", "false").encode(), EVENT)


def test_ways_are_really_walked() -> None:
    walked = {event: len(list(ways_through(choosing.guide(event)))) for event in LifeEvent}

    assert all(count >= 4 for count in walked.values())
    assert sum(walked.values()) > 250
