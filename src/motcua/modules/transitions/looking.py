"""What a plan makes of dossiers as they stand: from rows to fates, and nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from motcua.foundation import plugs
from motcua.modules.dossiers import carrying
from motcua.modules.forms import rules as forms

from . import planned
from .rules.carrying import Carried, Held, carry
from .rules.fates import Fate, Outcome, Reason, before_answers, fate_of
from .rules.planning import Plan

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Looked:
    """A dossier with what becomes of it; `carried` is None where its answers did not matter."""

    dossier: carrying.InFlight
    outcome: Outcome
    carried: Carried | None

    def as_carry(self, plan: Plan) -> carrying.Carry:
        """What is written where it goes on."""
        assert self.carried is not None
        draft = None
        if self.dossier.draft is not None and not self.dossier.is_draft:
            draft = self._carried_draft(plan)
        return carrying.Carry(
            dossier=self.dossier,
            answers=self.carried.answers,
            set_aside=self.carried.set_aside,
            draft=draft,
            asked=self.outcome.about if self.outcome.fate is Fate.ASKED else (),
            place_before=self.outcome.place_before,
            place_after=self.outcome.place_after,
        )

    def _carried_draft(self, plan: Plan) -> dict[str, object]:
        """A supplement being written goes on in the new form, with all that still has a place."""
        held = _held(self.dossier, self.dossier.draft or {}, date.max)
        return carry(plan, held, places=plugs.get(forms.PlaceNames)).answers


def look(plan: Plan, found: Iterable[carrying.InFlight], *, at: datetime) -> list[Looked]:
    """What becomes of each."""
    return [_look_at(plan, dossier, at=at) for dossier in found]


def _look_at(plan: Plan, dossier: carrying.InFlight, *, at: datetime) -> Looked:
    if dossier.is_draft:
        return _draft(plan, dossier, at=at)
    kind = planned.kind_of(dossier.agency)
    early = before_answers(plan, dossier.state, kind, waits=dossier.waits)
    if early is None and dossier.answers is None:
        early = Outcome(Fate.KEPT, Reason.TAKEN_OVER)
    if early is not None:
        return Looked(dossier, early, None)
    held = _held(dossier, dossier.answers or {}, _day(dossier.filed_at or at))
    carried = carry(plan, held, places=plugs.get(forms.PlaceNames))
    return Looked(dossier, fate_of(plan, carried, dossier.state, kind), carried)


def _draft(plan: Plan, dossier: carrying.InFlight, *, at: datetime) -> Looked:
    """A draft is never filed on what is no longer in force: it always goes on with the new form.

    What is typed so far may be wrong or half done, so it is carried over and judged when filed.
    """
    held = _held(dossier, dossier.draft or {}, _day(at))
    carried = carry(plan, held, places=plugs.get(forms.PlaceNames))
    return Looked(dossier, Outcome(Fate.MOVED), carried)


def _held(dossier: carrying.InFlight, answers: dict[str, object], day: date) -> Held:
    return Held(answers, dossier.channel, dossier.applicant_kind, day)


def _day(at: datetime) -> date:
    return at.astimezone(HERE).date()
