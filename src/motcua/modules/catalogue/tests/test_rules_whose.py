"""Whose paper a document is: read from the package, told from the answers, wrong ones refused."""

from typing import Any

import pytest

from motcua.modules.catalogue.rules import Finding, PackageErrors, read
from motcua.modules.catalogue.rules.components import Component
from motcua.modules.catalogue.rules.whose import OWN, whose_of

from .factories import changed, real_package, small_files

OTHERS = """\
  whose:
    - when: answers.colour == "red"
      person: applicant
    - personal_id: flyer_id
      full_name: flyer_name
      basis: 1/2026/QH
"""
ASKED = """\
      - { key: flyer_id, kind: personal_id, label: { vi: Số, en: Number } }
      - { key: flyer_name, kind: person_name, label: { vi: Tên, en: Name } }
      - key: photo
"""


def _files(whose: str, sources: str = "[register, upload]") -> dict[str, bytes]:
    files = changed(small_files(), "form.yaml", "      - key: photo\n", ASKED)
    return changed(
        files, "components.yaml", "  sources: [upload]\n", f"  sources: {sources}\n{whose}"
    )


def _component(whose: str) -> Component:
    (component,) = read(_files(whose)).components
    return component


def _findings(files: dict[str, bytes]) -> tuple[Finding, ...]:
    with pytest.raises(PackageErrors) as refused:
        read(files)
    return refused.value.findings


def _facts(**answers: object) -> dict[str, Any]:
    return {"answers": answers}


def test_without_a_word_it_is_the_applicants() -> None:
    assert _component("").whose == OWN
    assert _component("  whose: applicant\n").whose == OWN


def test_the_first_that_applies_counts() -> None:
    rules = _component(OTHERS).whose

    red, blue = whose_of(rules, _facts(colour="red")), whose_of(rules, _facts(colour="blue"))

    assert red is not None
    assert red.is_applicant
    assert blue is not None
    assert (blue.personal_id, blue.full_name, blue.basis) == ("flyer_id", "flyer_name", "1/2026/QH")


def test_where_none_applies_nobody_is_looked_up() -> None:
    only_red = OTHERS.split("    - personal_id")[0]

    assert whose_of(_component(only_red).whose, _facts(colour="blue")) is None
    assert whose_of(_component(only_red).whose, _facts()) is None


#: what is wrong, and the finding
WRONG = [
    ("  whose: me\n", "whose-unknown"),
    (OTHERS.replace("person: applicant", "person: neighbour"), "whose-unknown"),
    (OTHERS.replace("person: applicant", "person: applicant\n      basis: x"), "whose-unknown"),
    (OTHERS.replace("personal_id: flyer_id", "personal_id: flier_id"), "no-such-question"),
    (OTHERS.replace("personal_id: flyer_id", "personal_id: size"), "whose-not-a-number"),
    (OTHERS.replace("full_name: flyer_name", "full_name: flyer_id"), "whose-not-a-name"),
    (OTHERS.replace("      basis: 1/2026/QH\n", ""), "missing-key"),
    (OTHERS.replace("answers.colour", "answers.color"), "expression"),
]  # fmt: skip


@pytest.mark.parametrize(("whose", "code"), WRONG)
def test_what_is_wrong_is_told_at_its_line(whose: str, code: str) -> None:
    (finding, *_) = _findings(_files(whose))

    assert (finding.code, finding.file) == (code, "components.yaml")
    assert finding.line > 5
    assert "{" not in finding.says().vi + finding.says().en


def test_only_what_a_register_holds_says_whose_it_is() -> None:
    (finding,) = _findings(_files("  whose: applicant\n", "[store, upload]"))

    assert finding.code == "whose-without-register"


def test_the_shipped_packages_ask_about_whom_the_paper_is() -> None:
    (death,) = [c for c in real_package("1.001731").components if c.question == "death_paper"]
    (whose,) = death.whose

    assert (whose.personal_id, whose.full_name) == ("deceased_id", "deceased_name")
    assert whose.basis
