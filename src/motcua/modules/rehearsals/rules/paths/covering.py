"""A small set of paths that reaches everything: situations by greedy cover, stories dealt to them.

Situations are drawn at random from those the form accepts, with answers on which conditions turn
tried often. Then the one that adds most is taken again and again: first for single targets, then
for pairs of outcomes of two conditions, which is where rules that were written apart meet.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from motcua.kernel.expressions import Expression
from motcua.kernel.expressions.tree import Binary, Items, Literal, Name, walk
from motcua.modules.catalogue.rules.package import Package
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.forms.rules.inventing import Inventor, NoAnswers

from .stories import STORIES, Path, Story
from .targets import Situation, Target, letters_of, reached, steps_reached, stories_of, targets_of

#: Situations drawn, and paths that go straight through, at most.
DRAWN, MOST_STRAIGHT = 120, 16
APPLICANTS = ("citizen", "business")


@dataclass(frozen=True, slots=True)
class Plan:
    """The paths to walk, all there is to reach, and what none of them reaches."""

    paths: tuple[Path, ...]
    targets: Mapping[str, Target]
    uncovered: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    situation: Situation
    singles: frozenset[str]
    pairs: frozenset[tuple[str, str]]


def paths_of(
    package: Package, *, inventor: Inventor, names: PlaceNames, drawn: int = DRAWN
) -> Plan:
    """The paths of a package; the same for the same inventor.

    :raises NoAnswers: the form accepts nothing that can be invented
    """
    inventor = replace(inventor, turning=turning_points(package))
    found = list(_draw(package, inventor, names, drawn))
    straight = _cover(found)
    paths = [
        _path(f"{number:02}-{Story.STRAIGHT}", Story.STRAIGHT, each, package)
        for number, each in enumerate(straight, start=1)
    ]
    others = [story for story in stories_of(package) if story is not Story.STRAIGHT]
    for number, story in enumerate(others):
        each = straight[number % len(straight)]
        paths.append(_path(f"{len(paths) + 1:02}-{story}", story, each, package))
    targets = targets_of(package)
    covered = {key for path in paths for key in path.covers}
    left = tuple(target for key, target in targets.items() if key not in covered)
    return Plan(tuple(paths), targets, left)


def _draw(package: Package, inventor: Inventor, names: PlaceNames, drawn: int) -> Iterator[_Drawn]:
    channels, kinds = list(package.procedure.channels), list(package.routes)
    audience = {str(each) for each in package.procedure.audience}
    applicants = [each for each in APPLICANTS if each in audience] or list(APPLICANTS[:1])
    failed: NoAnswers | None = None
    seen = 0
    for number in range(drawn):
        try:
            answers = inventor.answers(package.form, names)
        except NoAnswers as wrong:
            failed = wrong
            if seen == 0 and number >= 3:
                break
            continue
        seen += 1
        situation = Situation(
            channel=str(channels[number % len(channels)]),
            agency_kind=str(kinds[(number // len(channels)) % len(kinds)]),
            applicant=inventor.draw.choice(applicants),
            answers=answers,
        )
        singles = reached(package, situation)
        own = frozenset({*singles, *steps_reached(package, situation)})
        yield _Drawn(situation, own, frozenset(combinations(sorted(_turning(singles)), 2)))
    if not seen and failed is not None:
        raise failed


def _turning(keys: frozenset[str]) -> frozenset[str]:
    """Outcomes of conditions, and not what only counts."""
    return frozenset(key for key in keys if not key.startswith(("fee:", "channel:")))


def _cover(found: Sequence[_Drawn]) -> list[_Drawn]:
    chosen: list[_Drawn] = []
    singles = {key for each in found for key in each.singles}
    pairs = {pair for each in found for pair in each.pairs}
    while (singles or pairs) and len(chosen) < MOST_STRAIGHT:
        # Single targets first; among equals, what brings more pairs.
        best = max(found, key=lambda each: (len(each.singles & singles), len(each.pairs & pairs)))
        if not best.singles & singles and not best.pairs & pairs:
            break
        chosen.append(best)
        singles -= best.singles
        pairs -= best.pairs
    return chosen or list(found[:1])


def _path(key: str, story: Story, drawn: _Drawn, package: Package) -> Path:
    moves = STORIES[story]
    situation = drawn.situation
    covers = set(reached(package, situation)) | letters_of(moves) | {f"story:{story}"}
    if story is Story.STRAIGHT:
        covers |= steps_reached(package, situation)
    return Path(
        key=key,
        story=story,
        channel=situation.channel,
        agency_kind=situation.agency_kind,
        applicant=situation.applicant,
        answers=situation.answers,
        covers=tuple(sorted(covers)),
    )


def turning_points(package: Package) -> dict[str, tuple[object, ...]]:
    """Question -> answers on which some condition turns: those it names, and beside a number."""
    found: dict[str, set[object]] = {}
    for expression in _expressions(package):
        for node in walk(expression.tree):
            if isinstance(node, Binary):
                for name, value in _compared(node):
                    found.setdefault(name, set()).update(_beside(value))
    return {name: tuple(sorted(values, key=repr)) for name, values in sorted(found.items())}


def _compared(node: Binary) -> Iterator[tuple[str, object]]:
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(one, Name):
            listed = other.items if isinstance(other, Items) else (other,)
            for each in listed:
                if isinstance(each, Literal) and each.value is not None:
                    yield one.path[-1], each.value


def _beside(value: object) -> tuple[object, ...]:
    if isinstance(value, int) and not isinstance(value, bool):
        return tuple(each for each in (value - 1, value, value + 1) if each >= 0)
    return (value,) if isinstance(value, str | bool) else ()


def _expressions(package: Package) -> Iterator[Expression]:
    form = package.form
    found = [page.when for page in form.pages] + [each.when for each in form.questions()]
    found += [component.when for component in package.components]
    for rule in package.fees.charges:
        found += [price.amount for price in rule.prices.values()]
        found += [exemption.applies for exemption in rule.exemptions]
    found += [step.when for route in package.routes.values() for step in route.steps]
    yield from (each for each in found if each is not None)


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- no secret
