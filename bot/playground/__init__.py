"""The playground: a Bot API server and a chat page on loopback, the bot without Telegram."""

from bot.playground.people import Answer, Message, Person
from bot.playground.server import Playground
from bot.playground.weather import Faults, Lost
from bot.playground.world import World

__all__ = ["Answer", "Faults", "Lost", "Message", "Person", "Playground", "World"]
