"""A record turned into a package of information level: the same files a designer would write.

The trees are built directly and read by the same readers as any package; what `written` makes of
them reads back as the same package.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..components import Need
from ..findings import Findings, Mark
from ..package import Package, read_information
from ..procedure import UNSTATED, Level, LifeEvent
from ..procedure import Returning as ReturningWay
from ..sources import Listing, Node, Scalar, Table
from ..writing import written
from . import offices, prices, times
from .marking import Doubt, doubts_of
from .record import Case, Detail, Line, Named, Paper, Papers, day_of
from .wording import block, line

_HERE = Mark("record")
_LIFE_EVENTS = frozenset(event.value for event in LifeEvent)
_WAYS = tuple(ReturningWay)
Value = Node | None


@dataclass(frozen=True, slots=True)
class Made:
    """A package made of a record, its files, and what is doubtful in it."""

    package: Package
    trees: Mapping[str, Node]
    doubts: tuple[Doubt, ...]

    @property
    def files(self) -> dict[str, str]:
        return {f"{stem}.yaml": written(tree) for stem, tree in self.trees.items()}


def make(read: Line) -> Made:
    """
    :raises PackageErrors: even as information it is no package (longer than any text may be)
    """
    doubts = doubts_of(read.record)
    trees: dict[str, Node] = {
        "procedure": _procedure(read, doubts),
        "components": _components(read.record.detail.execution_cases),
        "fees": _fees(read.record.detail),
    }
    return Made(read_information(trees, Findings()), trees, doubts)


def _procedure(read: Line, doubts: Iterable[Doubt]) -> Table:
    detail, record = read.record.detail, read.record
    return _table(
        format=_number(1),
        code=_text(record.code),
        name=_text(_name(read)),
        sector=_sector(detail),
        levels=_words(_levels(detail)),
        agencies=_list(
            _table(kind=_text(kind.value), name=_text(name))
            for kind, name in offices.deciding(detail)
        ),
        audience=_words(each.value for each in offices.audience(detail)),
        legal_basis=_legal_basis(detail.legal_basises_details),
        decision=_decision(detail),
        cases=_list(_case(each, _name(read)) for each in detail.cases),
        channels=_channels(detail),
        returning=_words(_returning(detail)),
        requirements=_text(block(detail.requirements_and_conditions)),
        steps=_list(
            _table(title=_text(line(step.name)), text=_text(block(step.description)))
            for step in detail.execution_steps
            if line(step.name) or block(step.description)
        ),
        results=_list(
            _table(code=_text(line(code)), name=_text(name))
            for code, name in dict.fromkeys(
                (each.code or "", line(each.name)) for each in detail.results_details if each
            )
            if name
        ),
        everyday=_everyday(detail),
        life_events=_words(e for e in dict.fromkeys(record.life_events) if e in _LIFE_EVENTS),
        effective=_table(**{"from": _text(read.updated_on.isoformat())}),
        notes=_notes(detail),
        national=_table(
            id=_text(line(detail.id) or record.code),
            updated_on=_text(read.updated_on.isoformat()),
            is_full=_number("true" if detail.is_full_process else "false"),
            announced_by=_text(line(detail.department_promulgate_code)),
            review=_words(dict.fromkeys(doubt.mark.value for doubt in doubts)),
        ),
    )


def _sector(detail: Detail) -> Table:
    given = next((each for each in detail.categories_details if each), Named())
    code = line(given.code)[:40].strip() or "?"
    return _table(code=_text(code), name=_text(line(given.name) or "Không ghi lĩnh vực"))


def _levels(detail: Detail) -> list[str]:
    said = (
        (detail.is_ministry, Level.MINISTRY),
        (detail.is_province, Level.PROVINCE),
        (detail.is_ward, Level.COMMUNE),
    )
    return [level.value for is_said, level in said if is_said]


def _legal_basis(given: Iterable[Named | None]) -> Value:
    found: dict[str, str] = {}
    for each in given:
        if each is not None and (code := line(each.code) or line(each.name)):
            found.setdefault(code[:300].strip(), line(each.name) or code)
    return _list(_table(code=_text(code), name=_text(name)) for code, name in found.items())


def _decision(detail: Detail) -> Value:
    announced = detail.procedure_proposal
    issuer = detail.department_promulgate_name
    if announced is None:
        return _table(issuer=_text(line(issuer)))

    signed_on = day_of(announced.decision_date)
    by = announced.issuing_agency.name if announced.issuing_agency else issuer
    return _table(
        number=_text(line(announced.proposal_number)),
        issuer=_text(line(by) or line(issuer)),
        signed_on=_text(signed_on.isoformat() if signed_on else ""),
    )


def _name(read: Line) -> str:
    return line(read.record.detail.name) or line(read.record.name) or read.code


def _case(case: Case, name: str) -> Table:
    stated = times.of_case(case)
    return _table(
        code=_text(line(case.code) or "?"),
        name=_text(line(case.name) or name),
        time=_time(stated) if stated else None,
    )


def _channels(detail: Detail) -> Table:
    found = {
        channel.value: _time(times.together(stated))
        for channel, stated in times.by_channel(detail).items()
    }
    return _table(**found)


def _time(stated: times.Stated) -> Table:
    says = stated.says or UNSTATED
    if stated.allowance is None:
        return _table(says=_text(says))
    amount = f"{stated.allowance.amount:f}"
    return _table(
        amount=_number(amount) if "." not in amount else _text(amount),
        unit=_text(stated.allowance.unit.value),
        says=_text(says),
    )


def _returning(detail: Detail) -> list[str]:
    given = {way for each in detail.returning_methods if each for way in each.value or ()}
    return [way.value for way in _WAYS if way.value in given]


def _everyday(detail: Detail) -> Value:
    words = line(detail.keywords)
    return _list([_text(words)]) if words and len(words) <= 200 else None


def _notes(detail: Detail) -> Value:
    words = block(detail.note)
    if not words:
        return None
    return _list([
        _table(about=_text("note"), confidence=_text("secondary"), text=_text(words))
    ])  # fmt: skip


def _components(groups: Iterable[Papers]) -> Listing:
    papers = [
        (line(group.name), paper)
        for group in groups
        for paper in group.profile_components or ()
        if line(paper.name) or line(paper.code)
    ]
    found = [_paper(f"c{n}", group, paper) for n, (group, paper) in enumerate(papers, start=1)]
    return Listing(tuple(found), _HERE)


def _paper(key: str, group: str, paper: Paper) -> Table:
    need = Need.REQUIRED if paper.required else Need.UNSTATED
    forms = (line(each.file_name)[:500].strip() for each in paper.attachments or ())
    return _table(
        key=_text(key),
        code=_text(line(paper.code)[:80].strip()),
        name=_text(block(paper.name) or line(paper.code)),
        group=_text(group),
        need=_text(need.value),
        originals=_quantity(paper.original_qty),
        copies=_quantity(paper.copy_qty),
        blank_forms=_words(dict.fromkeys(filter(None, forms))),
    )


def _quantity(given: int | None) -> Value:
    return _number(given) if given and 0 < given <= 1000 else None


def _fees(detail: Detail) -> Table:
    fees = prices.stated_in(detail)
    ways = set(times.by_channel(detail))
    stated = [
        _table(
            kind=_text(fee.kind.value),
            channel=_text(channel.value) if channel else None,
            amount=None if fee.amount is None else _number(fee.amount),
            currency=_text(fee.currency),
            says=_text(fee.says),
        )
        for fee in fees
        for channel in ([None] if fee.channels == ways else sorted(fee.channels))
    ]
    return _table(
        says=_text(prices.summed_up(fees)[:500]),
        charges=Listing((), _HERE),
        stated=Listing(tuple(stated), _HERE),
    )


def _table(**entries: Value) -> Table:
    """Keys with nothing behind them are left out."""
    there = {key: node for key, node in entries.items() if node is not None}
    return Table(there, dict.fromkeys(there, _HERE), _HERE)


def _text(value: str) -> Scalar | None:
    return Scalar(value, is_plain=False, mark=_HERE) if value else None


def _number(value: object) -> Scalar:
    """A number, or another word that means itself."""
    return Scalar(str(value), is_plain=True, mark=_HERE)


def _list(items: Iterable[Value]) -> Listing | None:
    there = tuple(item for item in items if item is not None)
    return Listing(there, _HERE) if there else None


def _words(words: Iterable[str]) -> Listing | None:
    return _list(_text(word) for word in words)
