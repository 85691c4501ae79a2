"""People are read by themselves, by officers for a case, and by nobody else."""

from uuid import uuid4

import pytest

from motcua.kernel.actors import NOBODY, SYSTEM, Actor, Post, Role
from motcua.kernel.errors import NotFound
from motcua.modules.people import queries

from .factories import AN, BINH, MAU_XANH, a_person, acting

pytestmark = pytest.mark.django_db(transaction=True)

CHI = Actor("officer:chi", frozenset({Post("H26.101", Role.RECEIVER)}))
DESIGNER = Actor("officer:giang", frozenset({Post("H26", Role.PROCEDURE_ADMIN)}))
RETIRED = Actor("officer:old")


def test_somebody_else_and_nobody_get_the_same_answer() -> None:
    an, binh = a_person(AN), acting(BINH)

    for person_id in (an, uuid4(), "nonsense"):
        for reader in (binh, NOBODY, CHI):
            with pytest.raises(NotFound) as refusal:
                queries.person_card(person_id, by=reader)
            assert refusal.value.detail == "no such person"


def test_an_officer_who_handles_cases_reads_whom_a_case_is_about() -> None:
    an = a_person()

    assert queries.card_for_case(an, by=CHI).full_name == "Nguyễn Thị An"
    assert queries.card_for_case(str(an), by=SYSTEM).id == an
    for reader in (DESIGNER, RETIRED, NOBODY, acting(BINH)):
        with pytest.raises(NotFound):
            queries.card_for_case(an, by=reader)


def test_a_list_shows_people_masked_in_one_statement(django_assert_num_queries: object) -> None:
    an, business = a_person(AN), a_person(MAU_XANH)

    with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django has no stubs
        found = queries.masked_for_case([an, str(business), uuid4()], by=CHI)

    assert set(found) == {an, business}
    assert found[an].name == "N. T. An"
    assert found[an].number == "•••••••••000"
    assert found[an].email == "a•••@example.vn"
    assert found[business].name == "Công ty TNHH Mẫu Xanh"
    with pytest.raises(NotFound):
        queries.masked_for_case([an], by=RETIRED)


def test_the_name_in_the_frame_is_ones_own() -> None:
    an = acting()

    assert queries.display_name(str(an.person), by=an) == "Nguyễn Thị An"
    with pytest.raises(NotFound):
        queries.display_name(str(an.person), by=acting(BINH))
