"""The command `motcua check`: whether what must be true of the data is true."""

from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from . import serving


class Tongue(StrEnum):
    """Languages the findings are told in."""

    VI = "vi"
    EN = "en"


WORDS = {
    Tongue.VI: ("đúng", "SAI", "và {n} chỗ nữa", "Mọi điều đều đúng.", "Có {n} điều không đúng."),
    Tongue.EN: ("true", "FALSE", "and {n} more", "All is true.", "{n} of them are not true."),
}

say = Console(highlight=False, soft_wrap=True)


def check(
    language: Annotated[Tongue, typer.Option(help="language of the findings")] = Tongue.VI,
) -> None:
    """Check the data against what must always be true; 0: all is, 1: something is not."""
    with serving.Database():
        raise typer.Exit(_look(language))


def _look(language: Tongue) -> int:
    import django

    django.setup()
    from . import checks

    good, bad, more, all_good, some_bad = WORDS[language]
    outcomes = checks.run()
    for outcome in outcomes:
        mark = f"[red]{bad}[/]" if outcome.found else f"[green]{good}[/]"
        say.print(f"{mark}  {outcome.check.name}  {outcome.check.promises.in_(language)}")
        for found in outcome.found[: checks.MOST_TOLD]:
            say.print(f"      {found.in_(language)}", markup=False)
        if len(outcome.found) > checks.MOST_TOLD:
            say.print(f"      {more.format(n=len(outcome.found) - checks.MOST_TOLD)}")
    wrong = sum(bool(outcome.found) for outcome in outcomes)
    say.print(some_bad.format(n=wrong) if wrong else all_good)
    return 1 if wrong else 0
