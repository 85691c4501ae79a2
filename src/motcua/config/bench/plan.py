"""How much of everything is measured."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Plan:
    """Dossiers in the city, drafts to file, requests a page, papers to sign, pgbench's seconds,
    batches of a thousand observations, observations that lie there to be measured, entities, and
    requests of each kind for them."""

    dossiers: int
    drafts: int
    requests: int
    papers: int
    seconds: int
    batches: int
    observed: int
    entities: int
    asked: int


#: A quarter of an hour or more, and some minutes, on two quiet cores.
WHOLE = Plan(dossiers=100_000, drafts=2400, requests=200, papers=30, seconds=8, batches=200,
             observed=10_000_000, entities=100_000, asked=6000)  # fmt: skip
QUICK = Plan(dossiers=4_000, drafts=800, requests=50, papers=8, seconds=3, batches=40,
             observed=1_000_000, entities=10_000, asked=2000)  # fmt: skip


def plan_for(dossiers: int, *, quick: bool) -> Plan:
    """The whole plan or the quick one, with another number of dossiers if there is one."""
    plan = QUICK if quick else WHOLE
    return replace(plan, dossiers=dossiers) if dossiers else plan
