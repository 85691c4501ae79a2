"""What a listener wants to hear: topics by their beginning, and places."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.kernel.errors import Invalid

from .changes import PLACE, TOPIC

MOST_TOPICS, MOST_PLACES = 50, 500


class BadFilter(Invalid):
    """A topic or place is not spelt like one, or there are too many."""

    code = "bad-filter"


@dataclass(frozen=True, slots=True)
class Filter:
    """Topics by prefix of whole words ("alerts" takes "alerts.flood", not "alertsx"), and places.

    No topics: all of them. No places: all of them. A change of no place concerns the whole city,
    so it passes every filter of places.
    """

    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def takes(self, topic: str, place: str) -> bool:
        return self._takes_topic(topic) and (not self.places or not place or place in self.places)

    def _takes_topic(self, topic: str) -> bool:
        return not self.topics or any(
            topic == prefix or topic.startswith(f"{prefix}.") for prefix in self.topics
        )


def filter_of(topics: Sequence[str], places: Sequence[str]) -> Filter:
    """A filter as somebody asked for it, each word once.

    :raises BadFilter: not spelt like a topic or a place, or too many; params: field
    """
    wanted = tuple(dict.fromkeys(word.strip() for word in topics if word.strip()))
    where = tuple(dict.fromkeys(word.strip() for word in places if word.strip()))
    if len(wanted) > MOST_TOPICS or not all(TOPIC.fullmatch(word) for word in wanted):
        raise BadFilter("topics are dotted words, at most 50", field="topics")
    if len(where) > MOST_PLACES or not all(PLACE.fullmatch(word) for word in where):
        raise BadFilter("places are codes of units, at most 500", field="places")
    return Filter(wanted, where)
