"""`motcua token …`: the keys with which sources open the gate."""

from typing import Annotated

import typer

from . import serving

app = typer.Typer(help="Tokens of sources: give one, or end them all.", no_args_is_help=True)
Source = Annotated[str, typer.Argument(help="the source's code, as it was registered")]


@app.command()
def issue(
    source: Source,
    keep_others_days: Annotated[
        int, typer.Option(min=0, max=366, help="how long tokens before this one work on")
    ] = 0,
) -> None:
    """Print a new token of a source, this once; only its digest is kept."""
    from . import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        from .importing import keys

        raise typer.Exit(keys.issue(source, keep_others_days, say=serving.say))


@app.command()
def revoke(source: Source) -> None:
    """From now on no token of the source opens the gate."""
    from . import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        from .importing import keys

        raise typer.Exit(keys.revoke(source, say=serving.say))
