"""`motcua tour`: prints each step of the story with its result."""

import httpx
from rich.console import Console

from .tour.story import Tour
from .tour.visitor import Lost

say = Console(highlight=False)


def walk(url: str) -> int:
    """Returns 0 if every step was done and the signed PDF verifies, else 1."""
    for number, (words, deed) in enumerate(Tour(url).steps(), start=1):
        with say.status(f"{number:2} {words} …"):
            try:
                result = deed()
            except (Lost, httpx.HTTPError) as lost:
                say.print(f"[red]{number:2} {words}: {lost}[/]")
                return 1
        say.print(f"[green]{number:2}[/] {words}: {result}", soft_wrap=True)
    say.print("[bold green]The signed result verifies.[/]")
    return 0
