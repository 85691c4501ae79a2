"""What a draft changes of the revision it started from: in words, and line by line."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import Finding, PackageErrors
from motcua.modules.catalogue.rules.changes import Change, Effect
from motcua.modules.proposals import queries
from motcua.modules.proposals.rules.files import in_order

from . import telling, words
from .around import Around, around, shown
from .comparing import lines_between
from .doors import designing

EFFECTS: dict[Effect, tuple[str | Promise, str]] = {
    Effect.WORDING: (_("Chỉ đổi câu chữ"), "neutral"),
    Effect.COMPATIBLE: (_("Hồ sơ cũ vẫn hợp lệ"), "good"),
    Effect.TRANSFORM: (_("Phải chuyển đổi câu trả lời cũ"), "wait"),
    Effect.ASK: (_("Phải hỏi thêm người nộp"), "wait"),
    Effect.NEW_ONLY: (_("Chỉ cho hồ sơ mới"), "info"),
}


@designing()
def diff(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Per part what was added, removed, changed; then the lines of each file."""
    here = around(request, proposal_id)
    base = _base(here)
    changes, wrong = _changes(here)
    files = in_order({**base, **here.files})
    return shown(
        request,
        "studio/drafting/diff.html",
        here,
        is_new=here.card.base is None,
        by_file=_by_file(changes),
        wrong=telling.spots(here.id, wrong),
        effects=EFFECTS,
        texts=[
            (name, str(words.file_words(name)), lines)
            for name in files
            if (lines := lines_between(base.get(name, ""), here.text(name)))
        ],
    )


def _base(here: Around) -> dict[str, str]:
    if here.card.base is None:
        return {}
    source = catalogue.public_source(here.card.base)
    return {name: content.decode() for name, content in source.items()}


def _changes(here: Around) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    try:
        return queries.changes(here.id, by=here.actor), ()
    except PackageErrors as wrong:
        return (), tuple(wrong.findings)


def _by_file(changes: tuple[Change, ...]) -> list[tuple[str, str, list[Change]]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.file, []).append(change)
    return [(name, str(words.file_words(name)), each) for name, each in found.items()]
