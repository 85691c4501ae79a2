"""Brings a few dossiers on by the operations themselves: drafts, signatures, numbers.

A paper that is half made cannot be taken over, so these are made here, as officers would.
"""

from datetime import datetime
from uuid import UUID

from motcua.foundation import jobs, plugs
from motcua.kernel.actors import Actor, Role
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import State
from motcua.modules.forms import rules as forms
from motcua.modules.organisation import queries as organisation

from .city import Office, SampleCity

#: Of each thousand dossiers this many, and no more than so many in all, since papers take time.
PER_THOUSAND, MOST = 3, 45


def finish_some(city: SampleCity, count: int, *, at: datetime) -> int:
    """Some drafted, some signed, some issued. Returns how many were brought on."""
    wanted = min(MOST, count * PER_THOUSAND // 1000)
    done = 0
    for offer in city.offers:
        for office in offer.offices:
            for dossier_id in _handled(office, at=at):
                if done >= wanted:
                    return done
                done += _bring_on(city, office, dossier_id, stage=done % 3, at=at)
    return done


def _handled(office: Office, *, at: datetime) -> list[UUID]:
    """Dossiers in hand at the office's first case officer."""
    officer = _actor(office, Role.CASE_OFFICER, at)
    rows = queries.waiting_for(by=officer, now=at, limit=8).items
    return [row.id for row in rows if row.state is State.IN_PROCESS and row.handler == officer.id]


def _bring_on(
    city: SampleCity, office: Office, dossier_id: UUID, *, stage: int, at: datetime
) -> int:
    officer = _actor(office, Role.CASE_OFFICER, at)
    card = queries.dossier(dossier_id, by=officer)
    offer = next((each for each in city.offers if each.revision.id == card.revision), None)
    if offer is None:
        return 0
    form = offer.revision.result_form
    values = city.inventor.answers(form, plugs.get(forms.PlaceNames))
    dossiers.draft_result(dossier_id=dossier_id, values=values, by=officer, at=at)
    if stage >= 1:
        dossiers.sign(dossier_id=dossier_id, by=_actor(office, Role.SIGNATORY, at), at=at)
        jobs.run_due()
    if stage >= 2:
        dossiers.issue(dossier_id=dossier_id, by=_actor(office, Role.CLERK, at), at=at)
        jobs.run_due()
    return 1


def _actor(office: Office, role: Role, at: datetime) -> Actor:
    key = office.roles[role][0].removeprefix("officer:")
    return organisation.actor_for_officer(key, at.date())
