"""Filing by machine: the same verdicts as the pages, once, and only with a key that opens it."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from motcua.design.page import now
from motcua.foundation import jobs
from motcua.kernel.actors import Actor
from motcua.modules.access import operations as access
from motcua.modules.access import rules as keys
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.rules import Item
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import EXTRACT, TUESDAY, WARD, World, found_world
from motcua.sites.api import drafts, handing

A_PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF"
EN = {"Accept-Language": "en"}


@dataclass(frozen=True)
class Program:
    """A program of somebody's, with its key."""

    client: Client
    secret: str

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=self._headers())

    def post(self, path: str, body: object, *, key: str = "") -> Any:
        headers = self._headers() | ({"Idempotency-Key": key} if key else {})
        return self.client.post(
            f"/api/v1{path}", body, content_type="application/json", headers=headers
        )

    def send(self, content: bytes, name: str) -> Any:
        headers = self._headers() | {"File-Name": name}
        return self.client.post(
            "/api/v1/files", content, content_type="application/octet-stream", headers=headers
        )

    def _headers(self) -> dict[str, str]:
        return EN | {"Authorization": f"Bearer {self.secret}"}


def program_of(owner: Actor, *scopes: str) -> Program:
    wish = keys.wish(label="Sổ sách", kind="token", scopes=scopes, days=30, at=now())
    return Program(Client(), access.give_key(wish=wish, by=owner, at=now()).secret)


@pytest.fixture
def world(db: None) -> World:
    return found_world()


@pytest.fixture
def program(world: World) -> Program:
    return program_of(world.an, "dossiers:file", "dossiers:read", "drafts:write")


def application(**changes: object) -> dict[str, object]:
    answers = {**stories.SELF, **changes}
    answers = {key: value for key, value in answers.items() if value is not None}
    return {"procedure": EXTRACT, "agency": WARD, "answers": answers}


def test_what_is_filed_can_be_followed(program: Program) -> None:
    answer = program.post("/dossiers", application(), key="one")

    assert answer.status_code == 201, answer.content
    filed = answer.json()
    assert filed["submission_number"].startswith("N")
    assert program.get(f"/dossiers/{filed['submission_number']}").json()["id"] == filed["id"]
    assert [row["id"] for row in program.get("/dossiers").json()["items"]] == [filed["id"]]
    assert [event["kind"] for event in filed["story"]][:1] == ["dossier.moved"]


def test_the_same_request_again_files_nothing_and_answers_alike(program: Program) -> None:
    first = program.post("/dossiers", application(), key="one").json()

    again = program.post("/dossiers", application(), key="one")

    assert (again.status_code, again.json()["id"]) == (200, first["id"])
    assert len(program.get("/dossiers").json()["items"]) == 1


def test_another_application_under_the_same_key_is_refused(program: Program) -> None:
    program.post("/dossiers", application(), key="one")

    answer = program.post("/dossiers", application(copies=2), key="one")

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")


def test_without_a_key_of_its_own_nothing_is_filed(program: Program) -> None:
    answer = program.post("/dossiers", application())

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-missing")


@pytest.mark.parametrize(("changes", "pointer", "code"), [
    ({"copies": None}, "/answers/copies", "missing"),
    ({"copies": 0}, "/answers/copies", "too-small"),
    ({"copies": "3"}, "/answers/copies", "malformed"),
    ({"colour": "red"}, "/answers/colour", "unknown-question"),
])  # fmt: skip
def test_what_the_form_refuses_is_refused_with_its_code_and_place(
    program: Program, changes: dict[str, object], pointer: str, code: str
) -> None:
    answer = program.post("/dossiers", application(**changes), key="one")
    sent = {"answers": application(**changes)["answers"]}
    checked = program.post(f"/procedures/{EXTRACT}/check", sent)

    assert answer.status_code == 422
    assert answer.json()["code"] == "answers-wrong"
    assert (pointer, code) in [(p["pointer"], p["code"]) for p in answer.json()["problems"]]
    assert checked.json()["problems"] == answer.json()["problems"]
    assert not checked.json()["is_complete"]


def test_a_passed_revision_files_nothing(program: Program) -> None:
    answer = program.post("/dossiers", application() | {"revision": "0" * 64}, key="one")

    assert (answer.status_code, answer.json()["code"]) == (409, "revision-passed")
    assert len(answer.json()["params"]["revision"]) == 64


def test_a_key_opens_only_what_its_owner_said(world: World) -> None:
    reader = program_of(world.an, "dossiers:read")

    answer = reader.post("/dossiers", application(), key="one")

    assert (answer.status_code, answer.json()["code"]) == (403, "key-too-narrow")


def test_nobody_reads_what_is_not_theirs(world: World, program: Program) -> None:
    filed = program.post("/dossiers", application(), key="one").json()
    other = program_of(world.binh, "dossiers:read", "dossiers:file")

    for path in (f"/dossiers/{filed['id']}", f"/dossiers/{filed['submission_number']}"):
        assert other.get(path).status_code == 404
    assert other.post(f"/dossiers/{filed['id']}/withdraw", {}).status_code == 404


def test_a_signed_in_browser_opens_nothing_here(world: World) -> None:
    client = Client()
    session = client.session
    session["actor"] = world.an.id
    session.save()

    assert client.get("/api/v1/dossiers").status_code == 401


def test_a_file_is_sent_first_and_belongs_to_its_sender(world: World, program: Program) -> None:
    answer = program.send(A_PDF, "giấy.pdf")
    assert answer.status_code == 201, answer.content
    entry = answer.json()["entry"]

    other = program_of(world.binh, "dossiers:file")
    stolen = other.post(
        "/dossiers", application(registered_abroad=True, foreign_paper=[entry]), key="one"
    )

    assert (stolen.status_code, stolen.json()["code"]) == (422, "not-your-file")


def test_no_file_of_another_is_named_where_the_form_does_not_look(
    world: World, program: Program
) -> None:
    entry = program.send(A_PDF, "giấy.pdf").json()["entry"]
    other = program_of(world.binh, "drafts:write")

    hidden = application(registered_abroad=False, foreign_paper=[entry])
    stolen = other.post("/drafts", hidden, key="one")

    assert (stolen.status_code, stolen.json()["code"]) == (422, "not-your-file")
    assert program.post("/drafts", hidden, key="one").status_code == 201


def test_what_is_supplied_names_no_file_of_another_where_the_form_does_not_look(
    world: World, program: Program
) -> None:
    dossier = stories.a_filed_dossier(world)
    stories.pay(dossier, world)
    dossiers.ask_supplement(
        dossier_id=dossier, items=[Item("Giấy tờ", "mờ", "Điều 1")], contact="Chi",
        reply_by=stories.later(days=5), by=world.receiver, at=TUESDAY,
    )  # fmt: skip
    entry = program_of(world.binh, "dossiers:file").send(A_PDF, "giấy.pdf").json()["entry"]

    stolen = program.post(
        f"/dossiers/{dossier}/supplement", {"answers": {"foreign_paper": [entry]}}
    )

    assert (stolen.status_code, stolen.json()["code"]) == (422, "not-your-file")


@pytest.mark.parametrize("forged", [{"size": 1}, {"media_type": "image/png"}])
def test_a_file_is_what_it_was_sent_as(program: Program, forged: dict[str, object]) -> None:
    entry = program.send(A_PDF, "giấy.pdf").json()["entry"] | forged

    answer = program.post(
        "/dossiers", application(registered_abroad=True, foreign_paper=[entry]), key="one"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "not-your-file")


@pytest.mark.parametrize("forged", [{"size": 1}, {"media_type": "image/png"}])
def test_what_is_held_is_not_supplied_as_something_else(
    world: World, program: Program, forged: dict[str, object]
) -> None:
    entry = program.send(A_PDF, "giấy.pdf").json()["entry"]
    held = {"paper": [entry]}

    handing.must_be_mine({"paper": [entry]}, by=world.binh, held=held)
    with pytest.raises(handing.NotYourFile):
        handing.must_be_mine({"other": [entry | forged]}, by=world.binh, held=held)


def test_papers_of_a_dossier_are_nobody_elses(world: World, program: Program) -> None:
    filed = program.post("/dossiers", application(), key="one").json()
    jobs.run_due()
    papers = program.get(f"/dossiers/{filed['id']}").json()["papers"]
    assert papers
    other = program_of(world.binh, "dossiers:read")

    for paper in papers:
        path = paper["url"].removeprefix("/api/v1")
        assert program.get(path).status_code == 200
        assert other.get(path).status_code == 404


def test_a_draft_filled_in_by_a_program_waits_for_its_owner(program: Program, world: World) -> None:
    answer = program.post("/drafts", application(copies=None), key="one")

    assert answer.status_code == 201, answer.content
    assert answer.json()["url"].endswith(f"/drafts/{answer.json()['id']}")
    assert [each["code"] for each in answer.json()["problems"]] == ["missing"]
    again = program.post("/drafts", application(copies=None), key="one")
    assert again.json()["id"] == answer.json()["id"]


@pytest.mark.parametrize("door", ["drafts", "files"])
def test_nobody_fills_the_city_with_drafts_and_files(
    program: Program, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    limits = {"drafts": (drafts, "FILLING"), "files": (handing, "SENDING")}
    where, name = limits[door]
    monkeypatch.setattr(where, name, replace(getattr(where, name), most=1))

    answers = [
        program.post("/drafts", application(), key=f"key-{n}")
        if door == "drafts" else program.send(A_PDF, "giấy.pdf")
        for n in range(2)
    ]  # fmt: skip

    assert [each.status_code for each in answers] == [201, 429]


def test_an_application_is_withdrawn(program: Program) -> None:
    filed = program.post("/dossiers", application(), key="one").json()

    gone = program.post(f"/dossiers/{filed['id']}/withdraw", {"reason": "nhầm"})

    assert gone.json()["state"] == "withdrawn"


def test_the_schema_describes_what_is_filed(program: Program) -> None:
    schema = program.get(f"/procedures/{EXTRACT}/form.schema.json").json()
    Draft202012Validator.check_schema(schema)

    assert not list(Draft202012Validator(schema).iter_errors(application()["answers"]))
    assert list(Draft202012Validator(schema).iter_errors(application(copies=0)["answers"]))


@pytest.mark.parametrize("body", [
    b"", b"[]", b"{", b"[" * 100_000, b'{"answers": NaN}', b'{"a": "\\ud800"}', b"\xff",
    b'{"answers": {"copies": 1e999}}',
])  # fmt: skip
def test_a_body_that_cannot_be_read_is_a_clear_refusal(program: Program, body: bytes) -> None:
    answer = program.post(f"/procedures/{EXTRACT}/check", body)

    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_client_trades_its_secret_for_a_pass(world: World) -> None:
    wish = keys.wish(label="App", kind="client", scopes=["dossiers:read"], days=30, at=now())
    given = access.give_key(wish=wish, by=world.an, at=now())
    form = {"grant_type": "client_credentials", "client_id": str(given.id)}

    answer = Client().post("/api/v1/oauth/token", {**form, "client_secret": given.secret})
    wrong = Client().post("/api/v1/oauth/token", {**form, "client_secret": "motcua-secret-no"})

    assert answer.json()["token_type"] == "Bearer"
    assert Program(Client(), answer.json()["access_token"]).get("/dossiers").status_code == 200
    assert (wrong.status_code, wrong.json()) == (401, {"error": "invalid_client"})
    assert "no-store" in answer.headers["Cache-Control"]


def test_what_is_offered_to_programs_is_told_where_programs_look(world: World) -> None:
    told = Client().get("/.well-known/oauth-authorization-server").json()

    assert told["token_endpoint"].endswith("/api/v1/oauth/token")
    assert told["grant_types_supported"] == ["client_credentials"]


def test_keys_that_are_guessed_meet_a_limit(world: World) -> None:
    guesser = Program(Client(), "motcua-key-" + "x" * 43)

    found = [guesser.get("/dossiers").status_code for _ in range(31)]

    assert (found[0], found[-1]) == (401, 429)


def test_a_file_larger_than_any_form_is_taken(program: Program) -> None:
    answer = program.send(A_PDF + b"%" * (3 * 1024 * 1024), "to.pdf")

    assert answer.status_code == 201, answer.content
