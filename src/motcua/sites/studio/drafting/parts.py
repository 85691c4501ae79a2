"""The parts of a draft: each in fields where it can be, else as the text of its file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.kernel.errors import NotFound

from . import words
from .doors import designing

FILES = {part: file for part, file, _said in words.PARTS}


@designing("GET", "POST")
def part(request: HttpRequest, proposal_id: UUID, part: str) -> HttpResponse:
    """The editor of one part."""
    del request
    if part not in FILES:
        raise NotFound(part)
    return redirect("studio:file", proposal_id, FILES[part])
