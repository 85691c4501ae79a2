"""Who may warn the public, and who may look on. Pure functions over the actor."""

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed

from .rules.machine import ON_DUTY

#: Who may read what is proposed and why: those on duty, leaders, administrators, auditors.
READERS = ON_DUTY | {Role.SIGNATORY, Role.ADMIN, Role.AUDITOR}
_PUBLISHERS = frozenset({Role.DUTY_HEAD, Role.ADMIN})


def roles_at(actor: Actor, agency: str) -> frozenset[Role]:
    """The roles an actor has where warnings are issued."""
    if actor == SYSTEM:
        return frozenset({Role.SYSTEM})
    return frozenset(post.role for post in actor.posts if post.agency == agency)


def may_read(actor: Actor) -> bool:
    return actor == SYSTEM or bool(actor.agencies(*READERS))


def must_read(actor: Actor) -> None:
    """:raises NotAllowed: no post that has to do with warnings"""
    if not may_read(actor):
        raise NotAllowed("warnings in the making are for those on duty")


def must_propose(actor: Actor, agency: str) -> None:
    """:raises NotAllowed: neither operator nor head of the shift there"""
    if not roles_at(actor, agency) & ON_DUTY:
        raise NotAllowed("those on duty propose warnings")


def may_publish_rules(actor: Actor, agency: str) -> bool:
    return actor == SYSTEM or bool(roles_at(actor, agency) & _PUBLISHERS)


def may_draft_rules(actor: Actor, agency: str) -> bool:
    return actor == SYSTEM or bool(roles_at(actor, agency) & (ON_DUTY | _PUBLISHERS))


def must_draft_rules(actor: Actor, agency: str) -> None:
    """:raises NotAllowed: neither on duty nor an administrator there"""
    if not may_draft_rules(actor, agency):
        raise NotAllowed("those on duty draft rules")


def must_publish_rules(actor: Actor, agency: str) -> None:
    """:raises NotAllowed: neither head of the shift nor administrator there"""
    if not may_publish_rules(actor, agency):
        raise NotAllowed("the head of the shift puts rules in force")
