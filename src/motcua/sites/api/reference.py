"""The API's page for people: every operation, its parameters and answers, without any script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from motcua.design.page import page
from motcua.design.problems import language_of

from .api import api

#: An address to try, below the path of the operation.
EXAMPLES = {
    "/api/v1/clock/due": "/api/v1/clock/due?received_at=2026-11-20T16:00&amount=3",
    "/api/v1/procedures": "/api/v1/procedures?q=khai+sinh&limit=5",
    "/api/v1/procedures.jsonld": "/api/v1/procedures.jsonld",
    "/api/v1/procedures.ttl": "/api/v1/procedures.ttl",
    "/api/v1/procedures/{code}/form.schema.json": "/api/v1/procedures/2.000635/form.schema.json",
    "/api/v1/procedures/{code}/lists/{question}": (
        "/api/v1/procedures/1.004873/lists/own_nationality"
    ),
    "/api/v1/procedures/{code}/lists/{question}.schema.json": (
        "/api/v1/procedures/1.004873/lists/own_ethnicity.schema.json"
    ),
    "/api/v1/procedures/{code}": "/api/v1/procedures/2.000635",
    "/api/v1/procedures/{code}.jsonld": "/api/v1/procedures/2.000635.jsonld",
    "/api/v1/procedures/{code}.ttl": "/api/v1/procedures/2.000635.ttl",
    "/api/v1/statistics/procedure-levels": "/api/v1/statistics/procedure-levels",
    "/api/v1/statistics/procedure-levels/list": "/api/v1/statistics/procedure-levels/list",
}


def reference(request: HttpRequest) -> HttpResponse:
    """All operations of the OpenAPI document, in its order."""
    document = api.get_openapi_schema()
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "summary": said.get("summary", ""),
            "description": said.get("description", ""),
            "example": EXAMPLES.get(path, ""),
            "parameters": said.get("parameters", []),
            "needs_key": {} not in said.get("security", [{}]),
            "fields": _fields(document, said),
        }
        for path, methods in document["paths"].items()
        for method, said in methods.items()
    ]
    with translation.override(language_of(request)):
        return page(request, "api/reference.html", operations=operations, version=document["info"])


def _fields(document: dict[str, Any], said: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """What the body holds: name, type, and whether it must be there."""
    content = said.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = str(content.get("schema", {}).get("$ref", "")).rpartition("/")[2]
    body = document.get("components", {}).get("schemas", {}).get(name, {})
    needed = body.get("required", [])
    return [
        (field, str(about.get("type", "")), field in needed)
        for field, about in body.get("properties", {}).items()
    ]
