"""The public verbs of warning; each is one transaction."""

from .deciding import ReasonMissing, cancel, confirm, expire, lapse, reject
from .proposing import propose, propose_update
from .ruling import draft_rule, drop_rule, publish_rule, retire_rule
from .watching import consider

__all__ = [
    "ReasonMissing",
    "cancel",
    "confirm",
    "consider",
    "draft_rule",
    "drop_rule",
    "expire",
    "lapse",
    "propose",
    "propose_update",
    "publish_rule",
    "reject",
    "retire_rule",
]
