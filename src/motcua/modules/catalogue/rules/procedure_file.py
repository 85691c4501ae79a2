"""Reads `procedure.yaml`."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TypeVar

from motcua.kernel.clock import Allowance, AllowanceInvalid, Policy, Unit
from motcua.kernel.words import Text
from motcua.modules.organisation.rules import AgencyKind

from .marks import ReviewMark
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
    LifeEvent,
    National,
    Note,
    Outcome,
    PartialCode,
    PartialReason,
    Procedure,
    Returning,
    Sector,
    Step,
    TimeLimit,
)
from .reading import Once, Place
from .sources import Table

T = TypeVar("T")

PROCEDURE_CODE = r"[0-9]\.[0-9]{6}(\.H[0-9]{2})?"
RESULT_CODE = r"KQ\.[A-Z][0-9]{2}\.[0-9]{6}"
SECTOR_CODE = r"[A-Z][0-9]{2}-[0-9A-ZĐ]+"
_ALWAYS = "format code name sector effective"
_COMPLETE = "levels agencies audience legal_basis decision channels returning steps results"
_OPTIONAL = (
    "short_name summary cases clock intake partial_reason requirements everyday life_events owner"
    " cosigners"
    " notes national replaces"
)


def read_procedure(at: Place, *, is_complete: bool) -> Procedure:
    """At information level what a source leaves open stays open, and codes are as it has them."""
    if is_complete:
        fields = at.table(f"{_ALWAYS} {_COMPLETE}", _OPTIONAL)
    else:
        fields = at.table(_ALWAYS, f"{_COMPLETE} {_OPTIONAL}")
    some = _all_there if is_complete else _as_it_is
    longest = 80 if is_complete else 300
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
        sector=_sector(fields["sector"], is_complete=is_complete),
        levels=some(fields["levels"], fields["levels"].choices(Level)),
        agencies=some(fields["agencies"], _agencies(fields["agencies"], is_complete=is_complete)),
        audience=some(fields["audience"], fields["audience"].choices(Audience)),
        legal_basis=some(fields["legal_basis"], _legal_basis(fields["legal_basis"], longest)),
        decision=_decision(fields["decision"], is_complete=is_complete),
        cases=tuple(_cases(fields["cases"], code if is_complete else "")),
        channels=_channels(fields["channels"], is_complete=is_complete),
        clock_policy=clock["policy"].choice(Policy) if "clock" in fields else Policy.PAUSE,
        clock_source=_line(clock["source"]),
        intake=read_time(fields["intake"]) if "intake" in fields else INTAKE,
        returning=some(fields["returning"], fields["returning"].choices(Returning)),
        partial=_partial(fields["partial_reason"]) if "partial_reason" in fields else None,
        requirements=_words_or(fields["requirements"], Text("")),
        steps=some(fields["steps"], _steps(fields["steps"], is_complete=is_complete)),
        outcomes=some(fields["results"], _outcomes(fields["results"], is_complete=is_complete)),
        everyday=tuple(item.words(longest=200) for item in fields["everyday"].items()),
        life_events=fields["life_events"].choices(LifeEvent),
        effective_from=since,
        effective_to=until,
        notes=tuple(_notes(fields["notes"])),
        national=_national(fields["national"]) if "national" in fields else None,
        replaces=tuple(_codes(fields["replaces"])),
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


def _read_stated_time(at: Place) -> TimeLimit:
    """A time limit as a source states it: perhaps in words alone, perhaps half a day."""
    fields = at.table("says", "unit amount source")
    allowance = None
    if "unit" in fields or "amount" in fields:
        unit = fields["unit"].choice(Unit)
        amount = fields["amount"].line() if "amount" in fields else ""
        try:
            allowance = Allowance.of(1 if unit is Unit.IN_DAY else amount, unit)
        except AllowanceInvalid:
            fields["amount"].complain("not-a-time", value=amount)
    return TimeLimit(allowance, fields["says"].words(), _line(fields["source"]))


def _check_format(at: Place) -> None:
    value = at.line()
    if value and value != "1":
        at.complain("wrong-format", value=value, known="1")


def _all_there(at: Place, values: Iterable[T]) -> tuple[T, ...]:
    found = tuple(values)
    if not found and at.node is not None:
        at.complain("empty")
    return found


def _as_it_is(at: Place, values: Iterable[T]) -> tuple[T, ...]:
    del at
    return tuple(values)


def _line(at: Place) -> str:
    return at.line() if at.is_there else ""


def _words_or(at: Place, otherwise: Text) -> Text:
    return at.words() if at.is_there else otherwise


def _sector(at: Place, *, is_complete: bool) -> Sector:
    fields = at.table("code name")
    code = fields["code"]
    if not is_complete:
        return Sector(code.line(longest=40), fields["name"].words())
    return Sector(code.matching(SECTOR_CODE, example="G15-TP07"), fields["name"].words())


def _agencies(at: Place, *, is_complete: bool) -> Iterator[Competence]:
    once = Once()
    for item in at.items():
        fields = item.table("kind name")
        kind, name = fields["kind"].choice(AgencyKind), fields["name"].words()
        # With a route for each kind of agency there can be one only; a source may name several.
        once.see(kind.value if is_complete else f"{kind.value} {name.vi}", fields["kind"])
        yield Competence(kind, name)


def _legal_basis(at: Place, longest: int) -> Iterator[LegalBasis]:
    once = Once()
    for item in at.items():
        fields = item.table("code name")
        code = once.see(fields["code"].line(longest=longest), fields["code"])
        yield LegalBasis(code, fields["name"].words())


def _decision(at: Place, *, is_complete: bool) -> Decision:
    if is_complete:
        fields = at.table("number issuer", "signed_on")
    else:
        fields = at.table("", "number issuer signed_on")
    signed_on = fields["signed_on"].day() if "signed_on" in fields else None
    if is_complete:
        return Decision(fields["number"].line(), fields["issuer"].words(), signed_on)
    return Decision(_line(fields["number"]), _words_or(fields["issuer"], Text("")), signed_on)


def _cases(at: Place, procedure: str) -> Iterator[Case]:
    """`procedure` is empty where codes may be any."""
    once = Once()
    for item in at.items():
        fields = item.table("code name", "time when" if procedure else "time")
        code = fields["code"].line()
        if procedure:
            once.see(code, fields["code"])
            if code and not code.startswith(f"{procedure}."):
                fields["code"].complain("case-foreign", value=code, procedure=procedure)
        read = read_time if procedure else _read_stated_time
        time = read(fields["time"]) if "time" in fields else None
        yield Case(code, fields["name"].words(), time)


def _channels(at: Place, *, is_complete: bool) -> dict[Channel, TimeLimit]:
    channels: dict[Channel, TimeLimit] = {}
    fields = at.table(optional=" ".join(channel.value for channel in Channel))
    for channel in Channel:
        if channel.value in fields:
            place = fields[channel.value]
            channels[channel] = read_time(place) if is_complete else _read_stated_time(place)
    if not channels and at.node is not None and is_complete:
        at.complain("empty")
    return channels


def _partial(at: Place) -> PartialReason:
    """Words alone, or `{code, says, legal_basis}`: only the latter is a reason the law takes."""
    if not isinstance(at.node, Table) or at.node.entries.keys() <= {"vi", "en"}:
        return PartialReason(at.words())
    fields = at.table("code says legal_basis")
    return PartialReason(
        fields["says"].words(), fields["code"].choice(PartialCode), fields["legal_basis"].line()
    )


def _steps(at: Place, *, is_complete: bool) -> Iterator[Step]:
    for item in at.items():
        if is_complete:
            fields = item.table("title text")
            yield Step(fields["title"].words(longest=200), fields["text"].words())
        else:
            fields = item.table("", "title text")
            title = _words_or(fields["title"], Text(""))
            yield Step(title, _words_or(fields["text"], Text("")))


def _outcomes(at: Place, *, is_complete: bool) -> Iterator[Outcome]:
    once = Once()
    for item in at.items():
        fields = item.table("name" if not is_complete else "code name", "code")
        if is_complete:
            code = fields["code"].matching(RESULT_CODE, example="KQ.G15.000342")
            yield Outcome(once.see(code, fields["code"]), fields["name"].words())
        else:
            yield Outcome(_line(fields["code"]), fields["name"].words())


def _codes(at: Place) -> Iterator[str]:
    """Codes of other procedures, each once."""
    once = Once()
    for item in at.items():
        yield once.see(item.matching(PROCEDURE_CODE, example="2.000635"), item)


def _national(at: Place) -> National:
    fields = at.table("id is_full", "updated_on announced_by review")
    return National(
        id=fields["id"].line(longest=80),
        updated_on=fields["updated_on"].day() if "updated_on" in fields else None,
        is_full=fields["is_full"].yes_no(),
        announced_by=_line(fields["announced_by"]),
        review=fields["review"].choices(ReviewMark),
    )


def _effective(at: Place) -> tuple[date, date | None]:
    fields = at.table("from", "to")
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
