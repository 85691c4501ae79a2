"""Linked data at its addresses: one procedure, all of them, and what sends whom where."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from rdflib import DCTERMS, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.tests.factories import a_published, information_files, small_files

EXTRACT = "2.000635"
SERVICE = URIRef("http://purl.org/vocab/cpsv#PublicService")


@pytest.fixture
def anybody(caller: Client) -> Client:
    a_published(small_files())
    return caller


def whole(anybody: Client, form: str) -> bytes:
    answer = anybody.get(f"/api/v1/procedures.{form}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined] # a stream


def test_the_whole_catalogue_says_the_same_in_both_spellings(anybody: Client) -> None:
    in_turtle = Graph().parse(data=whole(anybody, "ttl"), format="turtle")
    in_json = Graph().parse(data=whole(anybody, "jsonld"), format="json-ld")

    assert isomorphic(in_turtle, in_json)
    services = set(in_turtle.subjects(RDF.type, SERVICE))
    told = {str(in_turtle.value(each, DCTERMS.identifier)) for each in services}
    assert told == set(catalogue.public_procedures_in_force())


def test_nobody_fetches_twice_what_has_not_changed(anybody: Client) -> None:
    tag = anybody.get("/api/v1/procedures.ttl").headers["ETag"]

    assert anybody.get("/api/v1/procedures.ttl", headers={"If-None-Match": tag}).status_code == 304
    a_published(small_files("9.000002", "Xin giấy phép thả diều đêm"))
    assert anybody.get("/api/v1/procedures.ttl", headers={"If-None-Match": tag}).status_code == 200


def test_a_long_catalogue_is_sent_small(anybody: Client) -> None:
    answer = anybody.get("/api/v1/procedures.jsonld", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("form", ["ttl", "jsonld"])
def test_the_data_of_a_page_stands_beside_it(anybody: Client, form: str) -> None:
    answer = anybody.get(f"/procedures/{EXTRACT}.{form}")

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    tag = answer.headers["ETag"]
    again = anybody.get(f"/procedures/{EXTRACT}.{form}", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert anybody.get(f"/api/v1/procedures/{EXTRACT}.{form}").content == answer.content
    assert anybody.get(f"/procedures/9.999999.{form}").status_code == 404


@pytest.mark.parametrize(("accepted", "there"), [
    ("", f"/procedures/{EXTRACT}"),
    ("text/html,application/xhtml+xml,*/*;q=0.8", f"/procedures/{EXTRACT}"),
    ("text/turtle", f"/procedures/{EXTRACT}.ttl"),
    ("application/ld+json, text/turtle;q=0.5", f"/procedures/{EXTRACT}.jsonld"),
    ("application/json", f"/api/v1/procedures/{EXTRACT}"),
    ("text/turtle;q=nonsense", f"/procedures/{EXTRACT}"),
])  # fmt: skip
def test_a_name_leads_to_what_the_asker_reads(anybody: Client, accepted: str, there: str) -> None:
    answer = anybody.get(f"/id/procedure/{EXTRACT}", headers={"Accept": accepted})

    assert (answer.status_code, answer.headers["Location"]) == (303, there)
    assert "Accept" in answer.headers["Vary"]


def test_other_names_lead_to_the_catalogue_that_tells_of_them(anybody: Client) -> None:
    answer = anybody.get("/id/organisation/H26.101", headers={"Accept": "text/turtle"})

    assert answer.headers["Location"] == "/api/v1/procedures.ttl"
    assert anybody.get("/id/catalogue").headers["Location"] == "/procedures"
    assert anybody.get("/id/unheard-of/x").status_code == 404


def test_one_procedure_costs_few_statements(anybody: Client) -> None:
    with CaptureQueriesContext(connection) as caught:
        anybody.get(f"/procedures/{EXTRACT}.ttl")

    assert len(caught.captured_queries) <= 6, [each["sql"] for each in caught.captured_queries]


def test_the_description_of_the_interface_tells_of_it(anybody: Client) -> None:
    paths = json.loads(anybody.get("/api/v1/openapi.json").content)["paths"]

    assert {"/api/v1/procedures.ttl", "/api/v1/procedures.jsonld"} <= paths.keys()
    assert {"/api/v1/procedures/{code}.ttl", "/api/v1/procedures/{code}.jsonld"} <= paths.keys()


def test_a_procedure_as_data_holds_all_the_page_tells(anybody: Client) -> None:
    found = anybody.get(f"/api/v1/procedures/{EXTRACT}").json()

    assert found["is_fileable"] is True
    assert {case["code"] for case in found["cases"]} >= {"2.000635.01", "2.000635.02"}
    assert found["cases"][0]["time"]["unit"] == "WORKING_DAY"
    evidence = {each["code"]: each["evidence"] for each in found["online"]["requirements"]}
    assert evidence["pays_online"] == ["copy"]
    assert found["form"][0]["key"] == "who"
    assert found["notes"]
    assert found["links"]["id"].endswith(f"/id/procedure/{EXTRACT}")


def test_what_a_source_leaves_open_is_open_in_the_data(anybody: Client) -> None:
    a_published(information_files())
    found = anybody.get("/api/v1/procedures/9.000009").json()

    assert (found["is_fileable"], found["form"]) == (False, [])
    assert found["review_marks"][0]["says"]["en"]
    assert found["stated_fees"][0]["amount"] == 50_000
    assert found["ways"][0]["time"]["unit"] is None


def test_search_engines_find_every_procedure_and_nobodys_affairs(anybody: Client) -> None:
    robots = anybody.get("/robots.txt").content.decode()
    answer = anybody.get("/sitemap.xml")
    pages = etree.fromstring(answer.content)

    assert "Disallow: /mine" in robots
    assert "/sitemap.xml" in robots
    named = {str(loc.text).rpartition("/")[2] for loc in pages.iter("{*}loc")}
    assert named == set(catalogue.public_procedures_in_force())
    tag = answer.headers["ETag"]
    assert anybody.get("/sitemap.xml", headers={"If-None-Match": tag}).status_code == 304
