"""The API's page for people: every operation, its parameters and answers, without any script."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from motcua.design.page import page

from .api import api
from .problems import language_of


def reference(request: HttpRequest) -> HttpResponse:
    """All operations of the OpenAPI document, in its order."""
    document = api.get_openapi_schema()
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "summary": said.get("summary", ""),
            "description": said.get("description", ""),
            "parameters": said.get("parameters", []),
        }
        for path, methods in document["paths"].items()
        for method, said in methods.items()
    ]
    with translation.override(language_of(request)):
        return page(request, "api/reference.html", operations=operations, version=document["info"])
