"""The addresses of the NGSI-LD door. Ids are URIs and may have slashes in them.

Some clients end addresses of collections with a slash, which the standard does not.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt

from motcua.modules.entities.rules.problems import ResourceNotFound

from . import attributes, batches, discovery, entities, hosted, problems


@csrf_exempt
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Where nothing is."""
    del request
    return problems.told(ResourceNotFound(f"there is nothing at {rest[:100]!r}"))


app_name = "ngsi_ld"
urlpatterns: list[URLPattern | URLResolver] = [
    path("entities", entities.several, name="entities"),
    path("entities/", entities.several),
    path("entities/<path:entity>/attrs", attributes.several, name="attributes"),
    path("entities/<path:entity>/attrs/", attributes.several),
    path("entities/<path:entity>/attrs/<path:attribute>", attributes.one, name="attribute"),
    path("entities/<path:entity>", entities.one, name="entity"),
    *(
        path(f"entityOperations/{name}{slash}", view, name=f"batch_{name}")
        for name, view in batches.doors.items()
        for slash in ("/", "")
    ),
    path("types", discovery.all_types, name="types"),
    path("types/", discovery.all_types),
    path("types/<path:name>", discovery.each_type, name="type"),
    path("attributes", discovery.all_attributes, name="attribute_names"),
    path("attributes/", discovery.all_attributes),
    path("attributes/<path:name>", discovery.each_attribute, name="attribute_name"),
    path("jsonldContexts", hosted.all_contexts, name="contexts"),
    path("jsonldContexts/", hosted.all_contexts),
    path("jsonldContexts/<path:name>", hosted.each_context, name="context"),
    path("<path:rest>", nothing),
]
