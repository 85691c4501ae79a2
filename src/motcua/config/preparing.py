"""Everything that needs Django before the city can be served: schema, migrations, demo city."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import django
from rich.console import Console

from . import environment
from .serving import die_with_parent

say = Console(stderr=True, highlight=False)


def prepare(*, seed: bool) -> None:
    """Bring the schema up to date and, if asked and empty, found the demo city.

    :raises SystemExit: the database cannot be reached; the message is on stderr
    """
    django.setup()
    environment.simulates()  # what is set wrongly is told before anything is changed
    _reach()
    _migrate()
    _declare()
    if seed:
        _seed()


def prepare_apart(*, seed: bool) -> None:
    """The same in a process of its own, which takes the memory of preparing with it when it ends.

    It begins as a copy of this one, so that nothing is loaded twice.

    :raises SystemExit: as `prepare`, which has said why
    """
    django.setup()
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        if status:
            sys.exit(1)
        return
    code = 1
    try:
        die_with_parent()
        prepare(seed=seed)
        code = 0
    except SystemExit as told:
        say.print(str(told), markup=False)
    except Exception:  # noqa: BLE001 -- whatever it is, it is told and ends the parent as well
        say.print_exception()
    finally:
        # What this process has copies of, streams and exit functions, is its parent's to end.
        sys.stderr.flush()
        os._exit(code)


def _reach() -> None:
    from django.db import OperationalError

    from motcua.foundation.database.routes import city_connection

    try:
        city_connection("ddl").ensure_connection()
    except OperationalError as error:
        sys.exit(f"The database cannot be reached; is MOTCUA_DATABASE_URL right?\n{error}")


def _migrate() -> None:
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    from motcua.foundation import partitions
    from motcua.foundation.database.bootstrap import create_schema, pin_functions
    from motcua.foundation.database.routes import city_connection

    connection = city_connection("ddl")
    create_schema(connection)
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say.print(f"  migrating: {len(plan)} steps …")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        call_command("migrate", verbosity=0, database=connection.alias)
        pin_functions(connection)
    partitions.make_ahead("foundation_entry", today=datetime.now(UTC).date())
    connection.close()


def _declare() -> None:
    """Bring the shipped rules and indicators into use; what is in use costs only the reading."""
    from motcua.kernel.actors import SYSTEM
    from motcua.modules.indicators import operations as indicators
    from motcua.modules.indicators import packs
    from motcua.modules.observations import operations as observations
    from motcua.modules.results import operations as results
    from motcua.modules.service_quality import pack as services

    at = datetime.now(UTC)
    observations.open_months(by=SYSTEM, at=at)
    observations.declare_rules(by=SYSTEM, at=at)
    results.make_receipt_key(by=SYSTEM, at=at)
    for files in (packs.shipped(), services.files()):
        try:
            indicators.load_pack(files=files, by=SYSTEM, at=at)
        except indicators.VersionNotRaised as refused:
            # The city has a formula of its own under this number: its numbers go on as they are.
            say.print(f"  [yellow]an indicator was not renewed: {refused}[/]")


def _seed() -> None:
    from . import demo

    if environment.profile() is environment.Profile.PRODUCTION:
        sys.exit("the demo city is not founded in production")
    if demo.is_empty():
        demo.found(say=say, at=datetime.now(UTC))


def tell(ready: Path) -> None:
    """Say that the city can be served, and as whom one may sign in (demo only)."""
    lines: tuple[str, ...] = ()
    if environment.profile() is environment.Profile.DEMO:
        from .demo_people import lines as people

        lines = tuple(people())
    fresh = ready.with_suffix(".part")
    fresh.write_text("\n".join(lines))
    fresh.replace(ready)


def work() -> None:
    from motcua.foundation import jobs
    from motcua.sites.worker import broadcasting

    from . import wiring

    wiring.make_papers_apart()
    if environment.profile() is not environment.Profile.PRODUCTION:
        from .simulating import ticks

        ticks.begin_soon()
    with broadcasting.running():
        jobs.work(threads=environment.number("MOTCUA_WORKER_THREADS", lowest=1, highest=64))
