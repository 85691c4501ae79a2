"""What a source is told of itself, and of the rules its values met."""

from collections.abc import Sequence

from motcua.foundation import rows
from motcua.kernel.actors import Actor

from .. import policies
from .cards import SeriesCard
from .series import MOST as MOST_SERIES
from .series import _series

__all__ = ["MOST_SERIES", "public_ruleset_versions", "series_of_source"]


def series_of_source(*, source: str, by: Actor, after: str = "") -> list[SeriesCard]:
    """All series of a source, also closed ones and those not public, in order of their codes.

    :raises NotAllowed: neither the source nor the operations centre
    """
    if by != policies.sender(source):
        policies.must_watch(by)
    return _series("true", ("", "", "", source), (), after)


def public_ruleset_versions(ids: Sequence[int]) -> dict[int, int]:
    """The version of each set of rules, by its id."""
    found = rows.fetch(
        "SELECT id, version FROM observations_ruleset WHERE id = ANY(%b::bigint[])", [list(ids)]
    )
    return {int(key): int(version) for key, version in found}
