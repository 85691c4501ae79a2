"""The parts of a draft in fields: what designers change most, without writing YAML.

Every edit is an exact edit of the file's text, saved like any other; the text itself is one link
away. An address `?at=pages.0.questions.2` names the item that is edited.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from motcua.design.page import now, today
from motcua.kernel.errors import NotAllowed, NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.catalogue.rules.package import WORDS
from motcua.modules.catalogue.rules.sources import Json
from motcua.modules.proposals import operations
from motcua.modules.proposals.rules.editing import CannotEdit, translated, value_at

from . import fields, shapes, telling, translating, words
from .around import Around, around, shown
from .doors import designing
from .files import seen
from .previewing import filled_page
from .shapes import Shape

FILES = {part: file for part, file, _said in words.PARTS}
SHAPES: dict[str, Shape] = {
    "facts": shapes.FACTS, "form": shapes.FORM, "components": shapes.COMPONENTS,
    "fees": shapes.FEES, "result": shapes.RESULT,
}  # fmt: skip
Way = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """What is edited: the part, and the item of it with its shape."""

    part: str
    shape: Shape
    way: Way

    @property
    def file(self) -> str:
        return FILES[self.part]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a list: what it is called, the way to it, and what lies inside it."""

    at: str
    says: Text
    small: str
    lists: tuple["Listed", ...]


@dataclass(frozen=True, slots=True)
class Listed:
    at: str
    title: str
    entries: tuple[Entry, ...]


@designing("GET", "POST")
def part(request: HttpRequest, proposal_id: UUID, part: str) -> HttpResponse:
    """The part as a list of its items, or one item of it in fields."""
    here = around(request, proposal_id)
    if part == "words":
        return translating.words(request, here)
    if part not in FILES:
        raise NotFound(part)
    file = FILES[part]
    if file not in here.files:
        return redirect("studio:file", proposal_id, file)
    try:
        spot = _found(here, part, request.GET.get("at", ""))
    except CannotEdit as refusal:
        return shown(
            request, "studio/drafting/part_broken.html", here, refusal.status,
            refusal=refusal, file=file,
        )  # fmt: skip
    if request.method == "POST":
        return _save(request, here, spot)
    return _ask(request, here, spot)


def _found(here: Around, part: str, at: str) -> Spot:
    """The shape at an address.

    :raises NotFound: nothing of that shape is there
    :raises CannotEdit: the file is broken
    """
    text = here.text(FILES[part])
    shape = _root(part, value_at(text, ()))
    way: list[str | int] = []
    steps = [step for step in at.split(".") if step]
    if part == "components" and steps:
        shape = shape.lists[""]
    for step in steps:
        if step.isdecimal() and len(step) < 5:
            way.append(int(step))
        elif step in shape.lists:
            shape = shape.lists[step]
            way.append(step)
        else:
            raise NotFound(at)
    if way and not isinstance(way[-1], int):
        raise NotFound(at)
    if not translated.there(text, way):
        raise NotFound(at)
    return Spot(part, shape.of(value_at(text, way)), tuple(way))


def _root(part: str, tree: Json) -> Shape:
    """A route has a list of steps for each kind of agency."""
    if part != "route":
        return SHAPES[part]
    kinds = tree if isinstance(tree, dict) else {}
    return Shape(words.FILE_WORDS["route.yaml"], lists=dict.fromkeys(kinds, shapes.STEP))


def _ask(
    request: HttpRequest,
    here: Around,
    spot: Spot,
    *,
    asked: fields.Asked | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    part, shape, way, file = spot.part, spot.shape, spot.way, spot.file
    texts = {name: card.content for name, card in here.files.items()}
    asked = asked or fields.asked(shape, texts, file, way)
    wrong = asked.wrong
    return shown(
        request,
        "studio/drafting/part.html",
        here,
        refusal.status if refusal else (422 if wrong else 200),
        part=part,
        file=file,
        at=_at(way),
        parent=_at(_parent(way)),
        title=str(shape.title),
        asked=asked,
        wrong=wrong,
        lists=_lists(here, part, shape, way),
        texts=[name for name in here.files if name.endswith(".typ")] if part == "result" else [],
        number=here.number(file),
        words_number=here.number(WORDS),
        preview=_preview(here, part, way),
        refusal=refusal,
    )


def _preview(here: Around, part: str, way: Way) -> object:
    """The page of the form that is being edited, as people would see it."""
    if part != "form" or len(way) < 2 or not isinstance(way[1], int):
        return None
    package = telling.checked(here.id, here.as_bytes, on=today()).package
    if package is None or way[1] >= len(package.form.pages):
        return None
    return filled_page(package, package.form.pages[way[1]].key, {})


def _lists(here: Around, part: str, shape: Shape, way: Way) -> tuple[Listed, ...]:
    text = here.text(FILES[part])
    texts = {name: card.content for name, card in here.files.items()}
    found = []
    for name, inside in shape.lists.items():
        path: Way = (*way, name) if name else way
        items = value_at(text, path) if translated.there(text, path) else []
        count = len(items) if isinstance(items, list) else 0
        if not count and not _has_place(name, value_at(text, way)):
            continue
        entries = tuple(
            _entry(here, part, texts, inside, (*path, number)) for number in range(count)
        )
        found.append(Listed(_at(path), _title(part, name, inside), entries))
    return tuple(found)


def _has_place(name: str, item: Json) -> bool:
    """Choices belong to questions that offer some, questions to groups, columns to tables."""
    kind = item.get("kind") if isinstance(item, dict) else None
    if kind is None:
        return True
    places = {
        "choices": kind in ("single_choice", "multiple_choice"),
        "questions": kind == "group",
        "columns": kind == "table",
        "units": kind == "decimal",
    }
    return places.get(name, True)


def _title(part: str, name: str, inside: Shape) -> str:
    kinds = words.AGENCY_KINDS
    return str(kinds.get(name, name)) if part == "route" else str(inside.title)


def _entry(here: Around, part: str, texts: Mapping[str, str], shape: Shape, way: Way) -> Entry:
    item = value_at(texts[FILES[part]], way)
    table = item if isinstance(item, dict) else {}
    named = next((name for name in shape.says if name in table), "")
    says = translated.words_at(texts, FILES[part], (*way, named) if named else way)
    key = table.get("key") or table.get("code") or ""
    # Pages show their questions at once; what lies deeper opens with its item.
    lists = _lists(here, part, shape, way) if len(way) == 2 and part == "form" else ()
    return Entry(_at(way), says, str(key), lists)


def _save(request: HttpRequest, here: Around, spot: Spot) -> HttpResponse:
    """Do one edit of the texts and save it; or say why not, with everything that was typed."""
    texts = {name: card.content for name, card in here.files.items()}
    is_save = request.POST.get("act", "save") == "save"
    asked = fields.typed(spot.shape, request) if is_save else None
    if asked is not None and asked.wrong:
        return _ask(request, here, spot, asked=asked)
    try:
        made, to = _edited(request, texts, spot, asked)
        changes: dict[str, str | None] = {
            name: text for name, text in made.items() if text != texts.get(name)
        }
        operations.save_files(
            proposal=here.id,
            changes=changes,
            seen={name: seen(request, name) for name in (spot.file, WORDS)},
            by=here.actor,
            at=now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        fresh = around(request, here.id)
        return _ask(request, fresh, spot, asked=asked, refusal=refusal)
    query = urlencode({"at": _at(to), "done": "saved"})
    return redirect(reverse("studio:part", args=[here.id, spot.part]) + f"?{query}")


def _edited(
    request: HttpRequest, texts: Mapping[str, str], spot: Spot, asked: fields.Asked | None
) -> tuple[dict[str, str], Way]:
    """The new texts, and what to show next."""
    file, way = spot.file, spot.way
    if asked is not None:
        return fields.put(spot.shape, asked, dict(texts), file, way), way
    act, _sep, target = request.POST.get("act", "").partition(":")
    path = _way(target)
    if act == "add":
        inside = _shape_of(_root(spot.part, value_at(texts[file], ())), path)
        made = translated.add(texts, file, path, inside.blank)
        items = value_at(made[file], path)
        return made, (*path, len(items) - 1 if isinstance(items, list) else 0)
    if not path or not isinstance(path[-1], int):
        raise NotFound(target)
    if act == "remove":
        return translated.drop(texts, file, path), way
    if act in {"up", "down"}:
        place = path[-1] + (1 if act == "down" else -1)
        return translated.shift(texts, file, path[:-1], path[-1], place), way
    raise NotFound(act)


def _shape_of(shape: Shape, path: Way) -> Shape:
    """:raises NotFound: no list can be there"""
    names = [step for step in path if not isinstance(step, int)] or [""]
    if "" in shape.lists:
        names = [""]
    for name in names:
        if name not in shape.lists:
            raise NotFound(str(name))
        shape = shape.lists[str(name)]
    return shape


def _at(way: Way) -> str:
    return ".".join(map(str, way))


def _way(at: str) -> Way:
    return tuple(
        int(step) if step.isdecimal() and len(step) < 5 else step for step in at.split(".") if step
    )


def _parent(way: Way) -> Way:
    """The item around an item: two steps up, the list left out."""
    return way[:-2] if len(way) > 1 else ()
