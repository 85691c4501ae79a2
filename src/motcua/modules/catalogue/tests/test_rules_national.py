"""Records of the national portal: read, doubted, turned into packages; nothing made up."""

import gzip
import json
from collections.abc import Mapping
from datetime import date
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.clock import Allowance, Unit
from motcua.modules.catalogue.rules import PackageErrors, level_of, read
from motcua.modules.catalogue.rules.components import Need
from motcua.modules.catalogue.rules.marks import ReviewMark
from motcua.modules.catalogue.rules.national import (
    LONGEST_LINE,
    LineUnreadable,
    make,
    read_line,
)
from motcua.modules.catalogue.rules.procedure import Channel, LifeEvent
from motcua.modules.organisation.rules import AgencyKind

from .portal_records import REAL_FILE, a_line, a_line_with, a_paper, a_record, a_way, bytes_of


def _marks(detail: Mapping[str, object]) -> set[ReviewMark]:
    return {doubt.mark for doubt in make(a_line_with(detail)).doubts}


def test_a_sound_record_becomes_a_package_that_informs() -> None:
    made = make(a_line())
    facts = made.package.procedure

    assert not made.package.is_complete
    assert (facts.code, facts.sector.code, facts.life_events) == (
        "1.234567", "G16-VH01", (LifeEvent.LEARNING,),
    )  # fmt: skip
    assert facts.agencies[0].kind is AgencyKind.COMMUNE_COMMITTEE
    assert (facts.decision.number, facts.decision.signed_on) == ("1/QĐ-BD", date(2026, 2, 2))
    assert facts.effective_from == date(2026, 5, 29)
    assert facts.channels[Channel.ONLINE].allowance == Allowance.of(3, Unit.WORKING_DAY)
    assert made.package.components[0].need is Need.UNSTATED
    assert made.package.fees.is_free
    assert facts.national is not None
    assert (facts.national.is_full, facts.national.announced_by) == (True, "G16")
    assert {doubt.mark for doubt in made.doubts} == {ReviewMark.REQUIRED_FLAGS}
    assert level_of(made.package).level == 2


@pytest.mark.parametrize(
    ("detail", "mark"),
    [
        ({"executionMethods": [a_way("DIRECT", fees=[
            {"type": "FEE", "value": 5, "currencyName": "USD", "description": "Lệ phí cấp giấy"},
        ])]}, ReviewMark.FEE_KIND),
        ({"executionMethods": [a_way("DIRECT", fees=[
            {"type": "SERVICE_FEE", "value": 5, "currencyName": "USD", "description": "Phí xem"},
        ])]}, ReviewMark.FEE_KIND),
        ({"executionMethods": [a_way("DIRECT", fees=[
            {"type": "FEE", "value": 0, "description": "Theo quy định của tỉnh"},
        ])]}, ReviewMark.FEE_IN_WORDS),
        ({"executionMethods": [a_way("DIRECT", fees=[{"type": "FEE", "value": 7}])]},
         ReviewMark.FEE_CURRENCY),
        ({"executionMethods": [a_way("DIRECT", fees=[])]}, ReviewMark.FEE_UNSTATED),
        ({"executionMethods": [a_way("DIRECT", processingTimeUnit="OTHER", description="Mùa")]},
         ReviewMark.TIME_IN_WORDS),
        ({"executionMethods": [a_way("DIRECT", processingTimeUnit="OTHER")]},
         ReviewMark.TIME_UNSTATED),
        ({"executionMethods": [a_way("DIRECT"), a_way("ONLINE", processingTime=2)]},
         ReviewMark.TIME_BY_WAY),
        ({"executionMethods": [a_way("DIRECT"), a_way("DIRECT", processingTime=9)]},
         ReviewMark.TIME_SEVERAL),
        ({"executionMethods": [a_way("DIRECT", description="07 ngày làm việc")]},
         ReviewMark.TIME_AGAINST_WORDS),
        ({"cases": [{"code": "1.234567.01", "processingDay": {"qty": 20, "type": "DAY"}}]},
         ReviewMark.TIME_CONFLICT),
        ({"executionCases": []}, ReviewMark.NO_DOCUMENTS),
        ({"executionCases": [{"profileComponents": [a_paper("Bản sao (phải nộp)")]}]},
         ReviewMark.REQUIRED_WORDS),
        ({"executionCases": [{"profileComponents": [a_paper(originalQty=0)]}]},
         ReviewMark.NO_QUANTITY),
        ({"executionCases": [{"profileComponents": [a_paper(), a_paper()]}]},
         ReviewMark.SAID_TWICE),
        ({"resultsDetails": []}, ReviewMark.NO_RESULT),
        ({"resultsDetails": [{"code": "9", "name": "x"}]}, ReviewMark.ODD_CODES),
        ({"executionSteps": [{"name": "", "description": " "}]}, ReviewMark.NO_STEPS),
        ({"legalBasisesDetails": [None]}, ReviewMark.NO_LEGAL_BASIS),
        ({"departmentsExecuting": []}, ReviewMark.NO_AGENCY),
        ({"isWard": False}, ReviewMark.NO_LEVEL),
        ({"returningMethods": []}, ReviewMark.NO_RETURNING),
        ({"cases": []}, ReviewMark.NO_CASE),
        ({"procedureProposal": None}, ReviewMark.NO_DECISION),
        ({"subjectTypesDetails": [{"code": "01", "name": "nhóm 1"}]},
         ReviewMark.UNKNOWN_AUDIENCE),
        ({"executionMethods": [a_way("DIRECT")]}, ReviewMark.FULL_NOT_ONLINE),
        ({"isOfflineOnly": True}, ReviewMark.OFFLINE_AND_ONLINE),
        ({"departmentPromulgateCode": "H15"}, ReviewMark.LOCAL),
        ({"isInternal": True}, ReviewMark.INTERNAL),
        ({"requirementsAndConditions": "a<br>b"}, ReviewMark.MARKUP),
    ],
)  # fmt: skip
def test_each_class_of_doubt_is_found_and_only_where_it_is(
    detail: dict[str, object], mark: ReviewMark
) -> None:
    assert mark in _marks(detail)
    assert mark not in _marks({})


def test_times_keep_their_words_and_no_number_is_guessed() -> None:
    ways = [
        a_way("ONLINE", processingTime="Không quá 03 ngày làm việc", processingTimeUnit="OTHER"),
        a_way("DIRECT", processingTime=1, processingTimeUnit="OTHER",
              description="5 ngày, hoặc 10 ngày ở miền núi"),
        a_way("POSTAL", processingTime=3.5, description="ba ngày rưỡi"),
    ]  # fmt: skip
    times = make(a_line(executionMethods=ways)).package.times

    assert times[Channel.ONLINE].allowance == Allowance.of(3, Unit.WORKING_DAY)
    assert times[Channel.COUNTER].allowance is None
    assert times[Channel.COUNTER].says.vi == "5 ngày, hoặc 10 ngày ở miền núi"
    assert str(times[Channel.POST].amount) == "3.5"
    assert times[Channel.POST].says.vi == "3,5 ngày làm việc\nba ngày rưỡi"


def test_fees_are_told_as_they_stand() -> None:
    fee = {"type": "PRICE_LEVEL", "value": None, "description": "Theo biểu giá"}
    ways = [
        a_way("ONLINE", fees=[fee]),
        a_way("DIRECT", fees=[fee, {"type": "FEE", "value": 10**13}]),
    ]
    fees = make(a_line(executionMethods=ways)).package.fees

    assert fees.stated is not None
    first, second = fees.stated
    assert (first.channel, first.amount, first.says.vi) == (None, None, "Theo biểu giá")
    assert (second.channel, second.amount, second.says.vi) == (
        Channel.COUNTER, None, "10000000000000",
    )  # fmt: skip
    assert not fees.is_free


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[]", "shape"),
        (b'{"code": "1.234567"}', "shape"),
        (b'{"code": " ", "detail": {}}', "no code"),
        (b'{"code": 5, "detail": {}}', "shape"),
        (b'{"code": "1.234567", "detail": {"cases": {}}}', "shape"),
        (b"[" * 100_000, "nested too deep"),
        (b" " * (LONGEST_LINE + 1), "longer than"),
    ],
)
def test_a_line_that_is_no_record_is_told(content: bytes, says: str) -> None:
    with pytest.raises(LineUnreadable, match=says):
        read_line(content)


def test_a_record_is_the_same_however_it_is_spelt() -> None:
    record = a_record()
    turned = {key: record[key] for key in reversed(record)}

    spelt = read_line(json.dumps(turned, indent=1).replace("\n", " ").encode())

    assert spelt.digest == read_line(bytes_of(record)).digest
    assert a_line("1.234568").digest != spelt.digest


def test_a_text_too_long_for_any_package_is_refused_not_cut() -> None:
    with pytest.raises(PackageErrors) as refused:
        make(a_line(requirementsAndConditions="x" * 70_000))

    assert [each.code for each in refused.value.findings] == ["too-long"]


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from("\n\r\t :#-|<>đ"),
    max_size=60,
)
FEES = st.fixed_dictionaries({
    "type": st.sampled_from(["FEE", "SERVICE_FEE", "PRICE_LEVEL", ""]),
    "value": st.one_of(st.none(), st.integers(-5, 10**14), st.floats(0, 9), TEXTS),
    "description": st.none() | TEXTS,
    "currencyName": st.sampled_from([None, "USD", "Việt Nam Đồng"]),
})  # fmt: skip
WAYS = st.builds(
    lambda method, **told: a_way(method, **told),
    st.sampled_from(["ONLINE", "DIRECT", "POSTAL", "PIGEON"]),
    processingTime=st.one_of(st.none(), st.integers(-3, 10**7), st.floats(-1, 99), TEXTS),
    processingTimeUnit=st.sampled_from(["DAY", "WORKING_DAY", "HOUR", "OTHER", "MONTH", None]),
    description=st.none() | TEXTS,
    fees=st.none() | st.lists(FEES, max_size=3),
)
NAMED = st.lists(
    st.none() | st.fixed_dictionaries({"code": st.none() | TEXTS, "name": st.none() | TEXTS}),
    max_size=4,
)
DETAILS = st.fixed_dictionaries({
    "name": TEXTS,
    "executionMethods": st.lists(WAYS, max_size=4),
    "executionSteps": st.lists(
        st.fixed_dictionaries({"name": TEXTS, "description": TEXTS}), max_size=3
    ),
    "executionCases": st.lists(st.builds(
        lambda name, papers: {"name": name, "profileComponents": papers}, TEXTS,
        st.lists(st.builds(lambda name, qty: a_paper(name, originalQty=qty), TEXTS,
                           st.integers(-2, 5000)), max_size=3)), max_size=3),
    "requirementsAndConditions": TEXTS, "keywords": TEXTS, "note": TEXTS,
    "legalBasisesDetails": NAMED, "resultsDetails": NAMED, "categoriesDetails": NAMED,
    "departmentsExecuting": NAMED, "subjectTypesDetails": NAMED,
    "updatedAt": st.none() | st.integers(-(10**15), 10**15),
})  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(DETAILS)
def test_whatever_a_record_says_its_files_read_back_as_the_same_package(
    detail: dict[str, object],
) -> None:
    made = make(a_line_with(detail))

    again = read({name: text.encode() for name, text in made.files.items()})

    assert again.digest == made.package.digest
    assert again.procedure == made.package.procedure
    assert (again.components, again.fees) == (made.package.components, made.package.fees)


@pytest.mark.skipif(not REAL_FILE.exists(), reason=f"no real data at {REAL_FILE}")
def test_real_records_read_back_as_the_same_package() -> None:
    with gzip.open(REAL_FILE) as content:
        for text in islice(content, 0, None, 100):
            line = read_line(text)
            if line.has_sound_code:
                made = make(line)
                again = read({name: text.encode() for name, text in made.files.items()})
                assert again.digest == made.package.digest, line.code
