"""The first page: what waits for me, what I draft, and the way to every procedure."""

from django.http import HttpRequest, HttpResponse

from motcua.design import errors
from motcua.design.page import page
from motcua.design.requests import actor_of
from motcua.kernel.errors import Invalid
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.proposals import queries
from motcua.modules.proposals.rules.machine import Act

from . import telling, words
from .doors import designing

SHOWN = 20


@designing()
def home(request: HttpRequest) -> HttpResponse:
    """Drafts of mine, those waiting for me, those of others; procedures by words or code."""
    actor = actor_of(request)
    cards = queries.open_proposals(by=actor)
    names = telling.names_in(cards)
    q = request.GET.get("q", "").strip()[:200]
    view = request.GET.get("view", "")
    try:
        found = (
            catalogue.public_marked(limit=SHOWN, cursor=request.GET.get("after") or None)
            if view == "review"
            else catalogue.public_search(q, limit=SHOWN, cursor=request.GET.get("after") or None)
        )
    except Invalid:
        return errors.not_found(request)
    rows = telling.rows_of(cards, names)
    drafts = {row.code for row in rows}
    return page(
        request,
        "studio/drafting/home.html",
        waiting=[row for row in rows if Act.APPROVE in row.card.open_to(actor)],
        mine=[
            row for row in rows
            if actor.id in row.card.authors and Act.APPROVE not in row.card.open_to(actor)
        ],
        others=[
            row for row in rows
            if actor.id not in row.card.authors and Act.APPROVE not in row.card.open_to(actor)
        ],
        q=q,
        view=view,
        found=found,
        states=catalogue.public_shown([row.code for row in found.items]),
        drafts=drafts,
        may_design=queries.may_design(by=actor),
        finished=str(words.DONE.get(request.GET.get("done", ""), "")),
    )  # fmt: skip
