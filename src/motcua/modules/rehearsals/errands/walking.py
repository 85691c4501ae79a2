"""Walks the paths of a package in a rehearsal's space: real operations, a clock for each path."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from motcua.foundation import files, plugs
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.calendar import Calendar
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.fees import When, charges_for
from motcua.modules.catalogue.rules.package import Package, read
from motcua.modules.catalogue.rules.route import NEEDED_ROLES
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries as cases
from motcua.modules.dossiers.proving import take_as_proved
from motcua.modules.dossiers.rules import SUBJECT, Item, State
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.forms.rules.inventing import Inventor
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.payments import operations as payments
from motcua.modules.payments import queries as charges
from motcua.modules.results.rules import Receiver

from .. import operations, queries
from ..rules.moments import HERE
from ..rules.paths import OUTCOMES, Move, Path, Plan, paths_of
from ..rules.paths.covering import seeded
from .playing import Tasks, due_jobs
from .staging import on_stage

log = logging.getLogger(__name__)

#: Working minutes between two acts: long enough to be seen on a clock, short enough not to be late.
PACE = 5
BASIS = "Điều 18 Nghị định 118/2025/NĐ-CP"
WHY = "Diễn tập"
#: A page that stands for whatever people attach.
PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


class NobodyHolds(Refusal):
    """The path needs somebody nobody is: no officer of the agency holds the role."""

    code = "rehearsal-nobody-holds"


def walk(walk_id: UUID) -> None:
    """Walk all paths, noting each as it is done."""
    try:
        told = queries.walk(walk_id, by=SYSTEM)
        card = queries.rehearsal(told.rehearsal, by=SYSTEM)
    except NotFound:
        return
    trouble = ""
    try:
        package = read(queries.files(card.id, by=SYSTEM))
        plan = _plan(card.key, package)
        operations.note_plan(
            walk_id=walk_id, of=len(plan.paths), by=SYSTEM, at=datetime.now(UTC),
            uncovered=[target.key for target in plan.uncovered],
        )  # fmt: skip
        for path in plan.paths:
            operations.note_path(
                walk_id=walk_id, path=_walked(card, package, path), by=SYSTEM,
                at=datetime.now(UTC),
            )  # fmt: skip
    except Exception as wrong:
        log.exception("a walk broke off")
        trouble = f"{type(wrong).__name__}: {wrong}"[:2000]
    operations.end_walk(walk_id=walk_id, trouble=trouble, by=SYSTEM, at=datetime.now(UTC))


def _plan(key: str, package: Package) -> Plan:
    with on_stage(key):
        return paths_of(package, inventor=_inventor(), names=plugs.get(PlaceNames))


def _inventor() -> Inventor:
    """The same for the same package, so that a later walk can be compared with this one."""
    names, today = plugs.get(PlaceNames), present.now().astimezone(HERE).date()
    province = names.provinces(today)[0].code
    communes = tuple(place.code for place in names.communes(province, today))
    stored = files.store(PAGE, at=present.now())
    page = {
        "sha256": stored.sha256, "name": "dien-tap.pdf", "size": stored.size,
        "media_type": stored.media_type,
    }  # fmt: skip
    return Inventor(seeded(7), province, communes, today, page)


@dataclass(slots=True)
class _Walker:
    """One dossier on its way. The clock moves on with each act, within office hours."""

    path: Path
    package: Package
    agency: str
    calendar: Calendar
    applicant: Actor
    tasks: Tasks
    at: datetime
    dossier: UUID | None = None
    done: list[str] = field(default_factory=list)

    def officer(self, role: Role, agency: str = "") -> Actor:
        """:raises NobodyHolds: nobody does"""
        on = self.at.astimezone(HERE).date()
        found = organisation.officers_holding(role, agency or self.agency, on=on)
        if not found:
            raise NobodyHolds(f"nobody is {role} at {agency or self.agency}", role=role)
        return organisation.actor_for_officer(found[0].id, on)

    @property
    def id(self) -> UUID:
        assert self.dossier is not None, "nothing was filed yet"
        return self.dossier

    @property
    def state(self) -> State:
        return cases.dossier(self.id, by=SYSTEM).state

    def go(self, move: Move) -> None:
        self.at = self.calendar.add_working_minutes(self.at, PACE)
        DEEDS[move](self)
        due_jobs(self.tasks)
        self.done.append(move)

    # One function for each act

    def file(self) -> None:
        path = self.path
        self.dossier = dossiers.start_draft(
            procedure=self.package.code, agency=self.agency, channel=path.channel,
            by=self.applicant, at=self.at,
        )  # fmt: skip
        dossiers.save_answers(
            dossier_id=self.id, answers=path.answers, by=self.applicant, at=self.at
        )
        take_as_proved(self.package.form, path.answers, applicant=self.applicant, at=self.at)
        signed = cases.undersigned_of(self.id, by=self.applicant, now=self.at)
        for each in signed.cosigners:
            dossiers.note_cosigned(dossier_id=self.id, cosigner=each.key, by=SYSTEM, at=self.at)
        dossiers.file(dossier_id=self.id, key=str(self.id), by=self.applicant, at=self.at)
        due_jobs(self.tasks)
        if self.state is State.AWAITING_PAYMENT_INTAKE:
            self.pay()

    def pay(self) -> None:
        charge = charges.open_charge_of((SUBJECT, str(self.id)), by=SYSTEM)
        if charge is None:
            return
        owed = charges.charge_of((SUBJECT, str(self.id)), by=SYSTEM)
        assert owed is not None
        payments.reconcile_transfer(
            agency=self.agency, content=owed.reference, amount=owed.amount,
            bank_ref=f"DT{owed.id.hex}", by=SYSTEM, at=self.at,
        )  # fmt: skip

    def accept(self) -> None:
        dossiers.accept(dossier_id=self.id, by=self.officer(Role.RECEIVER), at=self.at)

    def refuse_at_intake(self) -> None:
        dossiers.refuse_at_intake(
            dossier_id=self.id, reason=WHY, legal_basis=BASIS, by=self.officer(Role.RECEIVER),
            at=self.at,
        )  # fmt: skip

    def ask_supplement(self) -> None:
        role = Role.RECEIVER if self.state is State.SUBMITTED else Role.CASE_OFFICER
        dossiers.ask_supplement(
            dossier_id=self.id, items=[Item("Giấy tờ kèm theo", WHY, BASIS)],
            contact="Bộ phận Một cửa", reply_by=self.at + timedelta(days=10),
            by=self.officer(role), at=self.at,
        )  # fmt: skip

    def supplement(self) -> None:
        dossiers.give_supplement(dossier_id=self.id, by=self.applicant, at=self.at)

    def assign(self) -> None:
        handler = self.officer(Role.CASE_OFFICER).officer
        assert handler is not None
        dossiers.assign(
            dossier_id=self.id, officer=UUID(handler), by=self.officer(Role.DEPT_HEAD), at=self.at
        )

    def take_up(self) -> None:
        dossiers.take_up(dossier_id=self.id, by=self.officer(Role.CASE_OFFICER), at=self.at)

    def ask_opinion(self) -> None:
        dossiers.ask_opinion(
            dossier_id=self.id, of_agency=self._other(), question=WHY,
            reply_by=self.at + timedelta(days=5), by=self.officer(Role.CASE_OFFICER), at=self.at,
        )  # fmt: skip

    def give_opinion(self) -> None:
        dossiers.give_opinion(
            dossier_id=self.id, answer=WHY, by=self.officer(Role.CASE_OFFICER, self._other()),
            at=self.at,
        )  # fmt: skip

    def _other(self) -> str:
        """Another agency with somebody to answer."""
        on = self.at.astimezone(HERE).date()
        for card in organisation.competent_agencies(AgencyKind):
            is_there = organisation.officers_holding(Role.CASE_OFFICER, card.code, on=on)
            if card.code != self.agency and is_there:
                return card.code
        raise NobodyHolds("no other agency has a case officer", role=Role.CASE_OFFICER)

    def ask_payment(self) -> None:
        facts = {
            "answers": self.path.answers, "channel": self.path.channel,
            "applicant": {"kind": self.path.applicant},
        }  # fmt: skip
        owed = charges_for(self.package.fees, facts)
        lines = [line for line in owed if line.when is When.BEFORE_RESULT]
        if lines:
            dossiers.ask_payment(
                dossier_id=self.id, lines=lines,
                by=self.officer(Role.CASE_OFFICER), at=self.at,
            )  # fmt: skip

    def extend(self) -> None:
        due = cases.dossier(self.id, by=SYSTEM).due_at
        assert due is not None, "an accepted dossier has a date"
        dossiers.extend(
            dossier_id=self.id, until=self.calendar.add_working_days(due, 2), apology=WHY,
            by=self.officer(Role.CASE_OFFICER), at=self.at,
        )  # fmt: skip

    def overrun(self) -> None:
        due = cases.dossier(self.id, by=SYSTEM).due_at
        assert due is not None, "an accepted dossier has a date"
        self.at = self.calendar.normalise(max(self.at, due + timedelta(minutes=1)))

    def draft(self) -> None:
        revision = catalogue.revision(cases.dossier(self.id, by=SYSTEM).revision)
        values = _inventor().answers(revision.result_form, plugs.get(PlaceNames))
        dossiers.draft_result(
            dossier_id=self.id, values=values, by=self.officer(Role.CASE_OFFICER), at=self.at
        )

    def return_draft(self) -> None:
        dossiers.return_draft(
            dossier_id=self.id, reason=WHY, by=self.officer(Role.SIGNATORY), at=self.at
        )

    def draft_refusal(self) -> None:
        dossiers.draft_refusal(
            dossier_id=self.id, reason=WHY, legal_basis=BASIS, by=self.officer(Role.CASE_OFFICER),
            at=self.at,
        )  # fmt: skip

    def sign(self) -> None:
        dossiers.sign(dossier_id=self.id, by=self.officer(Role.SIGNATORY), at=self.at)

    def issue(self) -> None:
        dossiers.issue(dossier_id=self.id, by=self.officer(Role.CLERK), at=self.at)

    def hand_over(self) -> None:
        if self.state is not State.RETURNED:  # a result that goes online is returned by itself
            dossiers.hand_over(
                dossier_id=self.id, to=Receiver("Người nhận diễn tập", "999196000001"),
                by=self.officer(Role.RETURNER), at=self.at,
            )  # fmt: skip

    def withdraw(self) -> None:
        dossiers.withdraw(dossier_id=self.id, reason=WHY, by=self.applicant, at=self.at)

    def agree_withdrawal(self) -> None:
        dossiers.agree_withdrawal(
            dossier_id=self.id, by=self.officer(Role.CASE_OFFICER), at=self.at
        )

    def decline_withdrawal(self) -> None:
        dossiers.decline_withdrawal(
            dossier_id=self.id, reason=WHY, by=self.officer(Role.CASE_OFFICER), at=self.at
        )

    def stop(self) -> None:
        dossiers.stop(
            dossier_id=self.id, reason=WHY, legal_basis=BASIS, by=self.officer(Role.SIGNATORY),
            at=self.at,
        )  # fmt: skip


DEEDS: Mapping[Move, Callable[[_Walker], None]] = {
    move: getattr(_Walker, move.value) for move in Move
}


def _walked(card: queries.RehearsalCard, package: Package, path: Path) -> dict[str, object]:
    """Walk one path, and tell how it went."""
    watch: list[_Walker] = []
    start = datetime.now(UTC)

    def clock() -> datetime:
        return watch[0].at if watch else start + ahead

    with on_stage(card.key) as stage:
        ahead = stage.scene.ahead
    with on_stage(card.key, clock) as stage:
        trouble = ""
        begins = start
        try:
            watch.append(_walker(card, package, path, stage.tasks, start + ahead))
            begins = watch[0].at
            for move in path.moves:
                watch[0].go(move)
        except Refusal as refusal:
            trouble = f"{_next(path, watch)}: {refusal.code} ({refusal.detail})"
        except Exception as wrong:
            log.exception("a path broke off")
            trouble = f"{_next(path, watch)}: {type(wrong).__name__}: {wrong}"
        return _told(path, watch, begins, trouble)


def _next(path: Path, watch: list[_Walker]) -> str:
    done = len(watch[0].done) if watch else 0
    return str(path.moves[done]) if done < len(path.moves) else "end"


def _told(path: Path, watch: list[_Walker], begins: datetime, trouble: str) -> dict[str, object]:
    number, outcome, dossier, late = "", "", "", False
    if watch and watch[0].dossier is not None:
        card = cases.dossier(watch[0].dossier, by=SYSTEM)
        number, outcome, dossier = (
            card.code or card.submission_number,
            str(card.state),
            str(card.id),
        )
        late = bool(card.due_at and card.due_at < (card.ended_at or watch[0].at))
    ends = watch[0].at if watch else begins
    return {
        "key": path.key, "name": str(path.story), "covers": list(path.covers), "outcome": outcome,
        "expected": str(OUTCOMES[path.story]), "number": number, "dossier": dossier,
        "seconds": int((ends - begins).total_seconds()), "late": late, "trouble": trouble[:500],
    }  # fmt: skip


def _walker(
    card: queries.RehearsalCard, package: Package, path: Path, tasks: Tasks, now: datetime
) -> _Walker:
    agency = _agency(card, path, now)
    calendar = organisation.calendar_of(agency)
    people = queries.personas(by=SYSTEM)
    who = people[-1 if path.applicant == "business" else 0].who
    at = calendar.normalise(now)
    return _Walker(path, package, agency, calendar, Actor(who), tasks, at)


def _agency(card: queries.RehearsalCard, path: Path, now: datetime) -> str:
    """The agency that plays, if it is of the kind; else the first of the kind that is staffed."""
    on = now.astimezone(HERE).date()
    kind = AgencyKind(path.agency_kind)
    there = [each.code for each in organisation.competent_agencies([kind])]
    if card.agency in there:
        return card.agency
    for code in there:
        if all(organisation.officers_holding(role, code, on=on) for role in NEEDED_ROLES):
            return code
    raise NobodyHolds(f"no agency of kind {kind} is staffed", role=Role.CASE_OFFICER)
