"""Proving addresses by machine: a code is sent to the owner of the key, who reads it out.

The same codes, limits and record as on the pages; what a form says of an address that is not
proved, these doors say as well.
"""

from enum import StrEnum
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import translation
from ninja import Router, Schema, Status
from pydantic import Field

from motcua.design.formats import language
from motcua.design.page import now, today
from motcua.design.problems import language_of
from motcua.modules.access.queries import Entrant
from motcua.modules.access.rules import Scope
from motcua.modules.dossiers.proving import ProvesFor
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.kinds.email import Email
from motcua.modules.forms.rules.kinds.phone import Phone
from motcua.modules.forms.rules.kinds.proving import fault_of
from motcua.modules.forms.rules.proofs import ALL_PROVED, ProofState

from .entering import Keyed, entrant_of
from .verdicts import AddressWrong

router = Router(tags=["proofs"])
LONGEST_ADDRESS, LONGEST_CODE = 254, 20


class Channel(StrEnum):
    """`email` for an e-mail address, `sms` for a mobile number."""

    EMAIL = "email"
    SMS = "sms"


_KINDS = {Channel.EMAIL: Email(proof=True), Channel.SMS: Phone(mobile_only=True, proof=True)}


class ToProve(Schema):
    """`address` as people write it."""

    channel: Channel
    address: str = Field(max_length=LONGEST_ADDRESS)


class TypedBack(ToProve):
    """`code`: the six digits of the message."""

    code: str = Field(max_length=LONGEST_CODE)


class Proof(Schema):
    """`state`: asked (a code is on its way) or proved. `address` is as forms take it: only so does
    it count."""

    channel: str
    address: str
    state: str


@router.post(
    "",
    response={200: Proof, 202: Proof},
    auth=Keyed(Scope.FILE),
    summary="Have a code sent to an address",
)
def ask(request: HttpRequest, sent: ToProve) -> Status[dict[str, Any]]:
    """For questions with `x-proof`. The key's owner receives six digits, which hold for 15 minutes;
    a code sent before ends. 202: it is on its way. 200: the address is proved already, and nothing
    is sent."""
    with translation.override(language_of(request)):
        address, prover = _address(sent), prover_of(entrant_of(request))
        if prover.state(sent.channel, address) is ProofState.PROVED:
            return Status(200, _proof(sent, address, ProofState.PROVED))
        state = prover.ask(sent.channel, address)
        if state is not ProofState.ASKED:
            raise _refusal(state)
        return Status(202, _proof(sent, address, state))


@router.post(
    "/code", response=Proof, auth=Keyed(Scope.FILE), summary="Type back the code of an address"
)
def type_back(request: HttpRequest, sent: TypedBack) -> dict[str, Any]:
    """Five wrong ones end the code. The proof holds for a year, for every form, and for whoever
    owns the key."""
    with translation.override(language_of(request)):
        address, prover = _address(sent), prover_of(entrant_of(request))
        if prover.state(sent.channel, address) is ProofState.PROVED:
            return _proof(sent, address, ProofState.PROVED)
        state = prover.type_back(sent.channel, address, sent.code)
        if state is not ProofState.PROVED:
            raise _refusal(state)
        return _proof(sent, address, state)


def prover_of(entrant: Entrant) -> ProvesFor:
    """Whose proofs count for what comes with this key: its owner's."""
    actor = entrant.actor
    return ProvesFor(UUID(actor.person or ""), actor, language(), now)


def _address(sent: ToProve) -> str:
    """:raises AddressWrong: the form would not take it either"""
    kind = _KINDS[sent.channel]
    address = kind.clean(sent.address)
    if address is None:
        raise AddressWrong(forms.Fault("malformed"))
    for fault in kind.check(address, forms.Scene(today(), proofs=ALL_PROVED)):
        raise AddressWrong(fault)
    return str(address)


def _refusal(state: ProofState) -> AddressWrong:
    return AddressWrong(fault_of(state), is_too_often=state is ProofState.TOO_OFTEN)


def _proof(sent: ToProve, address: str, state: ProofState) -> dict[str, Any]:
    return {"channel": sent.channel, "address": address, "state": state}
