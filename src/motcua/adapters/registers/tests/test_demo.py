"""The built-in registers hold what the demo people are, and nothing that is not theirs to tell."""

from datetime import UTC, datetime

import pytest

from motcua.adapters.registers.demo import DemoRegister, NotInProduction, _people, stand
from motcua.modules.registers.ports import Subject
from motcua.modules.registers.rules import DOCUMENTS, FACTS, RegisterCode

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
AN = Subject("001196000000")


def test_production_refuses_them() -> None:
    with pytest.raises(NotInProduction):
        stand(is_production=True)


def test_a_register_tells_only_what_it_holds_and_what_was_asked() -> None:
    told = DemoRegister(RegisterCode.RESIDENCE).look_up(
        AN, facts=["applicant.address", "applicant.full_name"], documents=["birth_certificate"],
        ref="r", at=AT,
    )  # fmt: skip

    assert told is not None
    assert set(told.facts) == {"applicant.address"}
    assert told.documents == ()


def test_a_stranger_is_nobody() -> None:
    nobody = Subject("001196000001")

    assert DemoRegister(RegisterCode.POPULATION).look_up(
        nobody, facts=["applicant.full_name"], documents=(), ref="r", at=AT
    ) is None  # fmt: skip


def test_the_file_names_known_facts_and_documents_only() -> None:
    for person in _people().values():
        assert set(person.facts) <= set(FACTS)
        assert {each.document_type for each in person.documents} <= set(DOCUMENTS)
