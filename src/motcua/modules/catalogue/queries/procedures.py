"""The page of a procedure: everything about it that the law wants published."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.payments.rules.charges import Kind

from .. import models
from ..rules.components import Component, Need, Source
from ..rules.fees import ChargeRule, StatedFee, When
from ..rules.levels import OnlineLevel, level_of
from ..rules.marks import ReviewMark, source_link
from ..rules.procedure import (
    Audience,
    Case,
    Channel,
    Competence,
    Decision,
    LegalBasis,
    Level,
    LifeEvent,
    Note,
    Origin,
    Outcome,
    PartialReason,
    Returning,
    Sector,
    Step,
    TimeLimit,
)
from .revisions import KEPT, package_of


@dataclass(frozen=True, slots=True)
class WayCard:
    """A channel to file through, and how long it takes."""

    channel: Channel
    time: TimeLimit


@dataclass(frozen=True, slots=True)
class ComponentCard:
    """A document in words. `when_says` is empty where it is always asked for.

    `group` is the heading a source lists it under; `blank_forms` the files it offers to fill in.
    """

    key: str
    code: str
    name: Text
    need: Need
    when_says: Text
    originals: int
    copies: int
    sources: tuple[Source, ...]
    note: Text
    group: Text
    blank_forms: tuple[str, ...]
    document_type: str


@dataclass(frozen=True, slots=True)
class PriceCard:
    channel: Channel
    says: Text


@dataclass(frozen=True, slots=True)
class ExemptionCard:
    name: Text
    percent: int
    basis: str


@dataclass(frozen=True, slots=True)
class FeeCard:
    code: str
    kind: Kind
    name: Text
    when: When
    basis: str
    prices: tuple[PriceCard, ...]
    exemptions: tuple[ExemptionCard, ...]


@dataclass(frozen=True, slots=True)
class ProcedureCard:
    """Content in both languages; `notes` are cautions about figures, to be shown beside them.

    `is_fileable`: it can be filed here; else it is for reading only, `source_link` is the page it
    was taken from (empty where there is none) and `review_marks` what is doubtful there. `stated`
    are fees as a source words them. `declared_full` is what the national portal says of it.
    """

    code: str
    revision: UUID
    digest: str
    name: Text
    short_name: Text
    summary: Text
    sector: Sector
    levels: tuple[Level, ...]
    agencies: tuple[Competence, ...]
    audience: tuple[Audience, ...]
    ways: tuple[WayCard, ...]
    returning: tuple[Returning, ...]
    intake: TimeLimit
    requirements: Text
    steps: tuple[Step, ...]
    components: tuple[ComponentCard, ...]
    fees: tuple[FeeCard, ...]
    fees_say: Text
    is_free: bool
    outcomes: tuple[Outcome, ...]
    cases: tuple[Case, ...]
    legal_basis: tuple[LegalBasis, ...]
    decision: Decision
    online: OnlineLevel
    partial_reason: Text | None
    partial: PartialReason | None
    notes: tuple[Note, ...]
    effective_from: date
    effective_to: date | None
    is_fileable: bool
    origin: Origin
    review_marks: tuple[ReviewMark, ...]
    source_link: str
    declared_full: bool | None
    life_events: tuple[LifeEvent, ...]
    stated: tuple[StatedFee, ...]


def public_procedure(code: str) -> ProcedureCard:
    """The procedure as it is in force.

    :raises NotFound: no such procedure, or none of its revisions is in force
    """
    revision, digest, origin = _in_force(code)
    return _card(revision, digest, Origin(origin))


def public_package(code: str) -> dict[str, bytes]:
    """The files of the revision in force, for everybody to read, check and reuse.

    :raises NotFound: no such procedure, or none of its revisions is in force
    """
    revision, *_ = _in_force(code)
    source: dict[str, str] = models.Revision.objects.values_list("source", flat=True).get(
        id=revision
    )
    return {name: text.encode() for name, text in source.items()}


def public_procedures_in_force() -> list[str]:
    """The codes of all procedures on offer."""
    found = models.Procedure.objects.filter(current__isnull=False).order_by("code")
    return list(found.values_list("code", flat=True))


def public_procedures_to_file() -> list[str]:
    """The codes of those that can be filed here; the others are for reading only."""
    found = models.Procedure.objects.filter(current__isnull=False, is_fileable=True)
    return list(found.order_by("code").values_list("code", flat=True))


def _in_force(code: str) -> tuple[UUID, str, str]:
    row = (
        models.Procedure.objects.filter(code=code, current__isnull=False)
        .values_list("current_id", "current__digest", "origin").first()
    )  # fmt: skip
    if row is None or row[0] is None:
        raise NotFound(f"procedure {code}")
    return row[0], row[1], row[2]


@lru_cache(maxsize=KEPT)
def _card(revision: UUID, digest: str, origin: Origin) -> ProcedureCard:
    package = package_of(digest)
    facts = package.procedure
    return ProcedureCard(
        code=facts.code,
        revision=revision,
        digest=package.digest,
        name=facts.name,
        short_name=facts.short_name,
        summary=facts.summary,
        sector=facts.sector,
        levels=facts.levels,
        agencies=facts.agencies,
        audience=facts.audience,
        ways=tuple(WayCard(channel, time) for channel, time in facts.channels.items()),
        returning=facts.returning,
        intake=facts.intake,
        requirements=facts.requirements,
        steps=facts.steps,
        components=tuple(map(_component, package.components)),
        fees=tuple(map(_fee, package.fees.charges)),
        fees_say=package.fees.says,
        is_free=package.fees.is_free,
        outcomes=facts.outcomes,
        cases=facts.cases,
        legal_basis=facts.legal_basis,
        decision=facts.decision,
        online=level_of(package),
        partial_reason=facts.partial_reason,
        partial=facts.partial,
        notes=facts.notes,
        effective_from=facts.effective_from,
        effective_to=facts.effective_to,
        is_fileable=package.is_complete,
        origin=origin,
        review_marks=facts.national.review if facts.national else (),
        source_link=source_link(facts.code) if facts.national else "",
        declared_full=facts.national.is_full if facts.national else None,
        life_events=facts.life_events,
        stated=package.fees.stated or (),
    )


def _component(component: Component) -> ComponentCard:
    return ComponentCard(
        key=component.key,
        code=component.code,
        name=component.name,
        need=component.need,
        when_says=component.when_says,
        originals=component.originals,
        copies=component.copies,
        sources=component.sources,
        note=component.note,
        group=component.group,
        blank_forms=component.blank_forms,
        document_type=component.document_type,
    )


def _fee(rule: ChargeRule) -> FeeCard:
    return FeeCard(
        code=rule.code,
        kind=rule.kind,
        name=rule.name,
        when=rule.when,
        basis=rule.basis,
        prices=tuple(PriceCard(channel, price.says) for channel, price in rule.prices.items()),
        exemptions=tuple(
            ExemptionCard(each.name, each.percent, each.basis) for each in rule.exemptions
        ),
    )
