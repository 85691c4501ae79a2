"""Papers of registers by machine: told by nobody but the register, taken as the door gave them."""

from collections.abc import Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from motcua.modules.catalogue.tests.factories import a_published, changed, small_files
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import WARD, World
from motcua.modules.registers.rules import EXTRACT

from .test_filing import Program, program, program_of, world

__all__ = ["program", "world"]

KITE = "9.000001"
ANSWERS = {"size": 3, "colour": "red"}
pytestmark = pytest.mark.django_db


def _offers(document_type: str = "identity_document") -> None:
    register = f"  sources: [register, upload]\n  document_type: {document_type}\n"
    a_published(changed(small_files(), "components.yaml", "  sources: [upload]\n", register))


def _asked(of: Program, question: str = "photo") -> Any:
    body = {"procedure": KITE, "question": question, "answers": ANSWERS}
    return of.post("/extracts", body)


def _filed(of: Program, entry: Mapping[str, object], key: str = "k") -> Any:
    answers = {**ANSWERS, "photo": [entry]}
    return of.post("/dossiers", {"procedure": KITE, "agency": WARD, "answers": answers}, key=key)


def _codes(answer: Any) -> list[str]:
    return [each["code"] for each in answer.json()["problems"]]


def test_what_was_looked_up_is_filed_and_tells_the_program_nothing_of_it(
    program: Program, world: World
) -> None:
    _offers()

    told = _asked(program)
    entry = told.json()["entry"]
    filed = _filed(program, entry)

    assert (told.status_code, told.json()["standing"]) == (200, "valid")
    assert "001196000000" not in str(told.json())
    assert filed.status_code == 201, filed.content
    dossier = queries.find(filed.json()["submission_number"], by=world.an)
    extract = queries.extract_of(dossier, entry["sha256"], by=world.receiver)
    assert extract.paper.number == "001196000000"
    schema = program.get(f"/procedures/{KITE}/form.schema.json").json()
    Draft202012Validator(schema).validate({**ANSWERS, "photo": [entry]})
    assert _filed(program, entry).status_code == 200


def test_nobody_makes_an_extract_up(program: Program, world: World) -> None:
    _offers()
    entry = _asked(program).json()["entry"]
    cited = entry["cited"]

    assert _codes(_filed(program, {**entry, "sha256": "0" * 64})) == ["extract-void"]
    for wrong in ({"mark": "0" * 32}, {"type": "death_certificate"}, {"on": "2026-11-01"}):
        refused = _filed(program, {**entry, "cited": {**cited, **wrong}})
        assert refused.status_code == 422
        assert "extract-void" in _codes(refused)
    naked = {key: value for key, value in entry.items() if key != "cited"}
    assert "extract-void" in _codes(_filed(program, naked))
    schema = program.get(f"/procedures/{KITE}/form.schema.json").json()
    assert not Draft202012Validator(schema).is_valid({**ANSWERS, "photo": [naked]})
    others = program_of(world.binh, "dossiers:file")
    assert "extract-void" in _codes(_filed(others, entry))


@pytest.mark.parametrize("on", ["", "hôm nay", "2026-13-45"])
def test_a_made_up_day_is_refused_and_breaks_nothing(program: Program, on: str) -> None:
    _offers()
    entry = _asked(program).json()["entry"]

    refused = _filed(program, {**entry, "cited": {**entry["cited"], "on": on}})

    assert (refused.status_code, _codes(refused)) == (422, ["extract-void"])


def test_an_upload_is_no_extract(program: Program) -> None:
    _offers()

    sent = program.send(b'{"format": "motcua.extract/1"}', "x.json")

    assert sent.status_code == 422 or sent.json()["entry"]["media_type"] != EXTRACT


def test_what_needs_the_persons_consent_is_asked_on_the_pages_only(program: Program) -> None:
    _offers("driver_health_certificate")

    refused = _asked(program)

    assert (refused.status_code, refused.json()["code"]) == (422, "register-consent-needed")


def test_what_no_register_holds_is_not_there(program: Program, world: World) -> None:
    _offers("kite_photo")

    assert _asked(program).status_code == 404
    assert _asked(program, "size").status_code == 404
    reading = program_of(world.an, "dossiers:read")
    assert _asked(reading).status_code == 403


def test_what_cannot_be_used_is_told_without_an_entry(world: World) -> None:
    _offers("driving_licence")

    told = _asked(program_of(world.binh, "dossiers:file")).json()

    assert told == {"standing": "revoked", "told_by": "driving", "entry": None}
