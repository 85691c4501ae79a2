"""Rows of a comparison: the known in their order with their ranks, the unknown with the reason."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from motcua.kernel.errors import Refusal
from motcua.kernel.words import Text

from ..rules.definition import Direction
from ..rules.ranks import Span, ranks
from .cards import ComparisonRow, Rank, ValueCard


class VersionsDiffer(Refusal):
    """Numbers of two formulas are two things: they are never put side by side."""

    code = "versions-differ"
    status: ClassVar[int] = 422


def row_of(key: str, name: Text, card: ValueCard | None) -> ComparisonRow:
    if card is None or card.value is None:
        why = NO_VALUE if card is None else _too_little(card)
        return replace(unknown(key, why), name=name, card=card)
    return ComparisonRow(
        key=key, name=name, card=card, rate=card.value, low=card.low, high=card.high,
        denominator=card.denominator, denominator_on=card.denominator_on,
        denominator_source=Text(""), rank=None, unknown=Text(""),
    )  # fmt: skip


def unknown(key: str, why: Text) -> ComparisonRow:
    return ComparisonRow(
        key=key, name=Text(""), card=None, rate=None, low=None, high=None, denominator=None,
        denominator_on=None, denominator_source=Text(""), rank=None, unknown=why,
    )  # fmt: skip


def ranked(rows: Sequence[ComparisonRow], better: Direction) -> list[ComparisonRow]:
    known = [row for row in rows if row.rate is not None]
    _must_be_one_formula(known)
    spans = [Span(row.rate, row.low, row.high) for row in known if row.rate is not None]
    found = {
        row.key: Rank(best, worst)
        for row, (best, worst) in zip(known, ranks(spans, better), strict=True)
    }
    return [replace(row, rank=found.get(row.key)) for row in rows]


def _must_be_one_formula(rows: Iterable[ComparisonRow]) -> None:
    """What `public_values` promises, and what this page must never break."""
    versions = {row.card.formula_version for row in rows if row.card is not None}
    if len(versions) > 1:
        raise VersionsDiffer(f"versions {sorted(versions)} side by side")


def ordered(rows: Sequence[ComparisonRow], better: Direction) -> list[ComparisonRow]:
    """Best first, or largest first where neither is better; unknown ones last."""
    sign = 1 if better is Direction.LOWER else -1
    known = [row for row in rows if row.rate is not None]
    unknown = [row for row in rows if row.rate is None]
    return [
        *sorted(known, key=lambda row: (sign * (row.rate or 0), row.key)),
        *sorted(unknown, key=lambda row: row.key),
    ]


def _too_little(card: ValueCard) -> Text:
    had, due = card.n_received, card.n_expected
    return Text(
        f"Chưa đủ số liệu: có {had} trong {due} phần phải có.",
        f"Not enough data: {had} of the {due} parts due have come.",
    )


NO_VALUE = Text("Không có số liệu của kỳ này.", "There is no data for this period.")
NO_DENOMINATOR = Text(
    "Chưa có mẫu số kèm nguồn cho nơi này.", "No sourced denominator was loaded for this place."
)
INCOMPLETE = Text(
    "Có hàng chưa đủ số liệu; xem cột đầy đủ.",
    "Some rows are not complete; see the column on completeness.",
)
OVERLAPS = Text(
    "Thứ hạng là một khoảng khi các khoảng tin cậy chồng lên nhau: số liệu chưa đủ để xếp hơn kém.",
    "A rank is a range where intervals overlap: the data does not allow telling who is ahead.",
)
