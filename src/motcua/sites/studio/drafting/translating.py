"""The Vietnamese and the English of a whole package side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.design.page import now
from motcua.kernel.errors import NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.catalogue.rules.package import WORDS
from motcua.modules.catalogue.rules.sources import Json
from motcua.modules.proposals import operations
from motcua.modules.proposals.rules.editing import CannotEdit, translated, value_at

from . import words as names
from .around import Around, around, shown
from .doors import text
from .files import seen

Way = tuple[str | int, ...]
#: Keys whose texts people read; all others are codes, conditions and numbers.
SAID = frozenset({
    "name", "short_name", "summary", "requirements", "title", "text", "label", "hint", "says",
    "when_says", "note", "unit", "issuer", "say", "item", "partial_reason", "reason",
})  # fmt: skip
LISTS_OF_WORDS = frozenset({"everyday"})


@dataclass(frozen=True, slots=True)
class Pair:
    """One text: the number of its fields on the page, where it stands, both languages."""

    number: int
    at: str
    said: Text

    @property
    def is_long(self) -> bool:
        return len(self.said.vi) > 90


def words(request: HttpRequest, here: Around) -> HttpResponse:
    """One file's texts at a time; every change is one save."""
    file = request.GET.get("file", "form.yaml")
    if file not in {name for _part, name, _said in names.PARTS} - {WORDS}:
        raise NotFound(file)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _save(request, here, file)
            query = f"?file={file}&done=saved"
            return redirect(reverse("studio:part", args=[here.id, "words"]) + query)
        except NotFound:
            raise
        except Refusal as refused:
            refusal, here = refused, around(request, here.id)
    try:
        pairs = list(_pairs(here, file)) if file in here.files else []
    except CannotEdit as refused:
        refusal, pairs = refused, []
    return shown(
        request,
        "studio/drafting/words.html",
        here,
        refusal.status if refusal else 200,
        file=file,
        files=[(name, str(said)) for _part, name, said in names.PARTS if name != WORDS],
        pairs=pairs
        if request.GET.get("view") != "lacking"
        else [p for p in pairs if not p.said.en],
        lacking=sum(not pair.said.en for pair in pairs),
        view=request.GET.get("view", ""),
        number=here.number(file),
        words_number=here.number(WORDS),
        refusal=refusal,
    )


def _save(request: HttpRequest, here: Around, file: str) -> None:
    texts = {name: card.content for name, card in here.files.items()}
    before = dict(texts)
    for pair, way in _found(here, file):
        if f"vi-{pair.number}" not in request.POST:
            continue
        said = Text(text(request, f"vi-{pair.number}"), text(request, f"en-{pair.number}"))
        if said.vi and (said.vi, said.en) != (pair.said.vi.strip(), pair.said.en.strip()):
            texts = translated.put_words(texts, file, way, said)
    operations.save_files(
        proposal=here.id,
        changes={name: new for name, new in texts.items() if new != before.get(name)},
        seen={name: seen(request, name) for name in (file, WORDS)},
        by=here.actor,
        at=now(),
    )


def _pairs(here: Around, file: str) -> Iterator[Pair]:
    return (pair for pair, _way in _found(here, file))


def _found(here: Around, file: str) -> Iterator[tuple[Pair, Way]]:
    texts = {name: card.content for name, card in here.files.items()}
    for number, way in enumerate(_said_in(value_at(texts[file], ()))):
        said = translated.words_at(texts, file, way)
        yield Pair(number, ".".join(map(str, way)), said), way


def _said_in(tree: Json, way: Way = ()) -> Iterator[Way]:
    """The ways to all texts that people read."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            is_text = isinstance(value, str) or (isinstance(value, dict) and "vi" in value)
            if key in SAID and is_text:
                yield (*way, key)
            elif key in LISTS_OF_WORDS and isinstance(value, list):
                yield from ((*way, key, number) for number in range(len(value)))
            else:
                yield from _said_in(value, (*way, key))
    elif isinstance(tree, list):
        for number, item in enumerate(tree):
            yield from _said_in(item, (*way, number))
