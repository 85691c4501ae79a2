"""Interface words and their English: `python -m motcua.design.words` brings every .po up to date.

Words are found in the code and templates of each app; what is no longer said is dropped, what has
no English yet is named.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1]
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {
    "**/templates/**.html": {
        "extensions": "jinja2.ext.i18n,jinja2.ext.do",
        "newstyle_gettext": "true",
        "silent": "false",
    }
}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def apps(source: Path = SOURCE) -> list[Path]:
    """Folders of the Django apps that speak to people: all that have an `apps.py`."""
    return sorted(path.parent for path in source.rglob("apps.py"))


def said_in(app: Path) -> Catalog:
    """The words the app's code and templates say."""
    found = Catalog(locale="en", charset="utf-8")
    for _file, _line, message, _comments, context in extract_from_dir(
        str(app), METHODS, OPTIONS, KEYWORDS, comment_tags=(), strip_comment_tags=False
    ):
        found.add(message, context=context)
    return found


def known_in(app: Path) -> Catalog:
    """The English the app has."""
    path = _file_of(app)
    if not path.exists():
        return Catalog(locale="en", charset="utf-8")
    with path.open("rb") as lines:
        return read_po(lines, locale="en")


def missing(app: Path) -> list[str]:
    """Words of the app that have no English, or one that is marked as doubtful."""
    known = known_in(app)
    return [
        _plain(word)
        for word in _messages(said_in(app))
        if not _has_english(known.get(word.id, word.context))
    ]


def clashes(folders: list[Path]) -> list[str]:
    """Words with one English in one app and another in the next: apps share one list at run time.

    Such a word needs a context: `pgettext("part of a date", "Ngày")`.
    """
    first: dict[tuple[str, str | None], object] = {}
    found = []
    for app in folders:
        for word in _messages(known_in(app)):
            key = (_plain(word), word.context)
            if first.setdefault(key, word.string) != word.string:
                found.append(f"{_plain(word)}: {first[key]!r} and {word.string!r}")
    return found


def renew(app: Path) -> None:
    """Write the app's .po: what it says now, with the English it had."""
    known, now = known_in(app), Catalog(locale="en", charset="utf-8")
    now.header_comment = "# English of the interface words. Vietnamese is the source."
    for word in _messages(said_in(app)):
        had = known.get(word.id, word.context)
        now.add(word.id, had.string if had and _is_alike(had, word) else "", context=word.context)
    if not len(now):
        return
    path = _file_of(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        write_po(out, now, width=100, omit_header=False, no_location=True, sort_output=True)
    _without_dates(path)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _is_alike(one: Message, other: Message) -> bool:
    """Both with a plural, or both without: a word that got a plural needs new English."""
    return bool(one.pluralizable) == bool(other.pluralizable)


def _has_english(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    given = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(given) and all(given)


def _plain(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _file_of(app: Path) -> Path:
    return app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def _without_dates(path: Path) -> None:
    """Two people who renew the same words must write the same file."""
    header, blank, words = path.read_text(encoding="utf-8").partition("\n\n")
    kept = ("#", "msgid", "msgstr", '"Plural-Forms', '"Content-T', '"Language:')
    lines = [line for line in header.splitlines() if line.startswith(kept) and line != "#, fuzzy"]
    path.write_text("\n".join(lines) + blank + words, encoding="utf-8")


def main() -> int:
    lacking = 0
    for app in apps():
        renew(app)
        for word in missing(app):
            lacking += 1
            sys.stdout.write(f"{app.relative_to(SOURCE)}: {word}\n")
    for clash in clashes(apps()):
        sys.stdout.write(f"needs a context: {clash}\n")
    sys.stdout.write(f"words: {lacking} without English\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
