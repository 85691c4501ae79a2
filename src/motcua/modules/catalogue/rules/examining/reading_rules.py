"""Every rule of a package: conditions, checks, amounts, exemptions."""

from collections.abc import Iterator

from motcua.kernel.expressions import Expression

from ..package import Package


def rules_of(package: Package) -> Iterator[Expression]:
    """In no particular order; what each reads is what the package makes of the answers."""
    yield from (rule for rule in _optional(package) if rule is not None)
    for page in package.form.pages:
        for question in page.questions:
            yield from (check.that for check in question.checks)
    for table in package.form.tables:
        yield table.value
    yield from (term.that for term in package.form.terms)
    for charge in package.fees.charges:
        yield from (price.amount for price in charge.prices.values())
        yield from (exemption.applies for exemption in charge.exemptions)


def _optional(package: Package) -> Iterator[Expression | None]:
    for page in package.form.pages:
        yield page.when
        yield from (question.when for question in page.questions)
    yield from (component.when for component in package.components)
    yield from (owner.when for owner in package.owners)
    yield from (each.when for each in package.cosigners)
    for route in package.routes.values():
        yield from (step.when for step in route.steps)
