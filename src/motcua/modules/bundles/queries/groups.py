"""Which procedures can be filed together here: published, for everybody."""

from dataclasses import dataclass
from uuid import UUID

from motcua.kernel.errors import NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.procedure import LegalBasis, TimeLimit
from motcua.modules.forms.rules import Form
from motcua.modules.organisation import queries as organisation

from .. import joined, placing
from ..models import Group
from ..rules import Group as GroupRules


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A procedure of a group. `needs`: the members that come before it."""

    key: str
    procedure: str
    name: Text
    time: TimeLimit
    fees: Text
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupCard:
    code: str
    name: Text
    summary: Text
    legal_basis: tuple[LegalBasis, ...]
    time: TimeLimit
    notes: tuple[Text, ...]
    members: tuple[MemberCard, ...]


def public_groups() -> list[GroupCard]:
    """What can be filed together here, by code; those that do not fit what is offered left out."""
    found = (_group_or_none(row) for row in _current())
    return [card for card in found if card is not None]


def public_group(code: str) -> GroupCard:
    """:raises NotFound: no such group, or a member's procedure is not offered now"""
    return _group_card(joined.current(code))


def public_groups_with(procedure: str) -> list[GroupCard]:
    """The groups that a procedure is a member of."""
    found = (
        _group_or_none(row)
        for row in _current()
        if any(member.procedure == procedure for member in joined.group_of(row).members)
    )
    return [card for card in found if card is not None]


def public_places(code: str) -> list[organisation.AgencyCard]:
    """The agencies of the places where the group can be filed.

    :raises NotFound: no such group, or a member's procedure is not offered now
    """
    revisions = joined.current_revisions(joined.group_of(joined.current(code)))
    found = []
    for agency in placing.places_of(revisions):
        try:
            placing.agencies_at(agency.place_code or "", revisions)
        except Refusal:
            continue
        found.append(agency)
    return found


def public_form(code: str) -> Form:
    """What is asked for the whole group, with the procedures as they are in force.

    :raises NotFound: no such group, or a member's procedure is not offered now
    """
    row = joined.current(code)
    return joined.merged(row, tuple(sorted(joined.fitting_revisions(row).items()))).form


def _current() -> list[UUID]:
    rows = Group.objects.filter(is_current=True).order_by("code")
    return list(rows.values_list("id", flat=True))


def _group_or_none(row: UUID) -> GroupCard | None:
    try:
        return _group_card(row)
    except NotFound:
        return None


def _group_card(row: UUID) -> GroupCard:
    group, revisions = joined.group_of(row), joined.fitting_revisions(row)
    return GroupCard(
        code=group.code,
        name=group.name,
        summary=group.summary,
        legal_basis=group.legal_basis,
        time=group.time,
        notes=group.notes,
        members=tuple(
            _member_card(group, key, catalogue.revision(revision))
            for key, revision in revisions.items()
        ),
    )


def _member_card(group: GroupRules, key: str, revision: catalogue.Revision) -> MemberCard:
    return MemberCard(
        key=key,
        procedure=revision.code,
        name=revision.short_name,
        time=next(iter(revision.times.values())),
        fees=revision.fees.says,
        needs=tuple(m.key for m in group.members if m.key in group.member(key).needs),
    )
