"""Asking a register for a paper in the place of a file: between transactions, in the log."""

from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.modules.registers import errands as registers

from . import queries, registered


def look_up_paper(
    *, draft_id: UUID, question: str, has_agreed: bool, by: Actor, at: datetime
) -> UUID:  # fmt: skip
    """Ask for what the question's file would show. Returns what was found, whatever it is.

    :raises NotFound: no register is asked for it, or not by this actor
    :raises PaperNotTold: the answers do not say yet whose it is
    :raises ConsentNeeded: the person has not agreed
    :raises OthersConsentNeeded: it is about somebody else, and only they could agree
    :raises TooOften: more than any application needs
    """
    asked = queries.register_question(draft_id, question, by=by)
    return ask(asked, subject=registered.subject_of(draft_id), has_agreed=has_agreed, by=by, at=at)


def ask(
    asked: registered.Wanted, *, subject: str, has_agreed: bool, by: Actor, at: datetime
) -> UUID:  # fmt: skip
    """As `look_up_paper`, for what is wanted already."""
    return registers.look_up_paper(
        person=UUID(by.person),
        other=asked.other,
        document_type=asked.component.document_type,
        subject=subject,
        has_agreed=has_agreed,
        by=by,
        at=at,
    )
