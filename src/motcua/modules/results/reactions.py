"""What the machinery does after a decision: it typesets, signs and stores, then notes the outcome.

Each reaction may run twice, at once even: it makes a file only while the paper waits for one, and
of two files made at once the first that is noted counts; the other is swept away.
"""

import logging
from uuid import UUID

from motcua.foundation import files, journal, plugs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import WrongMoment

from . import operations, queries, twins
from .events import LetterRequested, ResultApproved, ResultNumbered
from .ports import Look, SignatureRequest, Signer, Typesetter
from .rules.filing_receipt import MEDIA_TYPE
from .steps import Made

log = logging.getLogger(__name__)


@journal.reacts_to(ResultApproved, name="results.sign_as_signatory")
def sign_as_signatory(event: ResultApproved) -> None:
    order = queries.signatory_order(event.result, by=SYSTEM)
    if order is None:
        return
    made = _made(_carry_out(order))
    try:
        operations.note_signed(
            result_id=event.result, sha256=made.sha256, approved_at=order.at, made=[made],
            by=SYSTEM, at=order.at,
        )  # fmt: skip
    except WrongMoment:
        _say_late("result", event.result)


@journal.reacts_to(ResultNumbered, name="results.sign_as_organisation")
def sign_as_organisation(event: ResultNumbered) -> None:
    order = queries.organisation_order(event.result, by=SYSTEM)
    if order is None:
        return
    made = _made(_carry_out(order))
    try:
        operations.note_issued(
            result_id=event.result, sha256=made.sha256, made=[made], by=SYSTEM, at=order.at
        )
    except WrongMoment:
        _say_late("result", event.result)


@journal.reacts_to(LetterRequested, name="results.seal_letter")
def seal_letter(event: LetterRequested) -> None:
    order = queries.letter_order(event.letter, by=SYSTEM)
    if order is None:
        return
    pdf = _carry_out(order)
    made = _made(pdf)
    twin = _twin_of(order, pdf, made.sha256)
    try:
        operations.note_letter(
            letter_id=event.letter, sha256=made.sha256, twin=twin.sha256 if twin else "",
            made=[made, twin] if twin else [made], by=SYSTEM, at=order.at,
        )  # fmt: skip
    except WrongMoment:
        _say_late("letter", event.letter)


def _carry_out(order: queries.Order) -> bytes:
    """Typeset if need be, draw what the signature shows, sign."""
    typesetter = plugs.get(Typesetter)
    unsigned = typesetter.typeset(order.paper) if order.paper else files.read(order.sha256)
    sizes = typesetter.places(unsigned)
    looks = [Look(order.place, sizes[order.place], order.lines, order.seal)]
    looks += [Look(place, sizes[place], (text,)) for place, text in order.texts]
    request = SignatureRequest(
        place=order.place,
        signer=order.signer,
        at=order.at,
        drawn=typesetter.draw(looks, at=order.at),
        reason=order.reason,
        # The first signature on a fresh paper fixes what may still follow.
        certify=order.paper is not None,
        texts=dict(order.texts),
    )
    return plugs.get(Signer).sign(unsigned, request)


def _made(content: bytes, media_type: str = files.PDF) -> Made:
    return Made(files.lay(content), media_type)


def _twin_of(order: queries.Order, pdf: bytes, sha256: str) -> Made | None:
    """The signed data that goes with the paper, if any does."""
    if order.paper is None or order.paper.twin is None:
        return None
    operations.make_receipt_key(by=SYSTEM, at=order.at)
    token = twins.sign(order.paper.twin, pdf=pdf, pdf_sha256=sha256, at=order.at)
    return _made(token, MEDIA_TYPE)


def _say_late(what: str, paper_id: UUID) -> None:
    log.info("results: the %s %s was signed already, or taken back meanwhile", what, paper_id)
