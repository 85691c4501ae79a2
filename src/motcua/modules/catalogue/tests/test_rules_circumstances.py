"""What it costs for me: only what counts is asked, and nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.catalogue.rules import Channel, Package, assess
from motcua.modules.catalogue.rules.circumstances import (
    Asked,
    Determinants,
    circumstances,
    determinants,
    documents,
    quote,
)
from motcua.modules.forms.rules import visible

from .factories import PACKAGES, real_package

EXTRACT = real_package("2.000635")
RESIDENCE = real_package("1.004194")
ONLINE = Channel.ONLINE
CODES = sorted(folder.name for folder in PACKAGES.iterdir() if folder.is_dir())


def priced(package: Package, answers: dict[str, object], channel: Channel = ONLINE) -> int | None:
    case = circumstances(determinants(package, channel), answers, channel)
    found = quote(package.fees, case)
    return None if found.lines is None else int(found.total)


def test_of_a_form_only_what_the_price_reads_is_asked() -> None:
    asked = determinants(EXTRACT, ONLINE)

    assert asked.price == ("copies",)
    assert set(asked.documents) == {"acting_as", "registered_abroad"}


def test_a_price_is_told_once_its_answers_are_there() -> None:
    assert priced(EXTRACT, {}) is None
    assert priced(EXTRACT, {"copies": 3}) == 24_000
    assert quote(EXTRACT.fees, circumstances(determinants(EXTRACT, ONLINE), {}, ONLINE)).lacks == {
        "copies"
    }


def test_nothing_is_guessed_of_an_open_choice() -> None:
    """The rule's second branch is 7,000: that is not what somebody pays who has said nothing."""
    assert priced(RESIDENCE, {}) is None
    assert priced(RESIDENCE, {"mode": "household"}) is None
    assert priced(RESIDENCE, {"mode": "household", "fee_group": "none"}) == 7_000
    assert priced(RESIDENCE, {"mode": "household", "fee_group": "child"}) == 0


def test_of_a_list_only_its_length_is_asked() -> None:
    asked = determinants(RESIDENCE, ONLINE)
    by_list = {"mode": "by_list", "listed": 4, "fee_group": "none"}

    assert asked.counted == {"listed"}
    assert priced(RESIDENCE, {"mode": "by_list", "fee_group": "none"}) is None
    assert priced(RESIDENCE, by_list) == 20_000
    assert priced(RESIDENCE, by_list, Channel.COUNTER) == 40_000


def test_what_is_free_asks_nothing() -> None:
    free = real_package("1.013314")

    assert determinants(free, ONLINE).price == ()
    assert priced(free, {}) == 0


def test_documents_that_depend_on_answers_stay_open_until_these_are_given() -> None:
    asked = determinants(EXTRACT, ONLINE)

    def of(answers: dict[str, object]) -> dict[str, Asked]:
        case = circumstances(asked, answers, ONLINE)
        return {each.key: how for each, how in documents(EXTRACT.components, case)}

    assert of({})["authority"] is Asked.MAYBE
    assert of({"acting_as": "authorised"})["authority"] is Asked.YES
    assert of({"acting_as": "self"})["authority"] is Asked.NO
    assert of({})["paper_request"] is Asked.NO
    assert of({})["request"] is Asked.YES


@pytest.mark.parametrize("code", CODES)
def test_every_package_can_be_asked_about(code: str) -> None:
    package = real_package(code)
    for channel in package.procedure.channels:
        asked = determinants(package, channel)
        case = circumstances(asked, {}, channel)
        found = quote(package.fees, case)

        assert (found.lines is not None) or found.lacks
        assert found.lacks <= {"applicant.kind", *asked.keys}, "a price that cannot be asked for"
        assert len(list(documents(package.components, case))) == len(package.components)


def said(asked: Determinants) -> st.SearchStrategy[dict[str, object]]:
    """Any answers to these questions, some left out."""
    each: dict[str, st.SearchStrategy[object]] = {}
    for question in asked.form.questions():
        choices = getattr(question.kind, "choices", ())
        if choices:
            each[question.key] = st.sampled_from([option.value for option in choices])
        elif question.kind.name in ("yes_no", "declaration"):
            each[question.key] = st.booleans()
        else:
            each[question.key] = st.integers(1, 50)
    return st.fixed_dictionaries({}, optional=each)


@pytest.mark.parametrize("package", [EXTRACT, RESIDENCE], ids=["extract", "residence"])
@given(data=st.data())
def test_what_is_quoted_is_what_will_be_charged(package: Package, data: st.DataObject) -> None:
    """Whatever else is answered later: a price that was told is the price of the whole form."""
    asked = determinants(package, ONLINE)
    answers = data.draw(said(asked))
    case = circumstances(asked, answers, ONLINE)
    found = quote(package.fees, case)
    if found.lines is None:
        return
    rows: dict[str, object] = {
        key: [{"full_name": f"Người {n}"} for n in range(value)]
        for key, value in answers.items() if key in asked.counted and isinstance(value, int)
    }  # fmt: skip
    filed = dict(visible(package.form, {**answers, **rows}).answers)
    facts: dict[str, object] = {"answers": filed, "channel": "online", "applicant": {}}

    charged = {line.code: line.amount for line in assess(package.fees, facts)}
    assert charged == {line.code: line.amount for line in found.lines}
