"""Invents answers that any form accepts: picks at random, asks the form, picks again."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from . import Form, PlaceNames, check, clean, visible
from .definition import Question
from .drawing import DRAWN, drawn
from .kinds.file import File
from .kinds.group import Group
from .kinds.kind import Kind
from .kinds.land_parcel import LandParcel
from .kinds.multiple_choice import MultipleChoice
from .kinds.single_choice import SingleChoice
from .proofs import ALL_PROVED

Answers = dict[str, object]

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
MIDDLE = ("Văn", "Thị", "Minh", "Đức", "Ngọc", "Thanh", "Hữu", "Thu", "Quang", "Hồng", "Xuân")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hùng", "Hương", "Khoa", "Lan",
         "Linh", "Long", "Mai", "Nam", "Nga", "Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Trang", "Tú",
         "Vinh", "Yến")  # fmt: skip
TRIES = 1000


class NoAnswers(Exception):
    """A form that nothing invented here satisfies; the message says what it still wants."""


@dataclass(frozen=True, slots=True)
class Inventor:
    """Draws answers: `communes` are those of one province, `file` an entry of a stored file."""

    draw: random.Random
    province: str
    communes: tuple[str, ...]
    today: date
    file: Mapping[str, object]
    families: tuple[str, ...] = FAMILY
    #: Answers worth trying, by question: those on which something turns.
    turning: Mapping[str, Sequence[object]] = field(default_factory=dict)

    def answers(self, form: Form, names: PlaceNames) -> Answers:
        """Answers of a whole form that it finds nothing wrong with.

        :raises NoAnswers: not found in a thousand tries
        """
        given: Answers = {}
        for _ in range(TRIES):
            shown = visible(form, given)
            empty = [
                each.question
                for page in shown.pages
                for each in page.questions
                if each.answer is None and each.key not in given
            ]
            if empty:
                given[empty[0].key] = self._answer(empty[0])
                continue
            wrong = check(form, given, today=self.today, places=names, proofs=ALL_PROVED)
            if not wrong:
                return clean(form, given)
            given = {k: v for k, v in given.items() if k not in {each.at[0] for each in wrong}}
            if self.draw.random() < 0.2:  # the fault may lie in an earlier choice
                given = {}
        raise NoAnswers(", ".join(f"{each.at}: {each.code}" for each in wrong))

    def name(self) -> str:
        return " ".join(map(self.draw.choice, (self.families, MIDDLE, GIVEN)))

    def personal_id(self) -> str:
        """Of a place that is none, so that it is nobody's."""
        return f"999{self.draw.randrange(2)}{self.draw.randrange(40, 99)}{self._digits(6)}"

    def phone(self) -> str:
        return f"0900{self._digits(6)}"

    def _answer(self, question: Question) -> object:
        if not question.required and self.draw.random() < 0.4:
            return None
        if question.key in self.turning and self.draw.random() < 0.6:
            return self.draw.choice(self.turning[question.key])
        return self._of_kind(question.kind)

    def _of_kind(self, kind: Kind) -> object:
        invent: dict[str, Callable[[], object]] = {
            "address": self._address,
            "date": self._date,
            "declaration": lambda: True,
            "email": lambda: f"nguoi{self._digits(6)}@thanhphomau.example",
            "file": lambda: self._file(kind),
            "money": lambda: self.draw.randrange(1, 500) * 1000,
            "person_name": self.name,
            "personal_id": self.personal_id,
            "phone": self.phone,
            "yes_no": lambda: self.draw.random() < 0.3,
            **dict.fromkeys(DRAWN, lambda: self._drawn(kind)),
        }
        if kind.name in invent:
            return invent[kind.name]()
        if isinstance(kind, Group):
            return [self._row(kind) for _ in range(max(kind.least, 1))]
        if isinstance(kind, SingleChoice):
            return self.draw.choice(kind.choices).value
        if isinstance(kind, MultipleChoice):
            return [each.value for each in self.draw.sample(kind.choices, kind.least)]
        if kind.name == "whole_number":
            return self._number(getattr(kind, "least", 0), getattr(kind, "most", 100))
        return self._words(getattr(kind, "least", 1), getattr(kind, "most", 60))

    def _file(self, kind: Kind) -> list[dict[str, object]]:
        """The one file there is, as what the question asks it to be."""
        said = min(kind.originality, default="") if isinstance(kind, File) else ""
        return [{**self.file, "originality": said}] if said else [dict(self.file)]

    def _drawn(self, kind: Kind) -> object:
        home = self._address() if kind.name == LandParcel.name else {}
        return drawn(kind, self.draw, today=self.today, name=self.name(), home=home)

    def _row(self, group: Group) -> Answers:
        found = ((question.key, self._answer(question)) for question in group.questions)
        return {key: answer for key, answer in found if answer is not None}

    def _number(self, least: int, most: int) -> int:
        if least <= self.today.year <= most and least >= 1000:
            return self.draw.randint(self.today.year - 40, self.today.year)
        return self.draw.randint(least, min(most, least + 60))

    def _words(self, least: int, most: int) -> str:
        text = f"Mẫu {self._digits(3)}, {self.name()}"
        return text.ljust(least, ".")[:most].strip()

    def _date(self) -> str:
        """A birthday, or some day of these years: when something began or shall end."""
        ahead = self.draw.choice((-self.draw.randrange(25_000), self.draw.randrange(-60, 700)))
        return (self.today + timedelta(days=ahead)).isoformat()

    def _address(self) -> Answers:
        return {
            "province": self.province,
            "commune": self.draw.choice(self.communes),
            "detail": f"Số {self.draw.randrange(1, 200)} Phố Mẫu",
            "as_of": self.today.isoformat(),
        }

    def _digits(self, count: int) -> str:
        return f"{self.draw.randrange(10**count):0{count}}"
