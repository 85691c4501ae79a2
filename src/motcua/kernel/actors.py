"""Who acts, and as what."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of the one-stop shop (Decree 118/2025) and of the operations centre.

    An owner is named by a dossier that somebody else filed; nobody holds it as a post.
    """

    APPLICANT = "applicant"
    OWNER = "owner"
    RECEIVER = "receiver"
    CENTER_HEAD = "center_head"
    DEPT_HEAD = "dept_head"
    CASE_OFFICER = "case_officer"
    SIGNATORY = "signatory"
    CLERK = "clerk"
    RETURNER = "returner"
    CASHIER = "cashier"
    CONTROLLER = "controller"
    PROCEDURE_ADMIN = "procedure_admin"
    OPERATOR = "operator"
    DUTY_HEAD = "duty_head"
    ADMIN = "admin"
    AUDITOR = "auditor"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Post:
    """A role held at an agency, named by the agency's code."""

    agency: str
    role: Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `id` is stable: `person:…`, `officer:…`, `client:…` or `system`.

    `stands_for`: ids of people for whom the actor was found to stand in the matter at hand.
    """

    id: str
    posts: frozenset[Post] = frozenset()
    stands_for: frozenset[str] = frozenset()

    @property
    def person(self) -> str | None:
        """The id of the citizen or business who acts, or None for officers and machines."""
        kind, _, key = self.id.partition(":")
        return key if kind == "person" else None

    @property
    def officer(self) -> str | None:
        kind, _, key = self.id.partition(":")
        return key if kind == "officer" else None

    def holds(self, role: Role, agency: str) -> bool:
        return Post(agency, role) in self.posts

    def agencies(self, *roles: Role) -> frozenset[str]:
        """Codes of the agencies where the actor holds any of the roles; any role, if none given."""
        return frozenset(p.agency for p in self.posts if not roles or p.role in roles)


SYSTEM = Actor("system", frozenset())
NOBODY = Actor("nobody", frozenset())
