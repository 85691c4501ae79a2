"""«For me»: the few answers a price and the documents depend on, read from the address.

The address is the whole state: it can be shared, kept and printed, and asks no script.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from motcua.design import formats
from motcua.design.page import today
from motcua.foundation import plugs
from motcua.modules.catalogue import rules
from motcua.modules.catalogue.rules.circumstances import (
    PAGE,
    Asked,
    Circumstances,
    Determinants,
    Quote,
    circumstances,
    determinants,
    documents,
    quote,
    situation,
)
from motcua.modules.forms import rules as forms
from motcua.modules.forms.asked import Asked as Question
from motcua.modules.forms.compile import page_form

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that the price counts, in words."""

    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class MyCase:
    """What was asked and said, what it costs, and which documents it takes.

    `lacks` are the labels of questions whose answers are missing; `is_told`: something was said.
    `documents` is by key of the document; `situation` is the code of the procedure's own case.
    """

    channel: rules.Channel
    price: tuple[Question, ...]
    papers: tuple[Question, ...]
    errors: list[tuple[str, str]]
    quote: Quote
    lacks: tuple[str, ...]
    given: tuple[Given, ...]
    documents: Mapping[str, Asked]
    is_told: bool
    situation: str
    rules: tuple[tuple[str, str], ...]

    @property
    def asks(self) -> bool:
        return bool(self.price or self.papers)


def my_case(package: rules.Package, channel: rules.Channel, said: QueryDict) -> MyCase:
    """What the address says, and what follows. What cannot be read is said to be wrong."""
    asked = determinants(package, channel)
    told = said if "asked" in said and len(said.urlencode()) <= LONGEST else None
    scene = forms.Scene(today(), plugs.get(forms.PlaceNames))
    filled = page_form(asked.form, PAGE)(told, None, draft={}, scene=scene)
    case = circumstances(
        asked,
        filled.answers,
        channel,
        applicant=_applicant(package),
        given=_left_blank(package, told),
    )
    shown = {question.key: replace(question, optional=False) for question in filled.asked}
    found, here = quote(package.fees, case), situation(package.case_rules, case)
    return MyCase(
        channel=channel,
        price=tuple(shown[key] for key in (*asked.price, *asked.times) if key in shown),
        papers=tuple(shown[key] for key in asked.documents if key in shown),
        errors=filled.error_list,
        quote=found,
        lacks=_labels(asked, found.lacks),
        given=tuple(_given(asked, case, filled.answers)),
        documents={each.key: how for each, how in documents(package.components, case)},
        is_told=bool(case.answers),
        situation=here.code if here else "",
        rules=_rules(package, channel),
    )


def _applicant(package: rules.Package) -> str:
    """Who files through the portal: a citizen, where citizens may."""
    audience = package.procedure.audience
    citizen = rules.Audience.CITIZEN
    return citizen.value if citizen in audience or not audience else audience[0].value


def _left_blank(package: rules.Package, told: QueryDict | None) -> list[str]:
    """Questions the form itself lets one leave blank, once they have been seen."""
    seen = told.getlist("asked") if told is not None else []
    found = (package.form.question(key) for key in seen)
    return [question.key for question in found if question and not question.required]


def _rules(package: rules.Package, channel: rules.Channel) -> tuple[tuple[str, str], ...]:
    """Code of a charge -> its rule in words, as published for this channel."""
    return tuple(
        (charge.code, formats.text(charge.prices[channel].says))
        for charge in package.fees.charges
        if channel in charge.prices
    )


def _labels(asked: Determinants, lacks: frozenset[str]) -> tuple[str, ...]:
    of = {question.key: formats.text(question.label) for question in asked.form.questions()}
    return tuple(of[key] for key in asked.keys if key in lacks)


def _given(asked: Determinants, case: Circumstances, answers: Mapping[str, object]) -> list[Given]:
    """The answers the price read, as they were given."""
    places = plugs.get(forms.PlaceNames)
    language = formats.language()
    return [
        Given(
            formats.text(question.label),
            question.kind.show(question.kind.clean(answers.get(question.key)), language, places),
        )
        for question in asked.form.questions()
        if question.key in asked.price and question.key in case.answers
    ]
