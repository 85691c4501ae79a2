"""The command line `motcua`. Django is loaded by the commands that need it, and only then."""

import os
from pathlib import Path
from typing import Annotated

import typer

from . import environment, serving

app = typer.Typer(
    help="Motcua: one door between people and their city.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
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


@app.command(hidden=True)
def work(ready: Annotated[Path | None, typer.Option()] = None) -> None:
    """Prepare the database, say so in the file `ready`, and run jobs until stopped."""
    from . import preparing

    seed = environment.profile() is environment.Profile.DEMO
    preparing.prepare(seed=seed)
    if ready:
        preparing.tell(ready)
    preparing.work()


if __name__ == "__main__":
    app()
