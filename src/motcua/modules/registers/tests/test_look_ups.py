"""Registers are asked about oneself or for a case, for what is needed; it is written down."""

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.foundation import journal, plugs
from motcua.kernel.actors import Actor, Post, Role
from motcua.kernel.errors import NotAllowed, NotFound, Weather
from motcua.modules.people.tests.factories import acting
from motcua.modules.registers import errands, queries
from motcua.modules.registers.ports import Extract, Registers, Subject
from motcua.modules.registers.rules import Outcome, Purpose, RegisterCode

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CHI = Actor("officer:chi", frozenset({Post("H26.101", Role.RECEIVER)}))

pytestmark = pytest.mark.django_db


@pytest.fixture
def an() -> Actor:
    return acting()


def _id(actor: Actor) -> UUID:
    assert actor.person is not None
    return UUID(actor.person)


def _ask(
    of: Actor, *facts: str, by: Actor | None = None, subject: str = "",
    agreed: Collection[RegisterCode] = (),
) -> errands.Answered:  # fmt: skip
    return errands.look_up(
        person=_id(of), facts=facts, purpose=Purpose.FILLING, subject=subject, agreed=agreed,
        by=by or of, at=AT,
    )  # fmt: skip


def test_a_fact_comes_with_its_register_its_day_and_its_look_up(an: Actor) -> None:
    told = _ask(an, "applicant.birth_on", "applicant.address")

    birth = told.facts["applicant.birth_on"]
    assert birth.register is RegisterCode.POPULATION
    assert (birth.fact.value, birth.fact.as_of.isoformat()) == ("1996-03-15", "2021-04-12")
    assert {card.id for card in queries.look_ups(_id(an), by=an)} == {
        each.lookup for each in told.facts.values()
    }


def test_the_person_sees_what_was_asked_and_never_the_answer(an: Actor) -> None:
    _ask(an, "applicant.address", subject="dossier:x")

    (card,) = queries.look_ups(_id(an), by=an)
    assert (card.facts, card.asked_by, card.subject) == (
        ("applicant.address",), an.id, "dossier:x",
    )  # fmt: skip
    assert card.basis == "118/2025/NĐ-CP"
    (entry,) = [e for e in journal.timeline(("person", an.person or "")) if "looked" in e.kind]
    assert "Phố Mẫu" not in str(entry)


def test_others_see_no_log(an: Actor) -> None:
    with pytest.raises(NotFound):
        queries.look_ups(_id(an), by=CHI)


def test_nobody_asks_about_somebody_else(an: Actor) -> None:
    other = Actor("person:01980000-0000-7000-8000-000000000001")

    with pytest.raises(NotAllowed):
        _ask(an, "applicant.address", by=other)


def test_an_officer_asks_for_a_case_and_is_named(an: Actor) -> None:
    _ask(an, "applicant.address", by=CHI)

    (card,) = queries.look_ups(_id(an), by=an)
    assert card.asked_by == "officer:chi"


def test_a_register_that_needs_consent_is_not_asked_without(an: Actor) -> None:
    told = _ask(an, "applicant.insurance_number")
    assert told.unasked == (RegisterCode.INSURANCE,)
    assert queries.look_ups(_id(an), by=an) == []

    agreed = _ask(an, "applicant.insurance_number", agreed=[RegisterCode.INSURANCE])
    assert agreed.facts["applicant.insurance_number"].fact.value == "0196000001"


class Silent:
    """A register that does not answer."""

    code = RegisterCode.RESIDENCE

    def look_up(
        self, subject: Subject, *, facts: Collection[str], documents: Collection[str],
        ref: str, at: datetime,
    ) -> Extract | None:  # fmt: skip
        del subject, facts, documents, ref, at
        raise Weather("down")


def test_a_register_that_is_down_is_said_and_written_down(an: Actor) -> None:
    with plugs.instead(Registers, Registers((Silent(),))):
        told = _ask(an, "applicant.address")

    assert told.silent == (RegisterCode.RESIDENCE,)
    assert [card.outcome for card in queries.look_ups(_id(an), by=an)] == [Outcome.UNREACHABLE]


def test_facts_no_register_holds_ask_nobody(an: Actor) -> None:
    assert _ask(an, "applicant.phone") == errands.Answered()


def test_the_log_is_never_changed(an: Actor) -> None:
    _ask(an, "applicant.address")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE registers_lookup SET outcome = 'nothing'")


def test_a_document_is_named_with_number_and_office(an: Actor) -> None:
    told = errands.look_up(
        person=_id(an), documents=["birth_certificate"], purpose=Purpose.CITING, by=an, at=AT
    )

    held = told.documents["birth_certificate"]
    assert (held.register, held.document.number) == (RegisterCode.CIVIL_STATUS, "45/1996")
