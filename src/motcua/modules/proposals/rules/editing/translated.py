"""Edits of a package that keep its English with what it translates.

The English lies in `words.en.yaml` under names that follow from the place of the Vietnamese: when
an item moves, goes or gets another key, its English moves, goes or is renamed with it.
"""

from collections.abc import Callable, Iterator, Mapping

from motcua.kernel.words import Text
from motcua.modules.catalogue.rules.package import WORDS
from motcua.modules.catalogue.rules.sources import Json

from .edits import CannotEdit, Path, add_to, insert, move, remove, rename_keys, set_value, value_at
from .layout import Step

Texts = Mapping[str, str]
Way = tuple[Step, ...]
_NAMES = ("key", "code", "group")


def put(texts: Texts, file: str, path: Path, value: Json) -> dict[str, str]:
    """Set a value; None takes the key away where it is there.

    :raises CannotEdit: the file is broken or cannot be edited so
    """
    before = texts[file]
    if value is None:
        return drop(texts, file, path) if there(before, path) else dict(texts)
    if there(before, path) and value_at(before, path) == value:
        return dict(texts)
    after = set_value(_with_parents(before, path), path, value)
    return _carried(texts, file, after, lambda way: way)


def put_words(texts: Texts, file: str, path: Path, words: Text) -> dict[str, str]:
    """Set a text in both languages, each where this package keeps it; empty takes it away.

    :raises CannotEdit: the file is broken or cannot be edited so
    """
    before = value_at(texts[file], path) if there(texts[file], path) else None
    if not words.vi:
        return put(texts, file, path, None)
    if isinstance(before, dict):
        said: dict[str, Json] = {"vi": words.vi, **({"en": words.en} if words.en else {})}
        if set(before) == {"vi"} and words.en:
            # The English of `{ vi: … }` lies in the other file.
            made = put(texts, file, (*path, "vi"), words.vi)
            return _english(made, file, path, words.en)
        if "en" in before and not words.en:
            return put(texts, file, path, words.vi)
        made = dict(texts)
        for key, value in said.items():
            made = put(made, file, (*path, key), value)
        return made
    return _english(put(texts, file, path, words.vi), file, path, words.en)


def words_at(texts: Texts, file: str, path: Path) -> Text:
    """A text in both languages, empty where there is none."""
    said = value_at(texts[file], path) if there(texts[file], path) else None
    vi = said.get("vi", "") if isinstance(said, dict) else said
    en = said.get("en", "") if isinstance(said, dict) else ""
    if not en:
        en = _flat(texts).get(_name(texts, file, path), "")
    return Text(str(vi) if vi is not None else "", str(en) if en is not None else "")


def drop(texts: Texts, file: str, path: Path) -> dict[str, str]:
    """Take out a key or an item, and its English.

    :raises CannotEdit: the file is broken, or nothing is there
    """
    gone = tuple(path)
    last, list_of = gone[-1], gone[:-1]

    def moved(way: Way) -> Way | None:
        if way[: len(gone)] == gone:
            return None
        at = way[len(list_of)] if way[: len(list_of)] == list_of and len(way) > len(list_of) else ""
        if isinstance(last, int) and isinstance(at, int) and at > last:
            return (*list_of, at - 1, *way[len(gone) :])
        return way

    return _carried(texts, file, remove(texts[file], path), moved)


def shift(texts: Texts, file: str, path: Path, source: int, target: int) -> dict[str, str]:
    """Move an item of a list, and its English.

    :raises CannotEdit: the file is broken, or there is no such item
    """
    after = move(texts[file], path, source, target)
    items = value_at(after, path)
    order = list(range(len(items) if isinstance(items, list) else 0))
    order.insert(target, order.pop(source))
    here = tuple(path)

    def moved(way: Way) -> Way:
        at = way[len(here)] if way[: len(here)] == here and len(way) > len(here) else None
        if not isinstance(at, int):
            return way
        return (*here, order.index(at), *way[len(here) + 1 :])

    return _carried(texts, file, after, moved)


def add(texts: Texts, file: str, path: Path, value: Json) -> dict[str, str]:
    """Put an item at the end of a list, which is made where there is none.

    :raises CannotEdit: the file is broken or cannot be edited so
    """
    if not path:
        items = value_at(texts[file], ())
        count = len(items) if isinstance(items, list) else 0
        return {**texts, file: insert(texts[file], (), count, value)}
    return {**texts, file: add_to(_with_parents(texts[file], path), path, value)}


def there(text: str, path: Path) -> bool:
    try:
        value_at(text, path)
    except CannotEdit:
        return False
    return True


def _with_parents(text: str, path: Path) -> str:
    """The tables that lead to a key, made where they lack."""
    for depth in range(1, len(path)):
        if not there(text, path[:depth]) and not isinstance(path[depth], int):
            text = set_value(text, path[:depth], {})
    return text


# -- the names of the English --------------------------------------------------------


def _english(texts: Texts, file: str, path: Path, english: str) -> dict[str, str]:
    name, made = _name(texts, file, path), dict(texts)
    there_now = _flat(texts)
    words = made.get(WORDS, "")
    if english and there_now.get(name) != english:
        made[WORDS] = set_value(words, (name,), english) if there_now else _first(name, english)
    elif not english and name in there_now:
        made[WORDS] = remove(words, (name,)) if len(there_now) > 1 else ""
    return made


def _first(name: str, english: str) -> str:
    return set_value("x: y\n", (name,), english).replace("x: y\n", "", 1)


def _flat(texts: Texts) -> dict[str, Json]:
    if not texts.get(WORDS, "").strip():
        return {}
    found = value_at(texts[WORDS], ())
    return found if isinstance(found, dict) else {}


def _name(texts: Texts, file: str, path: Path) -> str:
    return ".".join((_stem(file), *_names(value_at(texts[file], ()), tuple(path))))


def _names(tree: Json, way: Way) -> Iterator[str]:
    """A path as the English calls it: items by their key, code, group or number from 1."""
    for step in way:
        if isinstance(tree, list) and isinstance(step, int):
            item = tree[step] if step < len(tree) else None
            yield _called(item, step + 1)
            tree = item
        else:
            yield str(step)
            tree = tree.get(str(step)) if isinstance(tree, dict) else None


def _called(item: Json, position: int) -> str:
    if isinstance(item, dict):
        for key in _NAMES:
            if key in item and not isinstance(item[key], dict | list):
                return str(item[key])
    return str(position)


def _stem(file: str) -> str:
    return file.removesuffix(".yaml")


def _carried(
    texts: Texts, file: str, after: str, moved: Callable[[Way], Way | None]
) -> dict[str, str]:
    """The new text of a file, and the English of what it holds under its new names."""
    made = {**texts, file: after}
    words = _flat(texts)
    if not words or texts[file] == after:
        return made
    old, new = value_at(texts[file], ()), value_at(after, ())
    renamed: dict[str, str] = {}
    gone: list[str] = []
    for name in words:
        stem, _, rest = name.partition(".")
        way = _resolved(old, rest) if stem == _stem(file) else None
        if way is None:
            continue
        target = moved(way)
        if target is None or not _leads(new, target):
            gone.append(name)
        elif (called := ".".join((stem, *_names(new, target)))) != name:
            renamed[name] = called
    text = made[WORDS]
    for name in gone:
        text = remove(text, (name,)) if len(_flat({WORDS: text})) > 1 else ""
    made[WORDS] = rename_keys(text, renamed) if renamed else text
    return made


def _resolved(tree: Json, rest: str) -> Way | None:
    """The path a name of the English leads to, or None where it leads nowhere."""
    way: list[Step] = []
    while rest:
        if isinstance(tree, dict):
            key, _, rest = rest.partition(".")
            if key not in tree:
                return None
            way.append(key)
            tree = tree[key]
        elif isinstance(tree, list):
            names = [_called(item, n) for n, item in enumerate(tree, start=1)]
            fitting = [name for name in names if rest == name or rest.startswith(name + ".")]
            if not fitting:
                return None
            name = max(fitting, key=len)
            way.append(names.index(name))
            tree, rest = tree[names.index(name)], rest[len(name) + 1 :]
        else:
            return None
    return tuple(way)


def _leads(tree: Json, way: Way) -> bool:
    for step in way:
        if isinstance(tree, dict) and str(step) in tree:
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return False
    return True
