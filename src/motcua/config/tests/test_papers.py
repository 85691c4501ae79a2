"""Papers made apart are the papers made here, byte by byte, and their signatures hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.adapters.signing.demo_ca import DemoSigner
from motcua.adapters.signing.tests.files import (
    request_of_organisation,
    request_of_signatory,
    unsigned,
)
from motcua.adapters.typesetting.tests.papers import a_paper
from motcua.adapters.typesetting.typst_pdf import TypstTypesetter
from motcua.config import papers
from motcua.foundation import plugs
from motcua.modules.results.library import LETTERS
from motcua.modules.results.ports import Signer, Typesetter

FONTS = Path(__file__).resolve().parents[4] / "build" / "fonts"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the authority keeps its keys; papers are made apart meanwhile."""
    before = plugs.get(Typesetter), plugs.get(Signer)
    apart = papers.make_apart(library=LETTERS, fonts=FONTS, authority=tmp_path, passphrase=b"open")
    yield tmp_path
    apart.leave()
    plugs.provide(Typesetter, before[0])
    plugs.provide(Signer, before[1])


def test_the_same_paper_is_the_same_bytes(folder: Path) -> None:
    del folder
    here = TypstTypesetter(library=LETTERS, fonts=FONTS)
    there = plugs.get(Typesetter)

    assert there.typeset(a_paper()) == here.typeset(a_paper())


def test_both_signatures_made_apart_hold(folder: Path) -> None:
    pdf = unsigned()
    once = plugs.get(Signer).sign(pdf, request_of_signatory(pdf))
    twice = plugs.get(Signer).sign(once, request_of_organisation(once))

    reports = plugs.get(Signer).check(twice)
    assert [report.holds for report in reports] == [True, True]
    assert reports == DemoSigner(folder, passphrase=b"open", profile="demo").check(twice)
