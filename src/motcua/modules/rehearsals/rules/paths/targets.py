"""Everything of a package that some dossier must go through before one can say it was tried."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.kernel.words import Text
from motcua.modules.catalogue.rules.components import Component, Need
from motcua.modules.catalogue.rules.fees import When
from motcua.modules.catalogue.rules.package import Package
from motcua.modules.forms.rules import visible
from motcua.modules.organisation.rules import AgencyKind

from .stories import LETTERS, STORIES, Move, Story

YES, NO = "yes", "no"
#: Acts that only some packages have a place for.
_MONEY = frozenset({Story.PAID_LATER})


@dataclass(frozen=True, slots=True)
class Target:
    """`key` names it within a package for ever: `form:copies:yes`, `step:department:sign`."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Situation:
    """Who asks, through which channel, at which kind of agency, with which answers."""

    channel: str
    agency_kind: str
    applicant: str
    answers: Mapping[str, object]

    @property
    def facts(self) -> dict[str, object]:
        return {
            "answers": self.answers,
            "channel": self.channel,
            "applicant": {"kind": self.applicant},
        }


def targets_of(package: Package) -> dict[str, Target]:
    """By key, in the package's order."""
    found = [*_situations(package), *_stories(package)]
    return {target.key: target for target in found}


def stories_of(package: Package) -> list[Story]:
    """What may become of a dossier of this package."""
    later = any(rule.when is When.BEFORE_RESULT for rule in package.fees.charges)
    return [story for story in STORIES if later or story not in _MONEY]


def _situations(package: Package) -> Iterator[Target]:
    for channel in package.procedure.channels:
        yield Target(f"channel:{channel}", Text(f"Kênh {channel}", f"Channel {channel}"))
    for key, name in _asked_sometimes(package):
        yield from _both(key, name)
    for component in _needed_sometimes(package):
        yield from _both(f"component:{component.key}", component.name)
    yield from _prices(package)
    yield from _steps(package)


def _asked_sometimes(package: Package) -> Iterator[tuple[str, Text]]:
    """Pages and questions that not everybody sees: key of the target, and name."""
    for page in package.form.pages:
        if page.when is not None:
            yield f"page:{page.key}", page.title
        for question in page.questions:
            if question.when is not None:
                yield f"form:{question.key}", question.label


def _needed_sometimes(package: Package) -> Iterator[Component]:
    for component in package.components:
        if component.when is not None and component.need is not Need.SHOWN:
            yield component


def _prices(package: Package) -> Iterator[Target]:
    for rule in package.fees.charges:
        for channel in rule.prices:
            name = Text(f"{rule.name.vi} ({channel})", f"{rule.name.en} ({channel})")
            yield Target(f"fee:{rule.code}:{channel}", name)
        for exemption in rule.exemptions:
            yield from _both(f"exemption:{rule.code}:{exemption.group}", exemption.name)


def _steps(package: Package) -> Iterator[Target]:
    for kind, route in package.routes.items():
        for step in route.steps:
            name = step.name
            yield Target(f"step:{kind}:{step.key}", name)
            if step.when is not None:
                passed = Text(f"{name.vi}: được bỏ qua", f"{name.en}: passed over")
                yield Target(f"skipped:{kind}:{step.key}", passed)


def _both(key: str, name: Text) -> Iterator[Target]:
    yield Target(f"{key}:{YES}", Text(f"{name.vi}: có", f"{name.en}: yes"))
    yield Target(f"{key}:{NO}", Text(f"{name.vi}: không", f"{name.en}: no"))


def _stories(package: Package) -> Iterator[Target]:
    for story in stories_of(package):
        yield Target(f"story:{story}", Text(str(story), str(story)))
    for kind in LETTERS.values():
        yield Target(f"letter:{kind}", Text(str(kind), str(kind)))


def reached(package: Package, situation: Situation) -> frozenset[str]:
    """The targets that this situation is an example of, whatever becomes of the dossier."""
    return frozenset(_reached(package, situation))


def _reached(package: Package, situation: Situation) -> Iterator[str]:
    facts = situation.facts
    yield f"channel:{situation.channel}"
    shown = visible(package.form, situation.answers)
    there = {f"page:{page.key}" for page in shown.pages}
    there |= {f"form:{each.key}" for page in shown.pages for each in page.questions}
    for key, _ in _asked_sometimes(package):
        yield f"{key}:{_word(key in there)}"
    for component in _needed_sometimes(package):
        yield f"component:{component.key}:{_word(component.is_called_for(facts))}"
    for rule in package.fees.charges:
        if situation.channel in rule.prices:
            yield f"fee:{rule.code}:{situation.channel}"
            for exemption in rule.exemptions:
                holds = exemption.applies.holds(facts)
                yield f"exemption:{rule.code}:{exemption.group}:{_word(holds)}"


def steps_reached(package: Package, situation: Situation) -> frozenset[str]:
    """The steps of the route that a dossier goes through, or passes over, until its result."""
    route = package.routes[AgencyKind(situation.agency_kind)]
    facts = situation.facts
    return frozenset(
        f"{'step' if step.when is None or step.when.holds(facts) else 'skipped'}"
        f":{route.agency_kind}:{step.key}"
        for step in route.steps
    )


def letters_of(moves: tuple[Move, ...]) -> frozenset[str]:
    return frozenset(f"letter:{LETTERS[move]}" for move in moves if move in LETTERS)


def _word(holds: bool) -> str:  # noqa: FBT001 -- one word for one value
    return YES if holds else NO
