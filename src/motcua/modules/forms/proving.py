"""Addresses that are to be proved, on the page where they are typed: codes asked for and tried."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from .posted import CODE, Data, Press, Verb
from .rules import Form, Question, Scene, Typed, html_name, visible
from .rules.kinds.email import Email
from .rules.kinds.phone import Phone
from .rules.proofs import ALL_PROVED, ProofState, Prover, Told


def after_codes(  # noqa: PLR0913 -- a page, what was posted with it, and who proves
    scene: Scene, questions: Sequence[Question], typed: Mapping[str, Typed], *,
    asked: Collection[str], posted: Data, press: Press | None, prover: Prover,
) -> Scene:  # fmt: skip
    """The scene as it is once a code was asked for or tried, for each question that wants proof."""
    for question in questions:
        kind = question.kind
        if not isinstance(kind, Email | Phone) or not kind.proof or question.key not in asked:
            continue
        address = _address(kind, typed[question.key], scene)
        if not address or scene.proofs.state(kind.channel, address) is ProofState.PROVED:
            continue
        code = (posted.get(html_name((question.key,), CODE)) or "").strip()
        is_asked = press is not None and press.verb is Verb.PROVE and press.key == question.key
        if is_asked:
            state = prover.ask(kind.channel, address)
        elif code:
            state = prover.type_back(kind.channel, address, code[:20])
        else:
            continue
        scene = replace(scene, proofs=Told(scene.proofs, kind.channel, address, state))
    return scene


def to_prove(form: Form, answers: Mapping[str, object]) -> list[tuple[str, str]]:
    """Channel and address of each answer that counts and wants proof."""
    counted = visible(form, answers).answers
    wanting = ((each.kind, counted.get(each.key)) for each in form.questions())
    return [
        (kind.channel, str(answer))
        for kind, answer in wanting
        if isinstance(kind, Email | Phone) and kind.proof and answer is not None
    ]


def _address(kind: Email | Phone, typed: Typed, scene: Scene) -> str:
    """What was typed, where it is an address at all: nothing is sent to anything else."""
    address = kind.clean(typed.one())
    if address is None or kind.check(address, replace(scene, proofs=ALL_PROVED)):
        return ""
    return address
