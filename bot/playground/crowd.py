"""A great many people of whom only numbers are kept, so that a million fit into a few megabytes."""

from array import array

from bot.playground.limits import Busiest
from bot.playground.people import Person


class Crowd:
    """People known by their ids alone, who have all written to the bot before.

    Their messages are counted and not kept; whoever of them does something gets a phone.
    """

    def __init__(self, ids: range) -> None:
        self.ids = ids
        self.received = array("I", bytes(4 * len(ids)))
        self.pace = Busiest()

    def __contains__(self, person_id: object) -> bool:
        return person_id in self.ids

    def person(self, person_id: int) -> Person | None:
        """One of them, or None."""
        if person_id not in self.ids:
            return None
        return Person(person_id, f"Member {person_id}", started=True)

    def count(self, person_id: int) -> None:
        """One of them got a message."""
        self.received[self.ids.index(person_id)] += 1

    def got(self, person_id: int) -> int:
        """How many messages one of them got."""
        return self.received[self.ids.index(person_id)]
