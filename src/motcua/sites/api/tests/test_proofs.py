"""Proving an address by machine, and filing a form that asks for it: as on the pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from motcua.foundation import jobs, plugs
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.dossiers.tests.world import PACKAGES, TUESDAY, WARD, World, found_world
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.forms.tests.places import FewPlaces
from motcua.modules.people.ports import Messenger
from motcua.modules.people.tests.post import Post

from .test_filing import EN, Program, program_of

pytestmark = pytest.mark.django_db
BUSINESS = "1.001612"
MAIL = "an@example.vn"
HOME = {"province": "01", "commune": "00070", "detail": "12 Tràng Tiền", "as_of": "2026-11-17"}
SHOP: dict[str, object] = {
    "acting_as": "owner", "own_name": "Nguyễn Thị An", "own_id": "001196000000",
    "own_born_on": "1996-03-15", "own_sex": "female", "phone": "0912345678", "email": MAIL,
    "founded_by": "one", "business_name": "Phở Hoa Sen", "premises": HOME,
    "trades": [{"what": "Bán phở", "code": "5610"}], "capital": 50_000_000, "employees": 0,
    "tax_method": "declared", "one_only": True, "right_of_use": True, "truthful": True,
}  # fmt: skip


@pytest.fixture
def post() -> Iterator[Post]:
    with plugs.instead(Messenger, kept := Post()), plugs.instead(PlaceNames, FewPlaces()):
        yield kept


@pytest.fixture
def world(db: None) -> World:
    found = found_world()
    revision = catalogue.import_package(files=gather(PACKAGES / BUSINESS), by=SYSTEM, at=TUESDAY)
    catalogue.publish(revision=revision, by=SYSTEM, at=TUESDAY)
    return found


@pytest.fixture
def program(world: World) -> Program:
    return program_of(world.an, "dossiers:file", "dossiers:read")


def ask(program: Program, address: str = MAIL, channel: str = "email") -> Any:
    return program.post("/proofs", {"channel": channel, "address": address})


def type_back(program: Program, code: str, address: str = MAIL) -> Any:
    return program.post("/proofs/code", {"channel": "email", "address": address, "code": code})


def verdict(program: Program | None, **changes: object) -> set[tuple[str, str]]:
    body = {"answers": {**SHOP, **changes}}
    answer = (
        program.post(f"/procedures/{BUSINESS}/check", body)
        if program
        else Client().post(f"/api/v1/procedures/{BUSINESS}/check", body, "application/json")
    )
    assert answer.status_code == 200, answer.content
    return {(each["question"], each["code"]) for each in answer.json()["problems"]}


def test_an_address_is_proved_and_the_form_is_filed(program: Program, post: Post) -> None:
    application = {"procedure": BUSINESS, "agency": WARD, "answers": SHOP}
    refused = program.post("/dossiers", application, key="one")
    assert refused.status_code == 422
    assert [each["code"] for each in refused.json()["problems"]] == ["not-proved"]

    asked = ask(program, " an@Example.VN ")
    assert asked.status_code == 202, asked.content
    assert asked.json() == {"channel": "email", "address": MAIL, "state": "asked"}
    assert verdict(program) == {("email", "code-awaited")}
    proved = type_back(program, post.code())
    assert (proved.status_code, proved.json()["state"]) == (200, "proved")

    assert verdict(program) == set()
    filed = program.post("/dossiers", application, key="one")
    assert filed.status_code == 201, filed.content


def test_what_is_proved_is_not_asked_again(program: Program, post: Post) -> None:
    ask(program)
    type_back(program, post.code())

    assert ask(program).status_code == 200
    assert type_back(program, "000000").json()["state"] == "proved"
    jobs.run_due()
    assert len(post.sent) == 1


def test_whoever_shows_no_key_has_proved_nothing(
    program: Program, post: Post, world: World
) -> None:
    ask(program)
    type_back(program, post.code())

    assert verdict(None) == {("email", "not-proved")}
    binh = program_of(world.binh, "dossiers:file")
    assert verdict(binh) == {("email", "not-proved")}
    assert verdict(program, email="another@example.vn") == {("email", "not-proved")}
    assert verdict(None, email=None) == set(), "it may be left out"


@pytest.mark.parametrize(
    ("channel", "address", "code"),
    [
        ("email", "an-at-example", "not-an-email"),
        ("email", "", "malformed"),
        ("sms", "0123", "phone-length"),
        ("sms", "02438254321", "phone-not-mobile"),
        ("sms", "0912345678", "code-undeliverable"),
    ],
)
def test_the_form_s_own_codes_say_what_is_wrong_with_an_address(
    program: Program, post: Post, channel: str, address: str, code: str
) -> None:
    answer = ask(program, address, channel)

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["title"]
    assert post.sent == []


def test_a_wrong_code_and_one_that_is_over_are_told_as_on_the_page(
    program: Program, post: Post
) -> None:
    assert type_back(program, "123456").json()["code"] == "code-over", "none was asked for"
    ask(program)
    right = post.code()
    wrong = "000000" if right != "000000" else "111111"
    codes = [type_back(program, wrong).json()["code"] for _ in range(5)]
    assert codes == ["wrong-code"] * 4 + ["code-over"]
    assert type_back(program, right).json()["code"] == "code-over"
    assert verdict(program) == {("email", "code-over")}


def test_nobody_has_codes_sent_without_end(program: Program, post: Post) -> None:
    answers = [ask(program) for _ in range(5)]

    assert [each.status_code for each in answers] == [202] * 4 + [429]
    assert answers[-1].json()["code"] == "codes-too-often"
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_only_a_key_that_may_file(world: World, post: Post) -> None:
    reader = program_of(world.an, "dossiers:read")
    assert ask(reader).json()["code"] == "key-too-narrow"
    assert Client().post("/api/v1/proofs", {}, "application/json").status_code == 401
    told = reader.post(f"/procedures/{BUSINESS}/check", {"answers": SHOP})
    assert (told.status_code, told.json()["code"]) == (403, "key-too-narrow")
    assert post.sent == []


def test_the_schema_says_what_must_be_proved(world: World) -> None:
    told = Client().get(f"/api/v1/procedures/{BUSINESS}/form.schema.json", headers=EN).json()
    marked = {key for key, each in told["properties"].items() if each.get("x-proof")}
    assert marked == {"email"}


@pytest.mark.parametrize(
    ("scopes", "is_told"), [(["drafts:write"], False), (["drafts:write", "dossiers:file"], True)]
)
def test_a_key_for_drafts_alone_learns_of_no_proof(
    world: World, program: Program, post: Post, scopes: list[str], *, is_told: bool
) -> None:
    ask(program)
    jobs.run_due()
    assert type_back(program, post.code()).status_code == 200
    body = {"procedure": BUSINESS, "agency": WARD, "answers": SHOP}

    answer = program_of(world.an, *scopes).post("/drafts", body, key="one")

    pointers = [each["pointer"] for each in answer.json()["problems"]]
    assert ("/answers/email" not in pointers) is is_told
