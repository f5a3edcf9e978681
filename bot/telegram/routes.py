"""Who may ask for what: each audience has its routes, and the check stands here once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.telegram.ask import Ask
from bot.telegram.dialogs import Dialog

K = TypeVar("K")
V = TypeVar("V")
Handler = Callable[[Ask], Awaitable[None]]
Afterwards = Callable[[Ask, Dialog], Awaitable[None]]
# What each role may do: who credits and refunds, who helps, and everybody may be a member.
AUDIENCES_OF = {
    "owner": ("owner", "manager", "counter", "desk", "member"),
    "manager": ("manager", "counter", "desk", "member"),
    "cashier": ("counter", "desk", "member"),
    "support": ("desk", "member"),
    "member": ("member",),
}


@dataclass(frozen=True)
class Step:
    """What answers at a step of a dialog; one that `takes_words` takes any text but a way out."""

    handler: Handler
    takes_words: bool


@dataclass
class Routes:
    """The commands, buttons and dialog steps of one audience; `handlers/<audience>` fills them.

    `menu` names the commands that Telegram's menu shows, in its order.
    """

    audience: str
    menu: tuple[str, ...] = ()
    commands: dict[str, Handler] = field(default_factory=dict)
    buttons: dict[str, Handler] = field(default_factory=dict)
    steps: dict[tuple[str, str], Step] = field(default_factory=dict)
    afterwards: dict[str, Afterwards] = field(default_factory=dict)

    def command(self, name: str) -> Callable[[Handler], Handler]:
        """Answers `/name`, and the plain words that mean it."""
        return self._add(self.commands, name)

    def button(self, action: str) -> Callable[[Handler], Handler]:
        """Answers a press."""
        return self._add(self.buttons, action)

    def step(
        self, flow: str, step: str, *, takes_words: bool = False
    ) -> Callable[[Handler], Handler]:
        """Answers what a person sends at this step of a dialog; plain words stay commands there."""

        def add(handler: Handler) -> Handler:
            assert (flow, step) not in self.steps, f"{flow}/{step} is answered twice"
            self.steps[flow, step] = Step(handler, takes_words)
            return handler

        return add

    def after(self, flow: str) -> Callable[[Afterwards], Afterwards]:
        """Tidies up once a dialog of this flow, which is given, is over or has moved on."""
        return self._add(self.afterwards, flow)

    @staticmethod
    def _add(table: dict[K, V], name: K) -> Callable[[V], V]:
        def add(handler: V) -> V:
            assert name not in table, f"{name} is answered twice"
            table[name] = handler
            return handler

        return add
