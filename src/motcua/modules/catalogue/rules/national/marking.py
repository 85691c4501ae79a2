"""What is doubtful in a record: each doubt with the place and the source's own words."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..components import COMPONENT_CODE
from ..marks import ReviewMark
from ..procedure_file import RESULT_CODE, SECTOR_CODE
from . import offices, prices, times
from .record import Detail, Paper, Record
from .wording import block, line

LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Doubt:
    """`where` is the place in the record; `says` what stands there, cut to some hundred signs."""

    mark: ReviewMark
    where: str
    says: str = ""


Finder = Callable[[Record], Iterator[Doubt]]
_FINDERS: list[Finder] = []


def doubts_of(record: Record) -> tuple[Doubt, ...]:
    """Every doubt, class by class."""
    return tuple(doubt for find in _FINDERS for doubt in find(record))


def _finder(find: Finder) -> Finder:
    _FINDERS.append(find)
    return find


def _doubt(mark: ReviewMark, where: str, says: str = "") -> Doubt:
    return Doubt(mark, where, line(says[: 2 * LONGEST_QUOTE])[:LONGEST_QUOTE])


@_finder
def _fees(record: Record) -> Iterator[Doubt]:
    fees = prices.stated_in(record.detail)
    if not fees:
        yield _doubt(ReviewMark.FEE_UNSTATED, "executionMethods.fees")
    for fee, said in prices.doubted_kinds(fees):
        words = f"{fee.kind} ≠ {said}: {fee.says}"
        yield _doubt(ReviewMark.FEE_KIND, "executionMethods.fees.type", words)
    for fee in fees:
        if fee.is_in_words:
            yield _doubt(ReviewMark.FEE_IN_WORDS, "executionMethods.fees.value", fee.says)
        elif fee.amount and not fee.currency:
            words = f"{fee.amount}: {fee.says}"
            yield _doubt(ReviewMark.FEE_CURRENCY, "executionMethods.fees.currencyId", words)


@_finder
def _time_of_each_way(record: Record) -> Iterator[Doubt]:
    found = times.by_channel(record.detail)
    for channel, stated in found.items():
        where = f"executionMethods.{channel}"
        if len({each.allowance for each in stated}) > 1:
            words = "; ".join(line(each.says)[:80] for each in stated)
            yield _doubt(ReviewMark.TIME_SEVERAL, where, words)
        for each in stated:
            if each.is_missing:
                yield _doubt(ReviewMark.TIME_UNSTATED, where)
            elif each.allowance is None:
                yield _doubt(ReviewMark.TIME_IN_WORDS, where, each.says)
            else:
                # The figure itself stands first in the words.
                named = times.lengths_in(each.says.partition("\n")[2])
                if named and each.allowance not in named:
                    yield _doubt(ReviewMark.TIME_AGAINST_WORDS, where, each.says)
    if len({frozenset(each.allowance for each in stated) for stated in found.values()}) > 1:
        words = "; ".join(f"{way}: {line(stated[0].says)[:60]}" for way, stated in found.items())
        yield _doubt(ReviewMark.TIME_BY_WAY, "executionMethods", words)


@_finder
def _time_of_cases(record: Record) -> Iterator[Doubt]:
    detail = record.detail
    ways = {each.allowance for stated in times.by_channel(detail).values() for each in stated}
    known = {allowance for allowance in ways if allowance is not None}
    for case in detail.cases:
        stated = times.of_case(case)
        where = f"cases.{line(case.code)}"
        if stated is None and case.processing_day is not None:
            told = f"{case.processing_day.qty} {case.processing_day.type}"
            yield _doubt(ReviewMark.TIME_IN_WORDS, where, told)
        elif stated and stated.allowance and known and stated.allowance not in known:
            has = ", ".join(sorted(times.words(each) for each in known))
            yield _doubt(ReviewMark.TIME_CONFLICT, where, f"{stated.says} ≠ {has}")


@_finder
def _documents(record: Record) -> Iterator[Doubt]:
    papers = list(_papers(record.detail))
    if not papers:
        yield _doubt(ReviewMark.NO_DOCUMENTS, "executionCases")
    elif not any(paper.required for _, paper in papers):
        yield _doubt(ReviewMark.REQUIRED_FLAGS, "executionCases.profileComponents.required")
    for group, paper in papers:
        name = block(paper.name)
        where = f"profileComponents.{line(paper.code)}"
        if not paper.required and _MUST.search(f"{group}\n{name}"):
            yield _doubt(ReviewMark.REQUIRED_WORDS, where, f"{group} {name}".strip())
        if not paper.original_qty and not paper.copy_qty:
            yield _doubt(ReviewMark.NO_QUANTITY, where, name)


_MUST = re.compile(r"phải (?:nộp|có|gửi|kèm|xuất trình|cung cấp)|bắt buộc", re.IGNORECASE)


@_finder
def _what_is_missing(record: Record) -> Iterator[Doubt]:
    detail = record.detail
    announced = detail.procedure_proposal
    is_announced = announced and announced.proposal_number and announced.decision_date
    steps = [line(step.name) or block(step.description) for step in detail.execution_steps]
    levels = detail.is_ministry or detail.is_province or detail.is_ward
    there: dict[ReviewMark, tuple[str, object]] = {
        ReviewMark.NO_STEPS: ("executionSteps", any(steps)),
        ReviewMark.NO_RESULT: ("resultsDetails", any(detail.results_details)),
        ReviewMark.NO_LEGAL_BASIS: ("legalBasisesDetails", any(detail.legal_basises_details)),
        ReviewMark.NO_DECISION: ("procedureProposal", is_announced),
        ReviewMark.NO_AGENCY: ("departmentsExecuting", offices.deciding(detail)),
        ReviewMark.NO_LEVEL: ("isMinistry, isProvince, isWard", levels),
        ReviewMark.NO_RETURNING: ("returningMethods", any(detail.returning_methods)),
        ReviewMark.NO_CASE: ("cases", detail.cases),
    }  # fmt: skip
    for mark, (where, is_there) in there.items():
        if not is_there:
            yield _doubt(mark, where)


@_finder
def _codes(record: Record) -> Iterator[Doubt]:
    detail = record.detail
    sectors = filter(None, detail.categories_details)
    given = [
        *(("categoriesDetails", SECTOR_CODE, each.code) for each in sectors),
        *(("resultsDetails", RESULT_CODE, each.code) for each in detail.results_details if each),
        *(("profileComponents", COMPONENT_CODE, paper.code) for _, paper in _papers(detail)),
    ]  # fmt: skip
    odd = [(where, code or "") for where, form, code in given if not re.fullmatch(form, code or "")]
    odd += [
        ("cases", case.code or "") for case in detail.cases
        if not (case.code or "").startswith(f"{record.code}.")
    ]  # fmt: skip
    for where, code in dict.fromkeys(odd):
        yield _doubt(ReviewMark.ODD_CODES, where, code)
    for each in detail.subject_types_details:
        if each and (each.code or "").strip() not in offices.AUDIENCES:
            words = f"{each.code} {each.name}"
            yield _doubt(ReviewMark.UNKNOWN_AUDIENCE, "subjectTypesDetails", words)


@_finder
def _twice(record: Record) -> Iterator[Doubt]:
    detail = record.detail
    said = {
        "legalBasisesDetails": [line(each.code) for each in detail.legal_basises_details if each],
        "cases": [line(case.code) for case in detail.cases],
        "profileComponents": [f"{group} {line(paper.code)}" for group, paper in _papers(detail)],
    }
    for where, names in said.items():
        for name, count in Counter(names).items():
            if count > 1 and name:
                yield _doubt(ReviewMark.SAID_TWICE, where, name)


@_finder
def _declared(record: Record) -> Iterator[Doubt]:
    detail = record.detail
    is_online = any(m.submission_method == "ONLINE" for m in detail.execution_methods)
    if detail.is_full_process and not is_online:
        yield _doubt(ReviewMark.FULL_NOT_ONLINE, "isFullProcess")
    if detail.is_offline_only and is_online:
        yield _doubt(ReviewMark.OFFLINE_AND_ONLINE, "isOfflineOnly")
    if (detail.department_promulgate_code or "").startswith("H"):
        words = detail.department_promulgate_name or ""
        yield _doubt(ReviewMark.LOCAL, "departmentPromulgateCode", words)
    if detail.is_internal:
        yield _doubt(ReviewMark.INTERNAL, "isInternal")


_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|a|ul|ol|li|table|tr|td)\b[^>]{0,200}>|&(?:nbsp|amp|lt|gt|quot);"
)


@_finder
def _markup(record: Record) -> Iterator[Doubt]:
    detail = record.detail
    texts = {
        "name": detail.name,
        "requirementsAndConditions": detail.requirements_and_conditions,
        "executionSteps": "\n".join(step.description or "" for step in detail.execution_steps),
        "executionMethods": "\n".join(m.description or "" for m in detail.execution_methods),
        "profileComponents": "\n".join(paper.name or "" for _, paper in _papers(detail)),
    }
    for where, text in texts.items():
        if text and (found := _TAG.search(text)):
            yield _doubt(ReviewMark.MARKUP, where, text[found.start() : found.end() + 60])


def _papers(detail: Detail) -> Iterator[tuple[str, Paper]]:
    for group in detail.execution_cases:
        for paper in group.profile_components or ():
            yield line(group.name), paper
