"""Typesetting and signing: in this process, or for a demo's worker in one that leaves when idle."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from motcua.adapters.apart.calling import Apart, standing_in
from motcua.foundation import plugs
from motcua.modules.results.ports import (
    Drawn,
    Look,
    Paper,
    Place,
    SignatureReport,
    SignatureRequest,
    Signer,
    Size,
    Typesetter,
)


class Press:
    """Both ports in one, as the process apart makes it."""

    def __init__(self, typesetter: Typesetter, signer: Signer) -> None:
        self._typesetter, self._signer = typesetter, signer

    def typeset(self, paper: Paper) -> bytes:
        return self._typesetter.typeset(paper)

    def places(self, pdf: bytes) -> dict[Place, Size]:
        return self._typesetter.places(pdf)

    def draw(self, looks: Sequence[Look], at: datetime) -> Drawn:
        return self._typesetter.draw(looks, at=at)

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        return self._signer.sign(pdf, request)

    def check(self, pdf: bytes) -> list[SignatureReport]:
        return self._signer.check(pdf)


def press(*, library: str, fonts: str, authority: str, passphrase: bytes) -> Press:
    """What the process apart begins with; it loads what is heavy."""
    from motcua.adapters.signing.demo_ca import DemoSigner  # noqa: PLC0415 -- heavy
    from motcua.adapters.typesetting.typst_pdf import TypstTypesetter  # noqa: PLC0415 -- heavy

    return Press(
        TypstTypesetter(library=Path(library), fonts=Path(fonts)),
        DemoSigner(Path(authority), passphrase=passphrase, profile="demo"),
    )


def make_apart(*, library: Path, fonts: Path, authority: Path, passphrase: bytes) -> Apart:
    """From now on the papers of this process are made by another one.

    For a demo's worker: its few papers an hour would keep a quarter of its memory all day. Where
    papers are made all the time it costs more than it saves.
    """
    elsewhere = _elsewhere(library, fonts, authority, passphrase)
    plugs.provide(Typesetter, standing_in(Typesetter, elsewhere))
    plugs.provide(Signer, standing_in(Signer, elsewhere))
    return elsewhere


def apart(
    *, library: Path, fonts: Path, authority: Path, passphrase: bytes
) -> tuple[Typesetter, Signer]:
    """A press and a signer in a process of their own, to be plugged in where they are wanted."""
    elsewhere = _elsewhere(library, fonts, authority, passphrase)
    return standing_in(Typesetter, elsewhere), standing_in(Signer, elsewhere)


def _elsewhere(library: Path, fonts: Path, authority: Path, passphrase: bytes) -> Apart:
    return Apart("motcua.config.papers:press", {
        "library": str(library), "fonts": str(fonts), "authority": str(authority),
        "passphrase": passphrase,
    })  # fmt: skip
