"""The lists of a form, by machine: what the form takes, the schema takes, and nothing else."""

from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.dossiers.tests.world import PACKAGES, TUESDAY, found_world
from motcua.modules.forms.rules.kinds import reference_choice

pytestmark = pytest.mark.django_db
STATUS = "1.004873"
EN = {"Accept-Language": "en"}


@pytest.fixture
def city(db: None) -> Client:
    found_world()
    revision = catalogue.import_package(files=gather(PACKAGES / STATUS), by=SYSTEM, at=TUESDAY)
    catalogue.publish(revision=revision, by=SYSTEM, at=TUESDAY)
    return Client()


def get(city: Client, path: str) -> Any:
    answer = city.get(f"/api/v1/procedures/{STATUS}/{path}", headers=EN)
    assert answer.status_code == 200, answer.content
    return answer.json()


def of_form(city: Client, answers: dict[str, object]) -> dict[str, str]:
    body = {"answers": {"acting_as": "self", **answers}}
    told = city.post(f"/api/v1/procedures/{STATUS}/check", body, "application/json").json()
    return {each["question"]: each["code"] for each in told["problems"]}


def test_a_list_says_what_its_codes_are_called_and_where_it_comes_from(city: Client) -> None:
    told = get(city, "lists/own_nationality")

    assert (told["key"], told["total"]) == ("nationalities/2026", 250)
    assert told["items"][0]["code"] == "VN"
    assert told["items"][0]["name"] == {"vi": "Việt Nam", "en": "Vietnam"}
    assert "ISO 3166" in told["source"]
    assert told["as_of"]


def test_it_is_searched_as_on_the_page(city: Client) -> None:
    found = get(city, "lists/own_nationality?q=phap")["items"]
    assert found[0]["code"] == "FR"
    assert get(city, "lists/own_nationality?q=zzzz")["items"] == []


@pytest.mark.parametrize("question", ["own_name", "nowhere", "own_nationality.x", "who"])
def test_what_asks_from_no_list_has_none(city: Client, question: str) -> None:
    for path in (question, f"{question}.schema.json"):
        answer = city.get(f"/api/v1/procedures/{STATUS}/lists/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("named", [True, False], ids=["named-in-the-form", "referred-to"])
@pytest.mark.parametrize("code", ["01", "56", "57", "Kinh", "", "1", 1])
def test_schema_and_form_take_the_same_codes(
    city: Client, code: object, *, named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not named:
        monkeypatch.setattr(reference_choice, "MOST_NAMED", 10)
    schema = get(city, "form.schema.json")
    about = schema["properties"]["own_ethnicity"]
    assert about["x-list"].endswith(f"/procedures/{STATUS}/lists/own_ethnicity")
    assert ("$ref" in about) is not named
    registry: Any = Registry()
    if not named:
        listed = get(city, "lists/own_ethnicity.schema.json")
        assert about["$ref"] == listed["$id"]
        Draft202012Validator.check_schema(listed)
        registry = registry.with_resource(listed["$id"], Resource.from_contents(listed))

    validator = Draft202012Validator(about, registry=registry)

    refused = of_form(city, {"own_ethnicity": code}).get("own_ethnicity")
    assert validator.is_valid(code) is (refused is None)
