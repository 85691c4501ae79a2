"""Proving addresses on the portal's pages: codes are sent to whoever is signed in, and tried."""

from uuid import UUID

from django.http import HttpRequest

from motcua.design.formats import language
from motcua.design.page import now
from motcua.design.requests import actor_of
from motcua.modules.dossiers.proving import ProvesFor


def own(request: HttpRequest) -> ProvesFor:
    """For a page that only people open."""
    actor = actor_of(request)
    return ProvesFor(UUID(actor.person or ""), actor, language(), now)
