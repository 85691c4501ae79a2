"""The command `motcua recount`: an indicator computed again from raw, for whoever doubts it."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from . import serving


def recount(
    code: Annotated[str, typer.Argument(help="the indicator's code, such as vn_aqi_day")],
    start: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="first day")],
    until: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="last day")],
) -> None:
    """Compute an indicator again from raw; 0: every number was right, 1: some were corrected."""
    with serving.Database():
        import django

        django.setup()
        raise typer.Exit(_recount(code, start, until))


def _recount(code: str, start: datetime, until: datetime) -> int:
    from motcua.kernel.actors import SYSTEM
    from motcua.kernel.errors import Refusal
    from motcua.modules.indicators import operations
    from motcua.modules.indicators.rules.periods import midnight

    first, after = midnight(start.date()), midnight(until.date() + timedelta(days=1))
    try:
        done = operations.recount(
            code=code, start=first, end=after, by=SYSTEM, at=datetime.now(UTC)
        )
    except Refusal as refused:
        serving.say.print(f"  {refused}", markup=False)
        return 2
    serving.say.print(f"  {code}: {done.added} values added, {done.corrected} corrected")
    return 1 if done.corrected else 0
