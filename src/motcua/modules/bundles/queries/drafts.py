"""An application for several agencies before it is filed: what is asked, its price, its dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.fees import ChargeLine, PriceUnknown, charges_for
from motcua.modules.dossiers.content import Answers, unread, unseal_answers, unseal_sources
from motcua.modules.forms import rules as forms

from .. import joined, timing
from ..models import Bundle
from ..rules import Leg, Planned, planned


@dataclass(frozen=True, slots=True)
class BundleDraft:
    """One application for several agencies, not filed yet. `agencies`, `revisions`: by member.

    `unread` is what was typed and is no answer yet.
    """

    id: UUID
    group: str
    name: Text
    place: str
    form: forms.Form
    answers: Answers
    agencies: Mapping[str, str]
    revisions: Mapping[str, UUID]
    saved_at: datetime
    sources: forms.Sources
    unread: Mapping[str, forms.Typed]

    @property
    def for_whom(self) -> str:
        """The name of somebody else it is for: joined procedures are filed for oneself only."""
        return ""


def bundle_draft(bundle_id: UUID, *, by: Actor) -> BundleDraft:
    """:raises NotFound: not the reader's, or filed already"""
    row = _mine(bundle_id, by)
    merged = joined.form_of(row)
    return BundleDraft(
        id=row.id,
        group=merged.group.code,
        name=merged.group.name,
        place=row.place,
        form=merged.form,
        answers=unseal_answers(row.answers),
        agencies=row.agencies,
        revisions={member: UUID(key) for member, key in row.revisions.items()},
        saved_at=row.saved_at,
        sources=unseal_sources(row.sources),
        unread=unread(row),
    )


def prices(bundle_id: UUID, *, by: Actor) -> dict[str, tuple[ChargeLine, ...] | None]:
    """What each member of a draft will cost online, by member; None while that is not known.

    :raises NotFound: not the reader's, or filed already
    """
    row = _mine(bundle_id, by)
    merged = joined.form_of(row)
    answers = forms.clean(merged.form, unseal_answers(row.answers))
    found: dict[str, tuple[ChargeLine, ...] | None] = {}
    for member in merged.group.members:
        mine = merged.answers_of(member.key, answers)
        rules = catalogue.revision(UUID(row.revisions[member.key])).fees
        facts = {"answers": mine, "channel": "online", "applicant": {"kind": "citizen"}}
        try:
            found[member.key] = tuple(charges_for(rules, facts))
        except PriceUnknown:
            found[member.key] = None
    return found


def plan_of(bundle_id: UUID, *, by: Actor, now: datetime) -> tuple[Planned, ...]:
    """When each part of a draft would be ready if it were filed now.

    :raises NotFound: not the reader's, or filed already
    """
    row = _mine(bundle_id, by)
    group = joined.group_of(row.group_id)
    legs = {
        member.key: Leg(None, None, is_lost=False, ready=timing.ready(row, member.key))
        for member in group.members
    }
    return planned(group, legs, now=now)


def _mine(bundle_id: UUID, by: Actor) -> Bundle:
    row = Bundle.objects.filter(id=bundle_id, filed_at=None).first()
    if row is None or by.person != str(row.submitter):
        raise NotFound("no such draft")
    return row
