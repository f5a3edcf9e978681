"""What every Bot API method asks first: who is meant, and may they be written to now."""

import asyncio
from math import ceil

from bot.playground.call import Call
from bot.playground.errors import bad_request, forbidden, too_many_requests
from bot.playground.limits import Busiest, Rates
from bot.playground.memory import SECOND
from bot.playground.people import Person
from bot.playground.world import World


class BotApi:
    """A world as its bot's methods see it; `rich` bots may pay for their broadcasts."""

    def __init__(self, world: World, *, limits: bool, rich: bool) -> None:
        self.world = world
        self.rich = rich
        self.rates = Rates() if limits else None
        self.pace = Busiest()

    def chat(self, call: Call, name: str = "chat_id") -> Person:
        """The person (or the group) that a chat id names."""
        if not call.text(name):
            raise bad_request(f"{name} is empty")
        person = self.world.person(call.integer(name))
        if person is None:
            raise bad_request("chat not found")
        return person

    def may_write(self, person: Person) -> None:
        """ApiError 403 to somebody who never wrote, or has blocked the bot."""
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        if person.blocked or self.world.turns_out_to_have_blocked(person):
            raise forbidden("bot was blocked by the user")

    def arrives(self, call: Call) -> bool:
        """Counts a sending call; whether its answer will be lost. ApiError 429 or 5xx."""
        now = asyncio.get_running_loop().time()
        self.pace.note(now)
        if call.integer("chat_id") in self.world.crowd:
            self.world.crowd.pace.note(now)
        return self.world.faults is not None and self.world.faults.meet(now)

    def admit(self, person: Person, *, paid: bool = False) -> None:
        """Lets one message or edit pass; ApiError 403 or 429 if it may not."""
        self.may_write(person)
        if left := self.world.flood_until:
            left -= self.world.clock.now()
            if left > 0:
                raise too_many_requests(ceil(left / SECOND))
        if self.rates:
            wait = self.rates.admit(person.id, asyncio.get_running_loop().time(), paid=paid)
            if wait:
                raise too_many_requests(wait)
