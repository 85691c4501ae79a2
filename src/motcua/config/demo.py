"""Founds the demo city in an empty database: places, offices, officers, procedures, fees."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone
from motcua.kernel.numbers import read_tax_code
from motcua.modules.alerts import operations as alerts
from motcua.modules.alerts import packs as warnings
from motcua.modules.bundles import operations as bundles
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue import queries as procedures
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.organisation.seed.cities import City, demo_city
from motcua.modules.organisation.seed.cities import found as found_city
from motcua.modules.payments import operations as payments
from motcua.modules.payments.rules.collectors import CollectorDetails
from motcua.modules.places import operations as places
from motcua.modules.places.dataset import shipped

from . import environment
from .simulating import placing

PACKAGES = Path(__file__).resolve().parents[3] / "packages"
GROUPS = PACKAGES.parent / "groups"


def is_empty() -> bool:
    """Whether nothing was founded here, or the founding was interrupted: it can be repeated."""
    return not procedures.public_procedures_to_file()


def found(*, say: Console, at: datetime) -> None:
    """Every step adds only what is missing."""
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), console=say) as progress:
        step = progress.add_task("")
        for words in _steps(at):
            progress.update(step, description=words)
        progress.update(step, description="  the demo city stands")


def _steps(at: datetime) -> Iterator[str]:
    yield "  loading places …"
    places.load(dataset=shipped(), by=SYSTEM, at=at)
    city = demo_city()
    yield "  founding the demo city …"
    found_city(city, at=at)
    yield "  naming who collects fees …"
    name_collectors(city, at=at)
    yield "  placing simulated instruments …"
    placing.place(at=at)
    placing.set_alarm_levels(at=at)
    placing.leave_token(environment.home() / "secrets" / "simulated-source-token", at=at)
    for folder in sorted(PACKAGES.iterdir()):
        yield f"  publishing procedure {folder.name} …"
        publish(folder, at=at)
    for folder in sorted(GROUPS.iterdir()):
        yield f"  joining procedures of {folder.name} …"
        bundles.adopt_group(files=gather(folder), by=SYSTEM, at=at)
    yield "  putting rules of warning in force …"
    adopt_warning_rules(at=at)


def adopt_warning_rules(*, at: datetime) -> None:
    """Put the threshold rules that ship in force; nothing happens to those that are already."""
    for rule in warnings.rules():
        with suppress(AlreadyDone):
            version = alerts.draft_rule(
                document=warnings.document(rule), reason="", by=SYSTEM, at=at
            )
            alerts.publish_rule(version_id=version, by=SYSTEM, at=at)


def publish(folder: Path, *, at: datetime) -> None:
    """Import a package and put it in force; nothing happens if it is already."""
    revision = catalogue.import_package(files=gather(folder), by=SYSTEM, at=at)
    if folder.name not in procedures.public_procedures_to_file():
        catalogue.publish(revision=revision, by=SYSTEM, at=at)


def name_collectors(city: City, *, at: datetime) -> None:
    """Give every agency of the demo city a made-up tax code that is well formed."""
    codes = _tax_codes()
    for agency in city.agencies:
        payments.set_collector(
            agency=agency.code, details=CollectorDetails(next(codes)), by=SYSTEM, at=at
        )


def _tax_codes() -> Iterator[str]:
    """Well-formed codes of a range that no office has."""
    for number in range(199_000_000, 199_999_999):
        code = f"0{number}"
        if read_tax_code(code).value is not None:
            yield code
