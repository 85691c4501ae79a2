"""The commands under `motcua import`: what they are called and which options they take."""

from pathlib import Path
from typing import Annotated

import typer

from motcua.config import serving

app = typer.Typer(
    help="Bring in files: procedures, places, denominators, sources, observations, indicators.",
    no_args_is_help=True,
)


@app.command()
def places(
    geojson: Annotated[Path, typer.Option(help="boundaries of communes; .gz is read too")],
    valid_from: Annotated[
        str, typer.Option(help="the day they hold from, 2025-07-01; else when the communes began")
    ] = "",
    source: Annotated[str, typer.Option(help="who made them; else the file's name")] = "",
    licence: Annotated[str, typer.Option(help="under what licence they may be used")] = "",
    code_property: Annotated[str, typer.Option(help="the property with the commune's code")] = "",
) -> None:
    """Load commune boundaries from GeoJSON as a dated version. Again changes nothing."""
    from motcua.config import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        from . import places as files

        asked = files.Asked(geojson, valid_from, source, licence, code_property)
        raise typer.Exit(files.take_boundaries(asked, say=serving.say))


@app.command()
def denominators(
    file: Annotated[Path, typer.Argument(help="CSV: place, kind, value, date, source")],
) -> None:
    """Load what counts are divided by (people, households), each with its day and source."""
    from motcua.config import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        from . import places as files

        raise typer.Exit(files.take_denominators(file, say=serving.say))


@app.command()
def sources(
    file: Annotated[Path, typer.Argument(help="YAML: a source, its things and their series")],
) -> None:
    """Register a source with its things and series. Again changes only what differs."""
    from motcua.config import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        from . import sources as files

        raise typer.Exit(files.take(file, say=serving.say))


@app.command()
def observations(
    file: Annotated[Path, typer.Argument(help="CSV, NDJSON or JSON; .gz is read too")],
    source: Annotated[str, typer.Option(help="whose they are; else the only one there is")] = "",
    *,
    backfill: Annotated[bool, typer.Option("--backfill", help="tell nobody of any of it")] = False,
) -> None:
    """Take observations from a file as the gate takes batches. Again changes nothing."""
    from motcua.config import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        from . import observations as files

        asked = files.Asked(file, source, is_backfill=backfill)
        raise typer.Exit(files.take(asked, say=serving.say))


@app.command()
def indicators(
    folder: Annotated[Path, typer.Argument(help="a pack: one YAML file for each indicator")],
) -> None:
    """Bring a pack of indicators into use. Again changes nothing."""
    from motcua.config import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        from . import indicators as files

        raise typer.Exit(files.take(folder, say=serving.say))


@app.command()
def context(
    url: Annotated[str, typer.Argument(help="the address payloads name it by")],
    file: Annotated[Path, typer.Argument(help="a copy of its JSON-LD document")],
) -> None:
    """Pin a copy of an NGSI-LD @context under its address. Again replaces it."""
    from motcua.config import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        from . import contexts as files

        raise typer.Exit(files.take(url, file, say=serving.say))


@app.command("national-procedures")
def national_procedures(
    file: Annotated[Path, typer.Argument(help="JSON lines; .gz is read too")],
    report: Annotated[
        Path | None, typer.Option(help="write every mark with its place as CSV")
    ] = None,
) -> None:
    """Load the national portal's procedures, for reading. Again changes nothing."""
    from motcua.config import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        from . import procedures as files

        raise typer.Exit(files.take(file, report=report, say=serving.say))
