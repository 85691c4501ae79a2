"""Lists interface words without English: `python -m tools.messages`; 1 says that some are missing.

A word is said in the templates and door code of an app; its English lies in any app's catalogue,
because at run time all catalogues are one.
"""

import sys
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message

from motcua.design import words

ROOT = Path(__file__).resolve().parents[1]


def missing() -> list[tuple[Path, str]]:
    """The app and the Vietnamese of every word nobody has put into English."""
    known = {}
    for app in words.apps():
        for message in words.known_in(app):
            if message.id and _is_translated(message):
                known[message.id, message.context] = app
    return [
        (app, _plain(message))
        for app in words.apps()
        for message in words.said_in(app)
        if message.id and (message.id, message.context) not in known
    ]


@cache
def english() -> dict[str, str]:
    """Vietnamese -> English of all apps, for what is said without plural."""
    return {
        message.id: message.string
        for app in words.apps()
        for message in words.known_in(app)
        if isinstance(message.id, str) and isinstance(message.string, str) and not message.fuzzy
    }


def _is_translated(message: Message) -> bool:
    given = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return not message.fuzzy and bool(given) and all(given)


def _plain(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def main() -> int:
    lacking = missing()
    for app, word in lacking:
        sys.stdout.write(f"{app.relative_to(ROOT)}: {word}\n")
    sys.stdout.write(f"{len(lacking)} words without English\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
