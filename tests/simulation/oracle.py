"""The shop as it must be: who joins it, and all that they do there."""

from tests.simulation.days import end_after_year
from tests.simulation.ledger import Facts
from tests.simulation.things import Member
from tests.simulation.till import Till

GIFT = 500


class Oracle(Till):
    """The shop at `now`."""

    def join(self, who: int) -> Facts:
        """A newcomer gets the gift, once."""
        if who < len(self.members):
            return {"is_new": False, "gift": 0}
        self.members.append(Member(who))
        self._issue(who, GIFT, "welcome", end_after_year(self.now), 0, self.now)
        return {"is_new": True, "gift": GIFT}
