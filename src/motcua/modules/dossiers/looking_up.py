"""Asking a register for a paper between transactions, and citing it in the place of a file."""

from datetime import date, datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.modules.forms.rules import Origin, Source
from motcua.modules.registers import errands as registers

from . import operations, queries, registered


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


def cite(*, draft_id: UUID, question: str, ref: str, by: Actor, at: datetime) -> None:
    """Let what was found (`ref`) answer the question, in the place of what stands there.

    :raises NotFound: nothing valid was told for this question, or not to this actor
    :raises PaperNotTold: the answers do not say any more whose it is
    """
    entry = queries.register_citation(draft_id, question, ref, by=by)
    where = entry["cited"]
    assert isinstance(where, dict)
    source = Source(
        Origin.REGISTER, at, where["register"], date.fromisoformat(where["on"]), where["lookup"],
        confirmed_at=at,
    )  # fmt: skip
    operations.save_answers(
        dossier_id=draft_id, answers={question: [entry]}, sources={question: source}, by=by, at=at
    )


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
