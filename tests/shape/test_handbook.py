"""The handbook is true: drawings are as the code is, every name is explained, every link leads."""

import re
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from tools import drawings

from motcua.config.environment import VARIABLES
from motcua.kernel.actors import Role
from motcua.modules.dossiers.rules import Act, State

from .house import ROOT, python_files, short, source

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PUBLICCODE = (
    "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus",
    "softwareType", "description", "legal", "maintenance", "localisation",
)  # fmt: skip
SECTIONS = ("Context", "Decision", "Consequences", "Alternatives", "What enforces it")


@pytest.mark.parametrize("page", sorted(drawings.PAGES.glob("*.md")), ids=lambda path: path.name)
def test_drawings_are_as_the_code_is(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert drawings.drawn(text) == text, "run make docs"
    assert text.count("<!-- drawn: ") == text.count("<!-- end of drawing -->")


def test_all_that_can_be_drawn_is_drawn() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in drawings.PAGES.glob("*.md"))
    assert [name for name in drawings.DRAWINGS if f"<!-- drawn: {name} -->" not in text] == []
    assert [
        rules for rules in drawings.machines() if f"<!-- drawn: machine.{rules} -->" not in text
    ] == []


def test_every_variable_is_explained() -> None:
    text = (DOCS / "handbook" / "running.md").read_text(encoding="utf-8")
    assert [variable.name for variable in VARIABLES if f"`{variable.name}`" not in text] == []


def test_every_variable_is_read() -> None:
    everywhere = "".join(source(path) for path in python_files("src"))
    assert [
        v.name for v in VARIABLES if everywhere.count(f'"{v.name}"') < len(("told", "read"))
    ] == []


def test_every_table_has_its_word_in_the_glossary() -> None:
    words = _code_words(DOCS / "handbook" / "glossary.md")
    names = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("motcua.") and ".tests" not in model.__module__
    }
    assert sorted(names - words) == []


def test_every_role_state_and_act_has_its_word_in_the_glossary() -> None:
    words = _code_words(DOCS / "handbook" / "glossary.md")
    assert sorted({member.value for kind in (Role, State, Act) for member in kind} - words) == []


def test_decisions_are_numbered_and_whole() -> None:
    records = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    assert [
        f"{path.name}: {section}"
        for path in records
        for section in SECTIONS
        if f"\n## {section}\n" not in path.read_text(encoding="utf-8")
    ] == []


def test_every_page_is_on_the_first_page_of_the_handbook() -> None:
    index = (DOCS / "handbook" / "README.md").read_text(encoding="utf-8")
    pages = [*(DOCS / "handbook").glob("*.md"), *(DOCS / "decisions").glob("[0-9]*.md")]
    assert [
        path.name for path in pages if path.name != "README.md" and path.name not in index
    ] == []


def test_every_link_leads_somewhere() -> None:
    assert [
        f"{short(page)}: {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith(("#", "mailto:"))
        if not (page.parent / target.partition("#")[0]).exists()
    ] == []


def _code_words(page: Path) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")))


def test_publiccode_says_what_its_standard_asks() -> None:
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert [key for key in PUBLICCODE if key not in told] == []
    for words in told["description"].values():
        assert len(words["shortDescription"]) <= 150 <= len(words["longDescription"])
        assert words["features"]
        assert [shot for shot in words["screenshots"] if not (ROOT / shot).exists()] == []
    assert (ROOT / told["logo"]).exists()
    assert told["localisation"]["availableLanguages"] == ["vi", "en"]
    assert told["legal"]["license"] == "Apache-2.0"
