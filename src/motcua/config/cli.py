"""The command line `motcua`. Django is loaded by the commands that need it, and only then."""

import os
from pathlib import Path
from typing import Annotated

import typer

from . import checking, environment, erasing, importing, packaging, recounting, serving, tokens

app = typer.Typer(
    help="Motcua: one door between people and their city.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(importing.app, name="import")
app.add_typer(tokens.app, name="token")
app.add_typer(packaging.app, name="package")
app.command()(checking.check)
app.command()(recounting.recount)
app.command("erase-person")(erasing.erase_person)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")


@app.command()
def serve() -> None:
    """Start everything: database, migrations, a demo city if empty, web server, worker."""
    raise typer.Exit(serving.serve())


@app.command()
def migrate() -> None:
    """Bring the city's schema up to date."""
    from . import preparing

    with serving.Database():
        preparing.prepare(seed=False)


@app.command()
def seed() -> None:
    """Fill an empty database with the demo city."""
    from . import preparing

    with serving.Database():
        preparing.prepare(seed=True)


@app.command()
def tour(
    url: Annotated[str, typer.Option(help="Address of a running demo city.")] = "",
) -> None:
    """Walk one dossier through a running city as its people would; 0 only if its PDF verifies."""
    from . import touring

    raise typer.Exit(touring.walk(url or environment.base_url()))


@app.command()
def generate(
    dossiers: Annotated[int, typer.Option(min=1, help="how many")] = 100_000,
    years: Annotated[float, typer.Option(min=0.1, max=2.5, help="over the last years")] = 2.0,
) -> None:
    """Fill the demo city with invented dossiers, finished and open."""
    from . import preparing

    with serving.Database():
        preparing.prepare(seed=True)
        from . import generating

        made = generating.generate(dossiers, years=years, say=preparing.say)
        written = f"{made.dossiers:,} dossiers, {made.per_second:,.0f} written a second"
        preparing.say.print(f"  {written}")


@app.command()
def bench(
    dossiers: Annotated[int, typer.Option(min=0, help="how many; 0: as the plan says")] = 0,
    clients: Annotated[int, typer.Option(min=1, max=64, help="who file at once")] = 4,
    *,
    quick: Annotated[bool, typer.Option("--quick", help="smaller and shorter")] = False,
) -> None:
    """Measure this machine's city, as ratios within one run."""
    from . import bench as measuring

    plan = measuring.plan_for(dossiers, quick=quick)
    serving.say.print(f"  {measuring.bench(plan, clients=clients, say=serving.say)}")


@app.command()
def simulate(  # noqa: PLR0913 -- options of a command
    hours: Annotated[float, typer.Option(min=0.1, max=24 * 90, help="begin so long ago")] = 1.0,
    speed: Annotated[float, typer.Option(min=1, help="how many times faster the past goes")] = 60.0,
    seed: Annotated[int, typer.Option(help="which invented city")] = 1,
    url: Annotated[str, typer.Option(help="send to the gate of a city at this address")] = "",
    token_file: Annotated[Path | None, typer.Option(help="the source's token, for --url")] = None,
    *,
    once: Annotated[bool, typer.Option("--once", help="send the past in one go and end")] = False,
    faults: Annotated[bool, typer.Option(help="with the declared faults")] = True,
    list_faults: Annotated[bool, typer.Option("--list-faults", help="only tell them")] = False,
) -> None:
    """Send invented readings to a demo city, as its simulated instruments would."""
    from .simulating import command
    from .simulating.playing import Play

    play = Play(hours, speed, once, seed, with_faults=faults)
    if list_faults:
        return command.list_faults(play, say=serving.say)
    command.refuse_production()
    if url:
        if token_file is None:
            raise typer.BadParameter("--url needs --token-file")
        raise typer.Exit(command.simulate(play, command.gate(url, token_file), say=serving.say))
    from . import preparing

    with serving.Database():
        preparing.prepare(seed=True)
        raise typer.Exit(command.simulate(play, command.Here(), say=serving.say))


@app.command(hidden=True)
def work(ready: Annotated[Path | None, typer.Option()] = None) -> None:
    """Prepare the database, say so in the file `ready`, and run jobs until stopped."""
    from . import preparing

    seed = environment.profile() is environment.Profile.DEMO
    preparing.prepare_apart(seed=seed)
    if ready:
        preparing.tell(ready)
    preparing.work()


if __name__ == "__main__":
    app()
