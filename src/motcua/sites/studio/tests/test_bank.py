"""The bank of questions as designers meet it, and a draft that begins to use one of it."""

import pytest
import yaml

from motcua.modules.proposals import queries
from motcua.modules.proposals.tests.factories import the_procedure

from .rooms import Room, said, the_people
from .test_drafting import edit, started

pytestmark = pytest.mark.django_db


def test_the_bank_is_shown_with_the_procedures_that_use_it() -> None:
    people = the_people()
    the_procedure()

    told = said(Room(people.giang).get("questions"))

    assert "contact.phone" in told
    assert "Bản sao trích lục hộ tịch" in told


def test_a_draft_takes_along_the_question_it_begins_to_use() -> None:
    people = the_people()
    the_procedure()
    room = Room(people.giang)
    proposal = started(room)

    edit(
        room, proposal, "form.yaml",
        "        use: contact.email\n",
        "        use: contact.email\n      - key: folk\n        use: person.ethnicity\n",
    )  # fmt: skip

    files = queries.files(proposal, by=people.giang)
    taken = yaml.safe_load(files["questions.yaml"])
    assert "person.ethnicity" in {each["name"] for each in taken["questions"]}
