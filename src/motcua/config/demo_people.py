"""Who one may be in the demo city, for the start screen."""

from collections.abc import Iterator

from motcua.adapters.identity.demo.directory import demo_directory

SHOWN_OFFICES = ("H26.101", "H26")


def lines() -> Iterator[str]:
    """A line for each person, and each officer of the first ward and the city; the page has all."""
    for group in demo_directory().groups:
        if group.key == "people" or group.key in SHOWN_OFFICES:
            for account in group.accounts:
                yield f"{account.name} — {account.note.vi} / {account.note.en}"
    yield "… and the officers of the other offices, all listed on the sign-in page"
