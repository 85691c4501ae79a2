"""Groups ready to work with: read once and kept, since what was adopted never changes."""

from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.findings import PackageErrors
from motcua.modules.catalogue.rules.package import Package

from .models import Bundle, Group
from .rules import Group as GroupRules
from .rules import MergedForm, merge, read_group
from .rules.group import FILE

KEPT = 64


@lru_cache(maxsize=KEPT)
def group_of(group: UUID) -> GroupRules:
    """:raises NotFound: no such group"""
    source = Group.objects.filter(id=group).values_list("source", flat=True).first()
    if source is None:
        raise NotFound(f"group {group}")
    return read_group({FILE: source.encode()})


def current_revisions(group: GroupRules) -> dict[str, UUID]:
    """The revisions in force, by member.

    :raises NotFound: a member's procedure is not offered now
    """
    return {
        member.key: catalogue.public_procedure(member.procedure).revision
        for member in group.members
    }


def current(code: str) -> UUID:
    """The version of a group that people file. :raises NotFound: none"""
    found = Group.objects.filter(code=code, is_current=True).values_list("id", flat=True).first()
    if found is None:
        raise NotFound(f"group {code}")
    return found


def merge_now(group: GroupRules) -> MergedForm:
    """The one form with the procedures as they are in force.

    :raises NotFound: a member's procedure is not offered now
    :raises PackageErrors: the group does not fit them
    """
    return merge(group, _packages(current_revisions(group)))


def fitting_revisions(row: UUID) -> dict[str, UUID]:
    """The revisions in force, by member, if they can still be asked for in one form.

    :raises NotFound: a member's procedure is not offered now, or has changed so that the group no
        longer fits; designers learn why when they adopt it again
    """
    revisions = current_revisions(group_of(row))
    try:
        merged(row, tuple(sorted(revisions.items())))
    except PackageErrors:
        raise NotFound(f"group {group_of(row).code} does not fit its procedures") from None
    return revisions


def form_of(bundle: Bundle) -> MergedForm:
    """The one form of a bundle, as it was when it was started."""
    revisions = {member: UUID(key) for member, key in bundle.revisions.items()}
    return merged(bundle.group_id, tuple(sorted(revisions.items())))


@lru_cache(maxsize=KEPT)
def merged(group: UUID, revisions: tuple[tuple[str, UUID], ...]) -> MergedForm:
    return merge(group_of(group), _packages(dict(revisions)))


def _packages(revisions: Mapping[str, UUID]) -> dict[str, Package]:
    return {member: catalogue.revision(key).package for member, key in revisions.items()}
