"""`motcua package …`: take packages out signed, bring them in checked, tell whose they are."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from . import serving

app = typer.Typer(help="Signed packages of procedures.", no_args_is_help=True)
Code = Annotated[str, typer.Argument(help="the procedure's code, such as 2.000635")]
File = Annotated[Path, typer.Argument(help="the zip file")]


@app.command()
def export(code: Code, file: File) -> None:
    """Write the package in force as a zip signed with the city's key."""
    _run(lambda exchange: exchange.export(code, file, say=serving.say))


@app.command("import")
def bring(
    file: File,
    unsigned: Annotated[bool, typer.Option(help="take it though nobody signed it")] = False,  # noqa: FBT002 - an option of the command line
) -> None:
    """Take a zip in as a draft; refused if it is not byte for byte what was signed."""
    _run(lambda exchange: exchange.bring(file, is_unsigned=unsigned, say=serving.say))


@app.command()
def verify(file: File) -> None:
    """Tell whose package it is; 0 only if nothing of it was changed since."""
    _run(lambda exchange: exchange.verify(file, say=serving.say))


def _run(act: Callable[[ModuleType], int]) -> None:
    from . import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        from . import exchange

        raise typer.Exit(act(exchange))
