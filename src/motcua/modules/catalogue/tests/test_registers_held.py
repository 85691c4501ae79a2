"""What the city says registers hold is what they are asked for."""

from datetime import date

from motcua.modules.catalogue import registers
from motcua.modules.registers.rules import ABOUT, DOCUMENTS

from .factories import PACKAGES, real_package


def test_the_types_of_documents_are_the_same() -> None:
    assert set(registers.held(date(2026, 11, 23))) == set(DOCUMENTS)


def test_every_register_that_holds_something_is_told_by_name() -> None:
    assert set(DOCUMENTS.values()) <= set(ABOUT)


def test_who_else_is_asked_about_is_named_in_every_package_with_the_act_for_it() -> None:
    for folder in sorted(each.name for each in PACKAGES.iterdir() if each.is_dir()):
        for component in real_package(folder).components:
            for whose in component.whose:
                assert whose.is_applicant or whose.basis, (folder, component.key)
