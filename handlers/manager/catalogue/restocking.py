"""More on the shelf, fewer, or no end of it."""

import re

from bot.telegram.ask import Ask
from domain import adoption
from domain.errors import ScreenOld
from domain.programme import Event
from domain.staff import Clerk
from domain.tx import Tx
from handlers.manager.catalogue.kinds import FLOW
from handlers.manager.catalogue.reward import find, show_reward
from handlers.manager.catalogue.telling import told_shelf
from handlers.manager.routes import ROUTES
from handlers.screens import lines

OFFERED = (5, 20, 50)
# A number with its sign; a minus however it is typed.
_BY = re.compile(r"([+\-\u2212\u2013]?)([1-9]\d{0,5})", re.ASCII)


@ROUTES.button("ct-stock")
async def ask_stock(ask: Ask) -> None:
    """Asks how many come to the shelf, or leave it."""
    await _ask(ask, ask.args[0])


@ROUTES.button("ct-add")
async def add(ask: Ask) -> None:
    """Takes a number that was offered."""
    reward_id, by, _ = ask.args
    await _restock(ask, reward_id, int(by))


@ROUTES.step(FLOW, "stock", takes_words=True)
async def take_number(ask: Ask) -> None:
    """Takes a number that was typed; what is none is explained, and asked for again."""
    if ask.dialog is None:
        raise ScreenOld
    reward_id = str(ask.dialog.data["reward"])
    found = _BY.fullmatch("".join(ask.text.split()))
    if found is None:
        await _ask(ask, reward_id, wrong=True)
        return
    by = int(found[2])
    await _restock(ask, reward_id, by if found[1] in ("", "+") else -by)


@ROUTES.button("ct-endless")
async def take_endless(ask: Ask) -> None:
    """Lets the shelf have no end."""
    await ask.write(without_end, ask.args[0], ask.clerk)
    await _done(ask, ask.args[0])


def without_end(tx: Tx, reward_id: str, clerk: Clerk) -> None:
    """A reward of which there are as many as members want; raises ScreenOld where it is gone."""
    reward = tx.programme.reward(reward_id)
    if reward is None:
        raise ScreenOld
    endless = reward.model_copy(update={"stock": None, "low_stock": None})
    adoption.put_reward(tx, endless, clerk)


async def _ask(ask: Ask, reward_id: str, wrong: bool = False) -> None:
    seen = await find(ask, reward_id)
    await ask.step(FLOW, "stock", reward=reward_id)
    nonce = ask.fresh()
    offered = [
        ask.button("catalogue-more", "ct-add", reward_id, by, nonce, by=by) for by in OFFERED
    ]
    endless = []
    if seen.left is not None and not isinstance(seen.reward, Event):
        endless.append(ask.button("catalogue-endless", "ct-endless", reward_id, nonce))
    await ask.show(
        lines(
            ask.render("catalogue-stock-wrong") if wrong else None,
            ask.render("catalogue-stock", name=seen.reward.name.in_(ask.language)),
            told_shelf(ask, seen),
        ),
        [offered, [*endless, ask.button("back", "ct-show", reward_id)]],
    )


async def _restock(ask: Ask, reward_id: str, by: int) -> None:
    await ask.write(adoption.restock, reward_id, by, ask.clerk)
    await _done(ask, reward_id)


async def _done(ask: Ask, reward_id: str) -> None:
    await ask.leave()
    await ask.toast(ask.plain("toast-catalogue-stocked"))
    await show_reward(ask, reward_id)
