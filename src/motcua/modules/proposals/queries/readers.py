"""Who may see and who may change drafts, for doors that must know before they draw anything."""

from motcua.kernel.actors import Actor

from .. import policies


def must_read(*, by: Actor) -> None:
    """
    :raises NotAllowed: neither designer nor auditor
    """
    policies.must_read(by)


def may_design(*, by: Actor) -> bool:
    return policies.may_design(by)
