"""The differ: pure and total. Every part of a package that differs is in some change."""

from collections.abc import Iterator
from typing import Any

from motcua.kernel.words import Text

from ..package import Package
from . import elsewhere, questions
from .contract import Change, Effect
from .flattening import PAGES, QUESTIONS, flattened
from .reasons import REASONS, Why
from .showing import lines_between, shown
from .things import Trees, called
from .trees import ORDER, Difference, Path, differences, is_translation


def changes_between(before: Package, after: Package) -> tuple[Change, ...]:
    """What was changed, in the order of the files; nothing where the packages are one.

    Questions are matched by their key on whatever page they stand; a renamed one is one that went
    and one that came. No two changes have the same key.
    """
    if before.digest == after.digest:
        return ()
    old, new = flattened(before), flattened(after)
    told = [_told(found, (before, after), (old, new)) for found in differences(old, new)]
    return tuple(_apart(told))


def _told(
    found: Difference, packages: tuple[Package, Package], trees: tuple[Trees, Trees]
) -> Change:
    before, after = packages
    if is_translation(found.before, found.after):
        effect, why = Effect.WORDING, Why.WORDS
    elif found.path[0] == "form" and len(found.path) > 1:
        asked = questions.Asked.of(before.form), questions.Asked.of(after.form)
        effect, why = questions.judged(found, *asked)
    else:
        effect, why = elsewhere.judged(found, before, after)
    was, now = _sides(found)
    return Change(
        key=key_of(found.path),
        file=_file(found.path),
        effect=effect,
        says=_sentence(found, why, trees),
        before=was,
        after=now,
    )


def key_of(path: Path) -> str:
    """`form.copies.kind` for a question's part; pages stand apart from questions."""
    stem, *rest = path
    if stem == "form" and rest[:1] == [QUESTIONS]:
        return ".".join((stem, *rest[1:]))
    if stem == "form" and rest[:1] == [PAGES] and len(rest) > 1:
        return ".".join((stem, f"page:{rest[1]}", *rest[2:]))
    return ".".join(path)


def _file(path: Path) -> str:
    stem = path[0]
    if stem == "@templates":
        return path[1] if len(path) > 1 else "result.typ"
    return "procedure.yaml" if stem.startswith("@") else f"{stem}.yaml"


def _sides(found: Difference) -> tuple[str, str]:
    if found.path[0] == "@templates":
        return lines_between(found.before, found.after)
    return shown(found.before), shown(found.after)


def _sentence(found: Difference, why: Why, trees: tuple[Trees, Trees]) -> Text:
    old, new = trees
    what = called(found.path, old if found.is_gone else new)
    is_whole = found.name != ORDER and isinstance(_either(found), dict | list | str)
    if found.is_new and is_whole:
        did = Text("Thêm", "Added")
    elif found.is_gone and is_whole:
        did = Text("Bỏ", "Removed")
    else:
        did = Text("Đổi", "Changed")
    reason = REASONS[why]
    return Text(f"{did.vi} {what.vi}. {reason.vi}", f"{did.en}: {what.en}. {reason.en}")


def _either(found: Difference) -> Any:
    return found.after if found.is_new else found.before


def _apart(changes: list[Change]) -> Iterator[Change]:
    """Codes may hold dots, so two places may spell alike: the second is told apart by a number."""
    seen: dict[str, int] = {}
    for change in changes:
        count = seen[change.key] = seen.get(change.key, 0) + 1
        if count == 1:
            yield change
        else:
            yield Change(
                f"{change.key}#{count}", change.file, change.effect, change.says,
                change.before, change.after,
            )  # fmt: skip
