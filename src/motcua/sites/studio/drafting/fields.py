"""The fields of one item: read from its texts, as they were typed, and put back into the texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.kernel.words import Text
from motcua.modules.catalogue.rules.sources import Json
from motcua.modules.proposals.rules.editing import translated, value_at

from .doors import text
from .shapes import Field, Shape, Way

Path = tuple[str | int, ...]
#: Days, hours or years: a year is a number, the others are words.
_LIMITS = frozenset({"earliest", "latest"})


@dataclass(frozen=True, slots=True)
class Box:
    """A field as it is drawn: `vi` holds the value, `en` the English of a text."""

    field: Field
    vi: str
    en: str = ""
    several: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """All fields of an item; `wrong` are sentences by the field's id."""

    boxes: tuple[Box, ...]
    wrong: Mapping[str, str]


def asked(shape: Shape, texts: Mapping[str, str], file: str, way: Path) -> Asked:
    """What stands in the texts."""
    return Asked(tuple(_box(each, texts, file, way) for each in shape.fields), {})


def _box(field: Field, texts: Mapping[str, str], file: str, way: Path) -> Box:
    path = (*way, *field.path)
    if field.way in {Way.WORDS, Way.LONG_WORDS}:
        said = translated.words_at(texts, file, path)
        return Box(field, said.vi, said.en)
    value = value_at(texts[file], path) if translated.there(texts[file], path) else None
    if field.way is Way.SEVERAL:
        chosen = value if isinstance(value, list) else []
        return Box(field, "", several=tuple(map(str, chosen)))
    if field.way is Way.NAMES:
        return Box(field, ", ".join(map(str, value)) if isinstance(value, list) else "")
    if field.way is Way.YES_NO:
        return Box(field, "yes" if (field.otherwise if value is None else value) else "no")
    return Box(field, "" if value is None else str(value))


def typed(shape: Shape, request: HttpRequest) -> Asked:
    """What was typed, and what is wrong with it as it stands."""
    boxes: list[Box] = []
    wrong: dict[str, str] = {}
    shared = _from_bank(shape, request)
    for field in shape.fields:
        said = text(request, field.html)
        boxes.append(
            Box(
                field,
                said if field.way is Way.LONG_WORDS else said.replace("\n", " "),
                text(request, f"{field.html}-en"),
                tuple(request.POST.getlist(field.html)),
            )
        )
        if not said and field.name in shared:
            continue
        if field.is_needed and not said:
            wrong[field.html] = _("%(field)s: chưa ghi") % {"field": field.label}
        elif field.way is Way.NUMBER and said and not _is_whole(said):
            wrong[field.html] = _("%(field)s: ghi một số nguyên") % {"field": field.label}
        elif field.choices and field.way is Way.CHOICE and not _is_known(field, said):
            wrong[field.html] = _("%(field)s: chọn một trong danh sách") % {"field": field.label}
    return Asked(tuple(boxes), wrong)


def _from_bank(shape: Shape, request: HttpRequest) -> frozenset[str]:
    """What a question need not say itself, where it is one of the bank."""
    is_used = any(each.name == "use" and text(request, each.html) for each in shape.fields)
    return frozenset({"label", "kind"}) if is_used else frozenset()


def put(
    shape: Shape, typed_in: Asked, texts: dict[str, str], file: str, way: Path
) -> dict[str, str]:
    """The texts with what was typed; what did not change is not touched.

    :raises CannotEdit: the file can only be edited as text
    """
    before = asked(shape, texts, file, way)
    for box, old in zip(typed_in.boxes, before.boxes, strict=True):
        if _same(box, old):
            continue
        path = (*way, *box.field.path)
        if box.field.way in {Way.WORDS, Way.LONG_WORDS}:
            texts = translated.put_words(texts, file, path, Text(box.vi, box.en))
        else:
            texts = translated.put(texts, file, path, _value(box))
    return texts


def _same(box: Box, old: Box) -> bool:
    if box.field.way is Way.SEVERAL:
        return set(box.several) == set(old.several)
    return (box.vi, box.en) == (old.vi, old.en)


def _value(box: Box) -> Json:
    field = box.field
    if field.way is Way.YES_NO:
        said = box.vi == "yes"
        return None if said == field.otherwise else said
    if field.way is Way.SEVERAL:
        known = [value for value, _said in field.choices]
        return [value for value in known if value in box.several]
    if not box.vi:
        return None
    if field.way is Way.NAMES:
        return [name for part in box.vi.split(",") if (name := part.strip())]
    is_number = field.name.endswith(".amount") or field.name in _LIMITS
    if field.way is Way.NUMBER or (field.way is Way.LINE and is_number):
        return int(box.vi) if _is_whole(box.vi) else box.vi
    return box.vi


def _is_whole(said: str) -> bool:
    try:
        number = Decimal(said)
    except InvalidOperation:
        return False
    return number.is_finite() and number == number.to_integral_value() and len(said) < 16


def _is_known(field: Field, said: str) -> bool:
    return not said or said in {value for value, _said in field.choices}
