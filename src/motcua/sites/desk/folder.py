"""A dossier with all that lies in it, gathered once for the page and for what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.design.formats import HERE, language
from motcua.foundation import plugs
from motcua.kernel import clock
from motcua.kernel.actors import Actor, Role
from motcua.kernel.clock import Urgency
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.fees import ChargeLine, PriceUnknown, When, charges_for
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import SUBJECT, Act, State, relation_of
from motcua.modules.forms import rules as forms
from motcua.modules.organisation import queries as organisation
from motcua.modules.payments import queries as payments
from motcua.modules.payments.rules.charges import State as ChargeState
from motcua.modules.people import queries as people
from motcua.modules.results import queries as papers

from .tracing import Trace, traced


@dataclass
class Folder:
    """What an officer sees of one dossier. Each part is read when first asked for, and once.

    Every part is asked for by the reader, so what the reader may not see is not in it.
    """

    card: queries.DossierCard
    actor: Actor
    at: datetime

    @property
    def id(self) -> UUID:
        return self.card.id

    @property
    def today(self) -> date:
        return self.at.astimezone(HERE).date()

    @cached_property
    def roles(self) -> frozenset[Role]:
        """As what the officer meets it; none for an agency that was only asked."""
        return relation_of(self.actor, agency=self.card.agency, people=())

    @cached_property
    def revision(self) -> catalogue.Revision:
        return catalogue.revision(self.card.revision)

    @cached_property
    def filed_on(self) -> catalogue.Revision:
        """The revision of the original: what was promised and what is charged goes by it."""
        return catalogue.revision(self.card.filed_on)

    @cached_property
    def priced(self) -> Mapping[str, object]:
        """The answers that fees and dates are reckoned from."""
        if self.card.revision == self.card.filed_on:
            return self.answers
        return queries.answers_priced(self.id, by=self.actor)

    @cached_property
    def carried(self) -> queries.CarriedCard | None:
        """That its procedure changed under it, and what its applicant is asked since."""
        if self.card.revision == self.card.filed_on:
            return None
        found = queries.carried(self.id, by=self.actor)
        return next((each for each in reversed(found) if each.undone_at is None), None)

    @cached_property
    def agency(self) -> organisation.AgencyCard:
        return organisation.agency(self.card.agency)

    @cached_property
    def answers(self) -> Mapping[str, object]:
        return queries.current_answers(self.id, by=self.actor)

    @cached_property
    def sections(self) -> list[forms.Section]:
        """The answers as they stand, in words."""
        return self.words(self.revision.form, self.answers)

    @cached_property
    def traces(self) -> Mapping[str, Trace]:
        """Where answers come from, by key; of what the applicant typed nothing is said."""
        return traced(self.revision.form, queries.sources(self.id, by=self.actor), self.id)

    @cached_property
    def supplements(self) -> list[queries.SupplementCard]:
        return queries.supplements(self.id, by=self.actor)

    @cached_property
    def opinions(self) -> list[queries.OpinionCard]:
        return queries.opinions(self.id, by=self.actor)

    @cached_property
    def decisions(self) -> list[queries.DecisionCard]:
        return queries.decisions(self.id, by=self.actor)

    @cached_property
    def charges(self) -> list[payments.ChargeCard]:
        return payments.charges_of((SUBJECT, str(self.id)), by=self.actor)

    @cached_property
    def letters(self) -> list[papers.LetterCard]:
        return papers.letters_of((SUBJECT, str(self.id)), by=self.actor)

    @cached_property
    def result(self) -> papers.ResultCard | None:
        return papers.result_of((SUBJECT, str(self.id)), by=self.actor)

    @cached_property
    def applicant(self) -> people.PersonCard | None:
        """In full, for who handles cases; None for other officers of the agency."""
        try:
            return people.card_for_case(self.card.applicant, by=self.actor)
        except NotFound:
            return None

    @property
    def owes(self) -> bool:
        return any(charge.is_open for charge in self.charges)

    @cached_property
    def further_fees(self) -> list[ChargeLine]:
        """What the law asks before the result and was not asked yet.

        :raises PriceUnknown: the answers do not tell the price
        """
        asked = {
            line.code
            for charge in self.charges
            if charge.state is not ChargeState.CANCELLED
            for line in charge.lines
        }
        facts = {"answers": self.priced, "channel": self.card.channel}
        return [
            line
            for line in charges_for(self.filed_on.fees, facts)
            if line.when is When.BEFORE_RESULT and line.code not in asked
        ]

    @property
    def has_further_fees(self) -> bool:
        """Whether there is such a fee to ask for, and its amount can be told."""
        if all(rule.when is not When.BEFORE_RESULT for rule in self.filed_on.fees.charges):
            return False
        try:
            return bool(self.further_fees)
        except PriceUnknown:
            return False

    @cached_property
    def urgency(self) -> Urgency | None:
        """How near the next date is that binds the office; None where no date runs."""
        card = self.card
        due_at = card.answer_by if card.state is State.SUBMITTED else card.due_at
        if due_at is None:
            return None
        calendar = organisation.calendar_of(card.agency)
        rules = organisation.clock_rules_on(self.today)
        started_at = card.accepted_at or card.filed_at
        return clock.urgency(due_at, calendar, rules, started_at=started_at, now=self.at)

    @property
    def is_asked_again(self) -> bool:
        """Whether a request for more would be the second of its stage."""
        stage = "intake" if self.card.accepted_at is None else "process"
        return any(each.stage == stage for each in self.supplements)

    @cached_property
    def opinion_of_mine(self) -> queries.OpinionCard | None:
        """The oldest opinion that waits, if it is the officer's agency that was asked."""
        waiting = [each for each in self.opinions if each.answered_at is None]
        mine = self.actor.agencies(Role.CASE_OFFICER, Role.DEPT_HEAD)
        return waiting[0] if waiting and waiting[0].of_agency in mine else None

    @property
    def is_refusal(self) -> bool:
        """Whether the draft refuses: a package names what it grants, the city what it does not."""
        return self.result is not None and self.result.title.vi != self.revision.result.name.vi

    @cached_property
    def draft(self) -> Mapping[str, object]:
        """The fields of the draft; empty where there is none, or for another agency."""
        if self.result is None or not self.roles:
            return {}
        return papers.draft_of(self.result.id, by=self.actor).values

    def grounds(self, act: Act) -> queries.DecisionCard | None:
        """The last grounds given for an act."""
        return next((each for each in reversed(self.decisions) if each.act is act), None)

    def words(self, form: forms.Form, answers: Mapping[str, object]) -> list[forms.Section]:
        return forms.show(form, answers, language(), places=plugs.get(forms.PlaceNames))


def opened(dossier_id: UUID, *, by: Actor, at: datetime) -> Folder:
    """:raises NotFound: none, or not for this officer"""
    return Folder(queries.dossier(dossier_id, by=by), by, at)


def draft_lines(folder: Folder) -> list[tuple[str, str]]:
    """The fields of a draft that is not issued yet, in words."""
    if folder.result is None or folder.result.number or not folder.draft:
        return []
    if folder.is_refusal:
        grounds = folder.grounds(Act.DRAFT_REFUSAL)
        if grounds is None:
            return []
        return [(_("Lý do"), grounds.reason), (_("Căn cứ pháp lý"), grounds.legal_basis)]
    shown = folder.words(folder.revision.result_form, folder.draft)
    return [(line.label, line.text) for part in shown for line in part.lines if line.text]
