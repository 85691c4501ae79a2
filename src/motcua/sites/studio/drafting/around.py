"""What stands around every page of one proposal: its name, state, parts and cautions."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.design.page import page, today
from motcua.design.requests import actor_of
from motcua.kernel.actors import Actor
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.proposals import queries
from motcua.modules.proposals.queries import FileCard, ProposalCard
from motcua.modules.proposals.rules.editing import CannotEdit, value_at
from motcua.modules.proposals.rules.machine import OPEN, Act, Kind

from . import words


@dataclass(frozen=True, slots=True)
class Around:
    card: ProposalCard
    files: dict[str, FileCard]
    actor: Actor
    name: Text
    base_moved: bool

    @property
    def id(self) -> UUID:
        return self.card.id

    @property
    def may_edit(self) -> bool:
        return Act.EDIT in self.card.open_to(self.actor) and self.card.kind is Kind.CHANGE

    def offers(self, act: str) -> bool:
        return Act(act) in self.card.open_to(self.actor)

    @property
    def state(self) -> tuple[str, str]:
        said, tone = words.STATES[self.card.state]
        return str(said), tone

    def number(self, name: str) -> int:
        return self.files[name].number if name in self.files else 0

    def text(self, name: str) -> str:
        return self.files[name].content if name in self.files else ""

    @property
    def as_bytes(self) -> dict[str, bytes]:
        return {name: card.content.encode() for name, card in self.files.items()}


def around(request: HttpRequest, proposal: UUID) -> Around:
    """
    :raises NotFound: no such proposal
    """
    actor = actor_of(request)
    card = queries.proposal(proposal, by=actor)
    files = queries.texts(proposal, by=actor)
    return Around(
        card=card,
        files=files,
        actor=actor,
        name=_name(card, files),
        base_moved=card.state in OPEN
        and card.kind is Kind.CHANGE
        and queries.base_now(card.code, on=today(), by=actor) != card.base,
    )


def _name(card: ProposalCard, files: dict[str, FileCard]) -> Text:
    """As it is in force; of a new procedure, as the draft says it."""
    known = catalogue.public_names({card.code}).get(card.code)
    if known is not None:
        return known
    try:
        said = value_at(files["procedure.yaml"].content, ("name",))
    except (CannotEdit, KeyError):
        said = None
    if isinstance(said, dict):
        said = said.get("vi")
    return Text(str(said), str(said)) if said else Text(card.code, card.code)


def shown(
    request: HttpRequest, template: str, here: Around, status: int = 200, **context: object
) -> HttpResponse:
    """A page of a proposal, with the way to its other pages."""
    return page(
        request,
        template,
        status,
        here=here,
        card=here.card,
        name=here.name,
        nav=_nav(request, here),
        **{
            "refusal": None,
            "finished": str(words.DONE.get(request.GET.get("done", ""), "")),
            **context,
        },
    )


def _nav(request: HttpRequest, here: Around) -> list[tuple[str, str, bool]]:
    links = [(_("Tổng quan"), reverse("studio:proposal", args=[here.id]))]
    if here.card.kind is Kind.CHANGE:
        links += [
            (str(said), reverse("studio:part", args=[here.id, part]))
            for part, _file, said in words.PARTS
        ]
        links += [
            (_("Mọi tệp"), reverse("studio:files", args=[here.id])),
            (pgettext("draft", "Kiểm tra"), reverse("studio:checks", args=[here.id])),
            (_("Khác biệt"), reverse("studio:diff", args=[here.id])),
            (_("Hồ sơ đang giải quyết"), reverse("studio:in-flight", args=[here.id])),
            (_("Xem trước"), reverse("studio:preview", args=[here.id])),
            (_("Các lần lưu"), reverse("studio:saves", args=[here.id])),
        ]
    first = links[0][1]
    return [
        (said, href, request.path == href or (href != first and request.path.startswith(href)))
        for said, href in links
    ]
