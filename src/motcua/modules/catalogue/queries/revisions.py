"""A revision, ready to work with. Asked for and parsed once, and kept, since it never changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from motcua.kernel.clock import Allowance, Policy
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.forms.rules import Form
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.results.rules import ResultSpec

from .. import models
from ..rules.cases import allowance_of
from ..rules.components import Component
from ..rules.cosigners import CosignerRule
from ..rules.fees import FeeRules
from ..rules.owners import OwnerRule
from ..rules.package import Package, read
from ..rules.procedure import Channel, Returning, TimeLimit
from ..rules.route import Route
from ..rules.states import State

KEPT = 512


@dataclass(frozen=True, slots=True)
class Revision:
    """What a dossier was filed on, whatever the procedure has become since."""

    id: UUID
    package: Package

    @property
    def code(self) -> str:
        return self.package.code

    @property
    def name(self) -> Text:
        return self.package.procedure.name

    @property
    def short_name(self) -> Text:
        return self.package.procedure.short_name

    @property
    def is_complete(self) -> bool:
        """It can be filed here; one that only informs has no form and no route."""
        return self.package.is_complete

    @property
    def digest(self) -> str:
        return self.package.digest

    @property
    def form(self) -> Form:
        return self.package.form

    @property
    def components(self) -> tuple[Component, ...]:
        return self.package.components

    @property
    def fees(self) -> FeeRules:
        return self.package.fees

    @property
    def routes(self) -> Mapping[AgencyKind, Route]:
        return self.package.routes

    def route(self, kind: AgencyKind) -> Route:
        """
        :raises NotFound: this kind of agency does not decide the procedure
        """
        if kind not in self.package.routes:
            raise NotFound(f"no route for {kind}")
        return self.package.routes[kind]

    @property
    def owners(self) -> tuple[OwnerRule, ...]:
        return self.package.owners

    @property
    def cosigners(self) -> tuple[CosignerRule, ...]:
        return self.package.cosigners

    @property
    def result(self) -> ResultSpec:
        return self.package.result

    @property
    def result_form(self) -> Form:
        """The fields of the result as a form of one page."""
        return self.package.result_form

    @property
    def result_template(self) -> str:
        return self.package.result_template

    @property
    def letters(self) -> Mapping[str, str]:
        """Templates that replace the city's own, by kind of letter."""
        return self.package.letters

    @property
    def agency_kinds(self) -> tuple[AgencyKind, ...]:
        return self.package.procedure.agency_kinds

    @property
    def channels(self) -> tuple[Channel, ...]:
        return tuple(self.package.procedure.channels)

    @property
    def returning(self) -> tuple[Returning, ...]:
        return self.package.procedure.returning

    @property
    def times(self) -> Mapping[Channel, TimeLimit]:
        return self.package.times

    @property
    def time_depends_on_answers(self) -> bool:
        return bool(self.package.case_rules)

    def allowance(self, channel: str, facts: Mapping[str, object] | None = None) -> Allowance:
        """How long the agency may take for a dossier that came through this channel.

        `facts` are its answers, channel and applicant, where they are known: its situation may
        have a time limit of its own.

        :raises NotFound: the procedure is not offered there, or its time is told in words alone
        """
        try:
            allowance = self.package.times[Channel(channel)].allowance
        except (ValueError, KeyError):
            raise NotFound(f"{self.code} is not offered through {channel}") from None
        own = allowance_of(self.package.case_rules, facts) if facts else None
        if own is not None:
            return own
        if allowance is None:
            raise NotFound(f"{self.code} tells its time in words alone")
        return allowance

    @property
    def clock_policy(self) -> Policy:
        return self.package.clock_policy

    @property
    def intake(self) -> Allowance:
        """Within what an online filing must be answered."""
        allowance = self.package.procedure.intake.allowance
        assert allowance is not None, "only channels and cases may tell a time in words alone"
        return allowance


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a revision is a draft, published or ended, and its days. This does change."""

    state: State
    effective_from: date
    effective_to: date | None


@lru_cache(maxsize=KEPT)
def revision(revision_id: UUID) -> Revision:
    """
    :raises NotFound: no such revision
    """
    digest = models.Revision.objects.filter(id=revision_id).values_list("digest", flat=True).first()
    if digest is None:
        raise NotFound(f"revision {revision_id}")
    return Revision(revision_id, package_of(digest))


def public_standing(revision_id: UUID) -> Standing:
    """
    :raises NotFound: no such revision
    """
    row = (
        models.Revision.objects.filter(id=revision_id)
        .values_list("state", "effective_from", "effective_to").first()
    )  # fmt: skip
    if row is None:
        raise NotFound(f"revision {revision_id}")
    state, since, until = row
    return Standing(State(state), since, until)


@lru_cache(maxsize=KEPT)
def package_of(digest: str) -> Package:
    source: dict[str, str] = models.Revision.objects.values_list("source", flat=True).get(
        digest=digest
    )
    return read({name: text.encode() for name, text in source.items()})
