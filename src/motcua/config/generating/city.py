"""The city as a generator of dossiers sees it: people, agencies, procedures, invented answers."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from motcua.foundation import files, identifiers, plugs
from motcua.kernel.actors import SYSTEM, Role
from motcua.kernel.clock import Unit
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.fees import When, charges_for
from motcua.modules.dossiers.rules import CLOSED, State
from motcua.modules.dossiers.rules.past import PastCharge, PastDossier, PastLine
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.inventing import FAMILY, Answers, Inventor
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import operations as people
from motcua.modules.people.facts import Address, Claims, Contact, PersonKind

from .histories import ENDINGS, HERE, STANDINGS, Cast, Story

T = TypeVar("T")

PROVIDER = "generated"
#: A page that stands for whatever people attach.
PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
VARIANTS = 24
#: Of all dossiers, those that are still open; they were filed in the last days.
OPEN_SHARE = 0.06
OPEN_DAYS = 12
CHANNELS = {"online": 70.0, "counter": 28.0, "post": 2.0}
#: The ordinary officer needs a fraction of the time allowed; some need much longer.
PACE, SLOW, SLOW_SHARE = 8000.0, 14.0, 0.06


@dataclass(frozen=True, slots=True)
class Citizen:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """An agency with who works there, as the journal names them."""

    code: str
    roles: dict[Role, list[str]]

    @property
    def is_staffed(self) -> bool:
        return all(self.roles.values())

    def cast(self, draw: random.Random, *, applicant: str, other: str) -> Cast:
        def one(role: Role) -> str:
            return draw.choice(self.roles[role])

        return Cast(
            applicant=applicant,
            receiver=one(Role.RECEIVER),
            case_officer=one(Role.CASE_OFFICER),
            dept_head=one(Role.DEPT_HEAD),
            signatory=one(Role.SIGNATORY),
            clerk=one(Role.CLERK),
            returner=one(Role.RETURNER),
            other_agency=other,
        )


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of answering a procedure's form, and what it costs through each channel."""

    answers: Answers
    lines: dict[str, tuple[PastLine, ...]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure with the offices that decide it and some ways of answering its form."""

    revision: catalogue.Revision
    offices: tuple[Office, ...]
    variants: tuple[Variant, ...]

    def pace(self, channel: str) -> float:
        allowed = self.revision.allowance(channel)
        days = 1.0 if allowed.unit is Unit.IN_DAY else float(allowed.amount)
        minutes = days * (60 if allowed.unit is Unit.HOUR else 480)
        return minutes / PACE


@dataclass(slots=True)
class SampleCity:
    """Invents one dossier after the other."""

    inventor: Inventor
    since: datetime
    at: datetime
    people: tuple[Citizen, ...]
    offers: tuple[Offer, ...]
    given: dict[tuple[str, str], int] = field(default_factory=dict)
    settled: timedelta = timedelta(days=OPEN_DAYS)

    @classmethod
    def look(
        cls, count: int, *, since: datetime, at: datetime, seed: int | None = None,
        families: tuple[str, ...] = FAMILY,
    ) -> "SampleCity":  # fmt: skip
        """The city as it stands, with enough people for `count` dossiers.

        What is finished was filed before the last days, `settled` of them.
        """
        draw = random.Random(seed if seed is not None else at.timestamp())  # noqa: S311 -- no secret
        inventor = inventor_of(draw, at, families=families)
        citizens = _citizens(inventor, max(10, min(1000, count // 50)), at)
        offers = tuple(offers_of(inventor))
        return cls(inventor, since, at, citizens, offers, identifiers.last_numbers("dossier:"))

    @property
    def draw(self) -> random.Random:
        return self.inventor.draw

    def dossier(self) -> PastDossier:
        """One more dossier: finished some time in those years, or open since lately."""
        draw = self.draw
        is_open = draw.random() < OPEN_SHARE
        offer = draw.choices(self.offers, [len(each.offices) for each in self.offers])[0]
        office, citizen = draw.choice(offer.offices), draw.choice(self.people)
        channel = _of({k: CHANNELS[k] for k in map(str, offer.revision.channels)}, draw)
        variant = draw.choice(offer.variants)
        lines = variant.lines[channel]
        end = _of(STANDINGS if is_open else ENDINGS, draw)
        if end is State.AWAITING_PAYMENT_INTAKE and not lines:
            end = State.SUBMITTED
        slow = SLOW if draw.random() < SLOW_SHARE else 1.0
        story = Story(
            cast=office.cast(
                draw, applicant=f"person:{citizen.id}", other=draw.choice(offer.offices).code
            ),
            draw=draw,
            at=self._moment(is_open=is_open),
            until=self.at,
            pace=offer.pace(channel) * slow,
            answers=variant.answers,
        ).tell(end, owes=bool(lines))
        return self._past(story, end, offer, office, citizen, channel, lines)

    def _past(  # noqa: PLR0913, PLR0917 -- the parts of one dossier
        self, story: Story, end: State, offer: Offer, office: Office, citizen: Citizen,
        channel: str, lines: tuple[PastLine, ...],
    ) -> PastDossier:  # fmt: skip
        charges: tuple[PastCharge, ...] = ()
        if story.charge:
            charges = (PastCharge(lines, *story.charge),)
        ways = offer.revision.returning
        return PastDossier(
            code=self._code(office.code, story.clock[0].at) if story.clock else "",
            submission_number=self._number(story.history[0].at),
            procedure=offer.revision.code,
            revision=offer.revision.id,
            agency=office.code,
            channel=channel,
            return_method=str(ways[0] if channel == "online" else ways[-1]),
            applicant=citizen.id,
            submitter=citizen.id,
            applicant_name=citizen.name,
            state=end,
            answers=story.answers,
            history=tuple(story.history),
            clock=tuple(story.clock),
            supplements=tuple(story.supplements),
            opinions=tuple(story.opinions),
            charges=charges,
            handler="" if end in CLOSED else story.handler,
        )

    def _moment(self, *, is_open: bool) -> datetime:
        """A moment of filing: by day mostly, on any day of the week, fewer on days off."""
        last = self.at if is_open else self.at - self.settled
        first = self.at - timedelta(days=OPEN_DAYS) if is_open else self.since
        while True:
            on = first + (last - first) * self.draw.random()
            if on.astimezone(HERE).weekday() < 5 or self.draw.random() < 0.3:
                break
        local = datetime.combine(on.astimezone(HERE).date(), time(7), HERE)
        at = local + timedelta(minutes=min(self.draw.expovariate(1 / 240), 960))
        return min(at.astimezone(UTC).replace(microsecond=0), self.at)

    def _code(self, agency: str, accepted_at: datetime) -> str:
        day = f"{accepted_at.astimezone(HERE):%y%m%d}"
        place = (f"dossier:{agency}", day)
        self.given[place] = self.given.get(place, 0) + 1
        return f"{agency}-{day}-{self.given[place]:04d}"

    def _number(self, filed_at: datetime) -> str:
        return f"N{filed_at.astimezone(HERE):%y%m%d}-M{self.draw.getrandbits(40):010X}"


def _of(shares: Mapping[T, float], draw: random.Random) -> T:
    """One of them, as often as its share says."""
    return draw.choices(list(shares), list(shares.values()))[0]


def inventor_of(
    draw: random.Random, at: datetime, *, families: tuple[str, ...] = FAMILY
) -> Inventor:
    """Somebody who invents answers for the forms of this city."""
    stored = files.store(PAGE, at=at)
    today = at.astimezone(HERE).date()
    names = plugs.get(forms.PlaceNames)
    province = names.provinces(today)[0].code
    communes = tuple(place.code for place in names.communes(province, today))
    page = {
        "sha256": stored.sha256, "name": "trang-mau.pdf", "size": stored.size,
        "media_type": stored.media_type,
    }  # fmt: skip
    return Inventor(draw, province, communes, today, page, families)


def _citizens(inventor: Inventor, count: int, at: datetime) -> tuple[Citizen, ...]:
    found = []
    for number in range(count):
        name = inventor.name()
        home = Address(inventor.province, inventor.draw.choice(inventor.communes), "Số 1 Phố Mẫu")
        claims = Claims(
            provider=PROVIDER,
            subject=f"{at:%Y%m%d%H%M%S}-{number}",
            kind=PersonKind.CITIZEN,
            full_name=name,
            personal_id=inventor.personal_id(),
            birth_on=date(1960 + number % 45, 1 + number % 12, 1 + number % 28),
            assurance=2,
            contact=Contact(inventor.phone(), "", home),
        )
        found.append(Citizen(people.sign_in(claims=claims, by=SYSTEM, at=at), name))
    return tuple(found)


def offers_of(inventor: Inventor, *, variants: int = VARIANTS) -> Iterator[Offer]:
    """What is offered somewhere where all who take part in it are posted."""
    offices: dict[str, Office] = {}
    for code in catalogue.public_procedures_to_file():
        revision = catalogue.revision(catalogue.public_procedure(code).revision)
        deciding = [each.code for each in organisation.competent_agencies(revision.agency_kinds)]
        for agency in deciding:
            if agency not in offices:
                offices[agency] = _office(agency, inventor.today)
        staffed = tuple(offices[agency] for agency in deciding if offices[agency].is_staffed)
        if staffed:
            ways = tuple(_variant(inventor, revision) for _ in range(variants))
            yield Offer(revision, staffed, ways)


def _office(code: str, on: date) -> Office:
    roles = {
        role: [f"officer:{card.id}" for card in organisation.officers_holding(role, code, on=on)]
        for role in (
            Role.RECEIVER, Role.CASE_OFFICER, Role.DEPT_HEAD, Role.SIGNATORY, Role.CLERK,
            Role.RETURNER,
        )
    }  # fmt: skip
    return Office(code, roles)


def _variant(inventor: Inventor, revision: catalogue.Revision) -> Variant:
    answers = inventor.answers(revision.form, plugs.get(forms.PlaceNames))
    lines = {}
    for channel in map(str, revision.channels):
        facts = {"answers": answers, "channel": channel, "applicant": {"kind": "citizen"}}
        lines[channel] = tuple(
            PastLine(line.code, line.kind, line.name, line.amount, line.basis)
            for line in charges_for(revision.fees, facts)
            if line.when is When.AT_FILING and line.amount
        )
    return Variant(answers, lines)
