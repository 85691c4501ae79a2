"""People are met once, renewed from what is told, and reached as they say."""

import threading
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import connection

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.errors import Invalid, NotAllowed, NotFound
from motcua.modules.people import operations, queries
from motcua.modules.people.facts import Address, Contact
from motcua.modules.people.rules import IdentityConflict, IdentityIncomplete, IdentityMismatch

from .factories import AN, BINH, MAU_XANH, TUESDAY, a_person, acting

pytestmark = pytest.mark.django_db(transaction=True)


def recorded(person_id: UUID) -> list[str]:
    return [entry.kind for entry in journal.timeline(("person", str(person_id)))]


def test_whoever_signs_in_first_is_met_and_recorded() -> None:
    an = acting()

    card = queries.person_card(str(an.person), by=an)

    assert card.full_name == "Nguyễn Thị An"
    assert card.personal_id == "001196000000"
    assert card.birth_on == AN.birth_on
    assert (card.phone, card.email) == ("0900000001", "an@example.vn")
    assert card.address == Address("01", "00070", "Số 12 Phố Mẫu")
    assert (card.assurance, card.proofing, card.tech_id) == (2, 2, "tech-an")
    assert recorded(card.id) == ["people.person_met/1", "people.person_signed_in/1"]


def test_signing_in_again_changes_nothing_but_the_journal() -> None:
    first = a_person()

    assert a_person() == first
    entries = journal.timeline(("person", str(first)))
    assert [e.kind for e in entries][2:] == ["people.person_signed_in/1"]
    assert entries[-1].fact["renewed"] == []


def test_the_journal_holds_no_personal_data() -> None:
    an = a_person()

    said = " ".join(str(entry) for entry in journal.timeline(("person", str(an))))

    for secret in ("Nguyễn", "001196", "0900000001", "example.vn", "Phố"):
        assert secret not in said


def test_what_lies_in_the_tables_is_sealed() -> None:
    a_person()

    with connection.cursor() as cursor:
        cursor.execute("SELECT p::text FROM people_person p")
        (row,) = cursor.fetchone()

    for secret in ("Nguyễn", "001196000000", "1996-03-15", "0900000001", "example.vn"):
        assert secret not in row
        assert secret.encode().hex() not in row


def test_what_the_provider_tells_anew_is_taken_over() -> None:
    an = acting()

    a_person(replace(AN, full_name="Nguyễn Thị Bảo An", assurance=1))

    card = queries.person_card(str(an.person), by=an)
    assert (card.full_name, card.assurance) == ("Nguyễn Thị Bảo An", 1)
    last = journal.timeline(("person", str(an.person)))[-1]
    assert last.fact["renewed"] == ["full_name", "assurance"]


def test_what_people_wrote_themselves_is_not_undone() -> None:
    an = acting()
    operations.update_contact(contact=Contact("0912345678", ""), by=an, at=TUESDAY)

    a_person(replace(AN, contact=Contact("0999999999", "told@example.vn")))

    card = queries.person_card(str(an.person), by=an)
    assert card.phone == "0912345678"
    assert card.email == "told@example.vn"


def test_the_same_number_at_another_provider_is_the_same_person() -> None:
    assert a_person() == a_person(replace(AN, provider="vneid", subject="other"))


def test_a_business_is_not_whoever_acts_for_it() -> None:
    khoi = replace(MAU_XANH, kind=AN.kind, subject="khoi", organisation="", tax_code="")

    business = acting(MAU_XANH)

    assert a_person(khoi) != UUID(str(business.person))
    card = queries.person_card(str(business.person), by=business)
    assert card.display_name == "Công ty TNHH Mẫu Xanh"
    assert queries.masked(card).number == "•••••••984"


def test_a_new_number_of_the_same_subject_is_taken_over() -> None:
    an = a_person(replace(AN, personal_id="012345678"))

    assert a_person(AN) == an
    assert a_person(replace(AN, subject="again")) == an


def test_a_number_that_is_somebody_elses_is_refused() -> None:
    a_person(BINH)
    a_person(AN)

    with pytest.raises(IdentityConflict):
        a_person(replace(AN, personal_id=BINH.personal_id))


def test_claims_without_number_or_name_are_refused() -> None:
    with pytest.raises(IdentityIncomplete):
        a_person(replace(AN, personal_id=""))
    with pytest.raises(Invalid):
        a_person(replace(AN, full_name=" "))


def test_only_the_sign_in_tells_who_somebody_is() -> None:
    with pytest.raises(NotAllowed):
        operations.sign_in(claims=AN, by=Actor("person:1"), at=TUESDAY)


@pytest.mark.parametrize("subjects", [("an", "an"), ("an", "an-elsewhere")])
def test_two_first_sign_ins_at_once_make_one_person(subjects: tuple[str, str]) -> None:
    found: list[UUID] = []
    start = threading.Barrier(2)

    def come(subject: str) -> None:
        start.wait()
        try:
            found.append(a_person(replace(AN, subject=subject)))
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=(subject,)) for subject in subjects]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 2
    assert len(set(found)) == 1
    assert recorded(found[0]).count("people.person_met/1") >= 1


def test_a_contact_is_updated_and_only_its_fields_are_named() -> None:
    an = acting()
    contact = Contact("+84 912 345 678", "moi@example.vn", AN.contact.address)

    changed = operations.update_contact(contact=contact, by=an, at=TUESDAY)

    assert changed == ("phone", "email")
    assert queries.person_card(str(an.person), by=an).phone == "0912345678"
    assert operations.update_contact(contact=contact, by=an, at=TUESDAY) == ()
    assert recorded(UUID(str(an.person)))[-1] == "people.contact_updated/1"


def test_a_contact_may_be_taken_away() -> None:
    an = acting()

    operations.update_contact(contact=Contact(), by=an, at=TUESDAY)

    card = queries.person_card(str(an.person), by=an)
    assert (card.phone, card.email, bool(card.address)) == ("", "", False)


def test_officers_and_unknown_people_have_no_contact() -> None:
    with pytest.raises(NotAllowed):
        operations.update_contact(contact=Contact(), by=SYSTEM, at=TUESDAY)
    nobody = Actor("person:00000000-0000-7000-8000-000000000000")
    with pytest.raises(NotFound):
        operations.update_contact(contact=Contact(), by=nobody, at=TUESDAY)


def test_signing_in_again_costs_five_statements(django_assert_num_queries: object) -> None:
    a_person()

    # Identity, person, journal; and the transaction's beginning and end.
    with django_assert_num_queries(5):  # type: ignore[operator] # pytest-django has no stubs
        a_person()


CHI = Actor("officer:chi", frozenset({Post("H26.101", Role.RECEIVER)}))


def test_whom_a_counter_met_is_the_same_person_who_signs_in_later() -> None:
    seen = operations.meet_at_counter(claims=AN, by=CHI, at=TUESDAY)
    assert operations.meet_at_counter(claims=AN, by=CHI, at=TUESDAY) == seen
    assert a_person(AN) == seen


def test_a_number_is_not_taken_by_another_name_or_day_of_birth() -> None:
    a_person(AN)
    for wrong in (replace(AN, full_name="Trần Thị Khác"), replace(AN, birth_on=date(1990, 1, 1))):
        with pytest.raises(IdentityMismatch):
            operations.meet_at_counter(claims=wrong, by=CHI, at=TUESDAY)


def test_only_a_counter_meets_people() -> None:
    for nobody in (Actor("person:x"), Actor("officer:x", frozenset({Post("H26", Role.CLERK)}))):
        with pytest.raises(NotAllowed):
            operations.meet_at_counter(claims=AN, by=nobody, at=TUESDAY)
