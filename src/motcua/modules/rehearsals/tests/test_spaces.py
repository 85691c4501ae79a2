"""A rehearsal touches nothing real, whatever happens in it, and leaves nothing behind."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from motcua.foundation import jobs, plugs
from motcua.foundation.database import spaces
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries as cases
from motcua.modules.dossiers.rules import State
from motcua.modules.dossiers.tests.stories import RESULT, SELF
from motcua.modules.dossiers.tests.world import EXTRACT, TUESDAY, WARD, World, found_world
from motcua.modules.organisation import queries as organisation
from motcua.modules.payments import operations as payments
from motcua.modules.payments import queries as charges
from motcua.modules.rehearsals import errands, operations, queries, steps
from motcua.modules.rehearsals.ports import Props
from motcua.modules.rehearsals.rules.life import LIFE, MOST_OPEN, TooManyRehearsals
from motcua.modules.rehearsals.rules.moments import ClockGoesForward, Jump, NothingDue
from motcua.modules.results.ports import Signer
from motcua.modules.results.rules import Receiver

from .factories import (
    an_open_rehearsal,
    applicants,
    digests,
    giang,
    nothing_left,
    people_met,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with nothing_left():
        yield found_world(with_places=True)


@pytest.fixture
def designer(world: World) -> Actor:
    return giang()


def played(role: Role) -> Actor:
    holders = organisation.officers_holding(role, WARD, on=present.now().date())
    return organisation.actor_for_officer(holders[0].id, present.now().date())


def whole_story(stage: errands.OnStage) -> None:
    """An files, pays, is answered, and fetches her paper; every consequence is played."""
    an = Actor(queries.personas(by=SYSTEM)[0].who)
    number = dossiers.file_at_once(
        procedure=EXTRACT, agency=WARD, answers=SELF, key="k", by=an, at=present.now()
    )
    dossier = cases.find(number, by=an)
    charge = charges.charge_of(("dossier", str(dossier)), by=an)
    assert charge is not None
    payments.reconcile_transfer(
        agency=WARD, content=charge.reference, amount=charge.amount, bank_ref="R1", by=SYSTEM,
        at=present.now(),
    )  # fmt: skip
    errands.due_jobs(stage.tasks)
    dossiers.accept(dossier_id=dossier, by=played(Role.RECEIVER), at=present.now())
    dossiers.take_up(dossier_id=dossier, by=played(Role.CASE_OFFICER), at=present.now())
    dossiers.draft_result(
        dossier_id=dossier, values=RESULT, by=played(Role.CASE_OFFICER), at=present.now()
    )
    dossiers.sign(dossier_id=dossier, by=played(Role.SIGNATORY), at=present.now())
    errands.due_jobs(stage.tasks)
    dossiers.issue(dossier_id=dossier, by=played(Role.CLERK), at=present.now())
    assert errands.due_jobs(stage.tasks) == []
    card = cases.dossier(dossier, by=an)
    if card.state is State.RESOLVED:
        to = Receiver("Nguyễn Thị An", "999196000001")
        dossiers.hand_over(dossier_id=dossier, to=to, by=played(Role.RETURNER), at=present.now())
    assert cases.dossier(dossier, by=an).state is State.RETURNED


def after_filing(key: str) -> None:
    with errands.on_stage(key):
        _file(Actor(queries.personas(by=SYSTEM)[1].who), "l")
        raise ZeroDivisionError


def inside_a_transaction(key: str) -> None:
    with errands.on_stage(key), transaction.atomic():
        steps.note_troubles(["it breaks off here"])
        raise ZeroDivisionError


def test_a_whole_rehearsal_leaves_the_city_as_it_was(world: World, designer: Actor) -> None:
    jobs.run_due()  # what the founding of the city left to do
    before = digests()
    made = an_open_rehearsal(designer)
    key = queries.rehearsal(made, by=designer).key

    with errands.on_stage(key) as stage:
        whole_story(stage)
        assert applicants().total() == 1
    for break_off in (after_filing, inside_a_transaction):
        with pytest.raises(ZeroDivisionError):
            break_off(key)

    assert digests() == before
    assert not applicants()
    operations.close(rehearsal_id=made, by=designer, at=datetime.now(UTC))
    jobs.run_due()
    assert spaces.standing() == []
    assert digests() == before
    assert queries.files(made, by=designer) == {}


def test_a_making_that_was_cut_off_begins_anew(world: World, designer: Actor) -> None:
    made = operations.open_rehearsal(
        files=catalogue.public_package(EXTRACT), origin="o", agency=WARD, by=designer,
        at=datetime.now(UTC),
    )  # fmt: skip
    key = queries.rehearsal(made, by=designer).key
    spaces.raise_up(spaces.space_of(key))  # and then the machine stopped
    jobs.run_due()
    assert queries.rehearsal(made, by=designer).is_open
    errands.prepare(made)  # told twice: nothing happens
    with errands.on_stage(key):
        assert catalogue.public_procedures_in_force() == [EXTRACT]


def in_force(since: str) -> dict[str, bytes]:
    """The package as it would be with other days."""
    files = dict(catalogue.public_package(EXTRACT))
    text = files["procedure.yaml"].decode()
    assert "  from: 2026-01-16" in text
    files["procedure.yaml"] = text.replace("  from: 2026-01-16", since, 1).encode()
    return files


def test_the_days_of_a_package_are_kept(world: World, designer: Actor) -> None:
    over, to_come = (
        operations.open_rehearsal(
            files=in_force(since), origin="o", agency=WARD, by=designer, at=datetime.now(UTC)
        )
        for since in ("  from: 2026-01-16\n  to: 2026-02-01", "  from: 2027-03-02")
    )
    jobs.run_due()
    failed = queries.rehearsal(over, by=designer)
    assert (failed.state.value, failed.trouble) == ("failed", "rehearsal-not-in-force")
    key = queries.rehearsal(to_come, by=designer).key
    assert [space.key for space in spaces.standing()] == [key]
    with errands.on_stage(key):
        assert present.now().date().isoformat() == "2027-03-02"
        assert catalogue.public_procedures_in_force() == [EXTRACT]


def test_a_space_holds_offices_and_calendars_and_nobody_real(world: World, designer: Actor) -> None:
    made = an_open_rehearsal(designer)
    numbers = {card.id for card in organisation.officers_holding(Role.CLERK, WARD, on=TUESDAY)}
    calendar = organisation.calendar_of(WARD).version
    here = organisation.agency(WARD).fee_account
    with errands.on_stage(queries.rehearsal(made, by=designer).key):
        held = {card.id for card in organisation.officers_holding(Role.CLERK, WARD, on=TUESDAY)}
        assert held == numbers
        assert organisation.calendar_of(WARD).version == calendar
        assert people_met() == len(queries.personas(by=SYSTEM))
        assert catalogue.public_procedures_in_force() == [EXTRACT]
        account = organisation.agency(WARD).fee_account
        assert here is not None
        assert account is not None
        assert account.number != here.number


#: What a rehearsal has no use for, so that asking for it there is a mistake. A port that is neither
#: here nor among the props was added without a thought of rehearsals.
NOT_ON_STAGE = {
    "Courier": "webhooks go out into the open",
    "Voice": "news of the city",
    "Bank": "questions that ship, the same for all",
    "Doors": "nobody signs in on a stage",
    "IdentityProvider": "nobody signs in on a stage",
    "DemoProvider": "nobody signs in on a stage",
    "Draughtsman": "charts are of the city's numbers",
    "Issuer": "warnings to the public",
    "Props": "a stage has no stage",
    "InnerDoor": "a stage has no stage",
}
OF_THE_STUDIO = "motcua.modules.proposals"


def test_every_port_is_thought_of(world: World, designer: Actor) -> None:
    made = an_open_rehearsal(designer)
    key = queries.rehearsal(made, by=designer).key
    props = {port.__name__ for port in plugs.get(Props).scenery(key).plugs}
    there = {
        port.__name__
        for port in plugs.ports()
        if port.__module__.startswith("motcua.")
        and not port.__module__.startswith(OF_THE_STUDIO)
        and ".tests" not in port.__module__
    }
    assert there - props - set(NOT_ON_STAGE) == set()
    assert not props & set(NOT_ON_STAGE)


def test_what_is_remembered_is_remembered_of_the_right_place(world: World, designer: Actor) -> None:
    """The same code with another content, asked for by turns in the city and in the space."""
    files = dict(catalogue.public_package(EXTRACT))
    was = catalogue.public_procedure(EXTRACT)
    text = files["procedure.yaml"].decode()
    files["procedure.yaml"] = text.replace(was.name.vi, "Thủ tục đang thử xyzzy", 1).encode()
    assert files["procedure.yaml"].decode() != text
    made = operations.open_rehearsal(
        files=files, origin="o", agency=WARD, by=designer, at=datetime.now(UTC)
    )
    jobs.run_due()
    key = queries.rehearsal(made, by=designer).key
    for _ in range(3):
        assert catalogue.public_procedure(EXTRACT) == was
        assert not _found("xyzzy")
        with errands.on_stage(key):
            tried = catalogue.public_procedure(EXTRACT)
            assert tried.name.vi == "Thủ tục đang thử xyzzy"
            assert tried.revision != was.revision
            assert _found("xyzzy")
            assert catalogue.public_procedures_in_force() == [EXTRACT]


def test_nothing_is_plugged_in_but_the_props(world: World, designer: Actor) -> None:
    made = an_open_rehearsal(designer)
    real = plugs.get(Signer)
    with errands.on_stage(queries.rehearsal(made, by=designer).key):
        assert plugs.get(Signer) is not real
        with pytest.raises(plugs.NotPlugged):
            plugs.get(threading.Thread)
    assert plugs.get(Signer) is real


def test_the_clock_goes_to_the_due_date_and_never_back(world: World, designer: Actor) -> None:
    key = queries.rehearsal(an_open_rehearsal(designer), by=designer).key
    with errands.on_stage(key) as stage, pytest.raises(NothingDue):
        errands.jump(Jump.AFTER_DUE, chosen=None, tasks=stage.tasks)
    with errands.on_stage(key) as stage:
        an = Actor(queries.personas(by=SYSTEM)[0].who)
        number = dossiers.file_at_once(
            procedure=EXTRACT, agency=WARD, answers={**SELF, "copies": 1}, key="k", by=an,
            at=present.now(),
        )  # fmt: skip
        dossier = cases.find(number, by=an)
        charge = charges.charge_of(("dossier", str(dossier)), by=an)
        if charge is not None:
            payments.reconcile_transfer(
                agency=WARD, content=charge.reference, amount=charge.amount, bank_ref="R1",
                by=SYSTEM, at=present.now(),
            )  # fmt: skip
        errands.due_jobs(stage.tasks)
        dossiers.accept(dossier_id=dossier, by=played(Role.RECEIVER), at=present.now())
        due = cases.next_due(after=present.now(), by=SYSTEM)
        assert due is not None
        errands.jump(Jump.AFTER_DUE, chosen=None, tasks=stage.tasks)
    with errands.on_stage(key) as stage:
        assert due < present.now() < due + timedelta(minutes=2)
        with pytest.raises(ClockGoesForward):
            errands.jump(Jump.CHOSEN, chosen=due, tasks=stage.tasks)
    assert present.now() < due


def test_spaces_are_few_and_leave_when_nobody_owns_them(world: World, designer: Actor) -> None:
    package = catalogue.public_package(EXTRACT)
    for _ in range(MOST_OPEN):
        operations.open_rehearsal(files=package, origin="o", by=designer, at=datetime.now(UTC))
    with pytest.raises(TooManyRehearsals):
        operations.open_rehearsal(files=package, origin="o", by=designer, at=datetime.now(UTC))
    orphan = spaces.space_of("0123456789ab")
    spaces.raise_up(orphan)
    assert errands.leftovers(queries.open_keys(by=SYSTEM)) == {orphan.key}
    errands.tidy(at=datetime.now(UTC) + LIFE + timedelta(hours=1))
    assert spaces.standing() == []
    assert queries.open_keys(by=SYSTEM) == frozenset()
    with pytest.raises(spaces.SpaceGone), spaces.inside(orphan):
        pass


def test_real_work_and_rehearsals_at_once_never_mix(world: World, designer: Actor) -> None:
    """Many threads in one process, each now in the city and now in a space: 120 filings."""
    keys = [queries.rehearsal(an_open_rehearsal(designer), by=designer).key for _ in range(2)]
    places = (None, *keys)
    calendar = organisation.calendar_of(WARD).version

    def work(number: int) -> list[str]:
        try:
            turns = [_turn(world, places[(number + n) % 3], f"{number}-{n}") for n in range(20)]
            return [found for turn in turns for found in turn]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        found = {one for each in pool.map(work, range(6)) for one in each}

    assert found == {spaces.space_of("0" * 12).city, calendar}
    assert applicants() == {world.an.person: 40}
    for key in keys:
        with errands.on_stage(key):
            assert applicants() == {Actor(queries.personas(by=SYSTEM)[0].who).person: 40}


def _turn(world: World, where: str | None, name: str) -> tuple[str, str]:
    """File once, there; then say which schema and which calendar the thread is left with."""
    if where is None:
        _file(world.an, name)
    else:
        with errands.on_stage(where):
            _file(Actor(queries.personas(by=SYSTEM)[0].who), name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    return schema, organisation.calendar_of(WARD).version


def _found(words: str) -> bool:
    return bool(catalogue.public_search(words).items)


def _file(by: Actor, key: str) -> None:
    dossiers.file_at_once(
        procedure=EXTRACT, agency=WARD, answers=SELF, key=key, by=by, at=present.now()
    )
