"""Reads `procedure.yaml`."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TypeVar

from motcua.kernel.clock import Allowance, Policy, Unit
from motcua.kernel.words import Text
from motcua.modules.organisation.rules import AgencyKind

from .procedure import (
    INTAKE,
    Audience,
    Case,
    Channel,
    Competence,
    Confidence,
    Decision,
    LegalBasis,
    Level,
    Note,
    Outcome,
    Procedure,
    Returning,
    Sector,
    Step,
    TimeLimit,
)
from .reading import Fields, Once, Place

T = TypeVar("T")

PROCEDURE_CODE = r"[0-9]\.[0-9]{6}(\.H[0-9]{2})?"
RESULT_CODE = r"KQ\.[A-Z][0-9]{2}\.[0-9]{6}"
SECTOR_CODE = r"[A-Z][0-9]{2}-[0-9A-Z]+"
_NEEDED = (
    "format code name sector levels agencies audience legal_basis decision channels returning"
    " steps results effective"
)
_OPTIONAL = "short_name summary cases clock intake partial_reason requirements everyday owner notes"


def read_procedure(at: Place) -> Procedure:
    fields = at.table(_NEEDED, _OPTIONAL)
    _check_format(fields["format"])
    code = fields["code"].matching(PROCEDURE_CODE, example="2.000635")
    name = fields["name"].words()
    clock = fields["clock"].table("policy", "source")
    since, until = _effective(fields["effective"])
    return Procedure(
        code=code,
        name=name,
        short_name=_words_or(fields["short_name"], name),
        summary=_words_or(fields["summary"], Text("")),
        sector=_sector(fields["sector"]),
        levels=_some(fields["levels"], fields["levels"].choices(Level)),
        agencies=_some(fields["agencies"], tuple(_agencies(fields["agencies"]))),
        audience=_some(fields["audience"], fields["audience"].choices(Audience)),
        legal_basis=_some(fields["legal_basis"], tuple(_legal_basis(fields["legal_basis"]))),
        decision=_decision(fields["decision"]),
        cases=tuple(_cases(fields["cases"], code)),
        channels=_channels(fields["channels"]),
        clock_policy=clock["policy"].choice(Policy) if "clock" in fields else Policy.PAUSE,
        clock_source=_line(clock["source"]),
        intake=read_time(fields["intake"]) if "intake" in fields else INTAKE,
        returning=_some(fields["returning"], fields["returning"].choices(Returning)),
        partial_reason=fields["partial_reason"].words() if "partial_reason" in fields else None,
        requirements=_words_or(fields["requirements"], Text("")),
        steps=_some(fields["steps"], tuple(_steps(fields["steps"]))),
        outcomes=_some(fields["results"], tuple(_outcomes(fields["results"]))),
        everyday=tuple(item.words(longest=200) for item in fields["everyday"].items()),
        effective_from=since,
        effective_to=until,
        notes=tuple(_notes(fields["notes"])),
    )


def read_time(at: Place) -> TimeLimit:
    """`{amount, unit, says, source}`; IN_DAY needs no amount."""
    fields = at.table("unit says", "amount source")
    unit = fields["unit"].choice(Unit)
    amount = 1
    if unit is not Unit.IN_DAY:
        if at.is_there and "amount" not in fields:
            at.complain("missing-key", name="amount")
        amount = fields["amount"].whole(low=1, high=3650)
    allowance = Allowance(Decimal(amount), unit)
    return TimeLimit(allowance, fields["says"].words(), _line(fields["source"]))


def _check_format(at: Place) -> None:
    value = at.line()
    if value and value != "1":
        at.complain("wrong-format", value=value, known="1")


def _some(at: Place, values: tuple[T, ...]) -> tuple[T, ...]:
    if not values and at.node is not None:
        at.complain("empty")
    return values


def _line(at: Place) -> str:
    return at.line() if at.is_there else ""


def _words_or(at: Place, otherwise: Text) -> Text:
    return at.words() if at.is_there else otherwise


def _sector(at: Place) -> Sector:
    fields = at.table("code name")
    return Sector(fields["code"].matching(SECTOR_CODE, example="G15-TP07"), fields["name"].words())


def _agencies(at: Place) -> Iterator[Competence]:
    once = Once()
    for item in at.items():
        fields = item.table("kind name")
        kind = fields["kind"].choice(AgencyKind)
        once.see(kind.value, fields["kind"])
        yield Competence(kind, fields["name"].words())


def _legal_basis(at: Place) -> Iterator[LegalBasis]:
    once = Once()
    for item in at.items():
        fields = item.table("code name")
        code = once.see(fields["code"].line(longest=80), fields["code"])
        yield LegalBasis(code, fields["name"].words())


def _decision(at: Place) -> Decision:
    fields = at.table("number issuer", "signed_on")
    signed_on = fields["signed_on"].day() if "signed_on" in fields else None
    return Decision(fields["number"].line(), fields["issuer"].words(), signed_on)


def _cases(at: Place, procedure: str) -> Iterator[Case]:
    once = Once()
    for item in at.items():
        fields = item.table("code name", "time")
        code = fields["code"].line()
        if procedure and code and not code.startswith(f"{procedure}."):
            fields["code"].complain("case-foreign", value=code, procedure=procedure)
        once.see(code, fields["code"])
        time = read_time(fields["time"]) if "time" in fields else None
        yield Case(code, fields["name"].words(), time)


def _channels(at: Place) -> dict[Channel, TimeLimit]:
    channels: dict[Channel, TimeLimit] = {}
    fields = at.table(optional=" ".join(channel.value for channel in Channel))
    for channel in Channel:
        if channel.value in fields:
            channels[channel] = read_time(fields[channel.value])
    if not channels and at.node is not None:
        at.complain("empty")
    return channels


def _steps(at: Place) -> Iterator[Step]:
    for item in at.items():
        fields = item.table("title text")
        yield Step(fields["title"].words(longest=200), fields["text"].words())


def _outcomes(at: Place) -> Iterator[Outcome]:
    once = Once()
    for item in at.items():
        fields = item.table("code name")
        code = fields["code"].matching(RESULT_CODE, example="KQ.G15.000342")
        yield Outcome(once.see(code, fields["code"]), fields["name"].words())


def _effective(at: Place) -> tuple[date, date | None]:
    fields: Fields = at.table("from", "to")
    since = fields["from"].day()
    until = fields["to"].day() if "to" in fields else None
    if until is not None and until <= since:
        fields["to"].complain("effective-backwards")
    return since, until


def _notes(at: Place) -> Iterator[Note]:
    for item in at.items():
        fields = item.table("about confidence text")
        yield Note(
            fields["about"].line(), fields["confidence"].choice(Confidence), fields["text"].words()
        )
