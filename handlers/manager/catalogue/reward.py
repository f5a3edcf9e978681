"""One reward as its keeper sees it: what it says, how it stands, and what can be done with it."""

from bot.telegram.ask import Ask, Button, Rows
from domain import adoption
from domain.adoption import Shelved
from domain.errors import RewardGone
from domain.programme import Event
from handlers.manager.catalogue.telling import told_conditions, told_reward, told_shelf
from handlers.manager.routes import ROUTES
from handlers.pictured import show_pictured
from handlers.screens import base36, lines


@ROUTES.button("ct-show")
async def show(ask: Ask) -> None:
    """Shows the reward that was chosen from the list."""
    await ask.leave()
    await show_reward(ask, ask.args[0])


async def show_reward(ask: Ask, reward_id: str, undo: int = 0) -> None:
    """Shows a reward; with `undo`, the way back to before the version of that number."""
    seen = await find(ask, reward_id)
    await show_pictured(
        ask,
        seen.reward.picture,
        lines(
            told_reward(ask, seen.reward),
            told_conditions(ask, seen.reward),
            told_shelf(ask, seen),
        ),
        _rows(ask, seen, undo),
    )


async def find(ask: Ask, reward_id: str) -> Shelved:
    """A reward by its id; raises RewardGone."""
    found = await ask.read(adoption.shelf)
    seen = next((each for each in found if each.reward.id == reward_id), None)
    if seen is None:
        raise RewardGone
    return seen


@ROUTES.button("ct-hide")
async def hide(ask: Ask) -> None:
    """Takes it out of sight, or shows it again."""
    reward_id, how, *_ = ask.args
    await ask.write(adoption.hide_reward, reward_id, how == "hide", ask.clerk)
    await ask.toast(ask.plain(f"toast-catalogue-{how}"))
    await show_reward(ask, reward_id)


@ROUTES.button("ct-undo")
async def undo(ask: Ask) -> None:
    """Makes it what it was before the change; one that was new is gone."""
    reward_id, number, _ = ask.args
    await ask.write(adoption.undo_reward, reward_id, int(number, 36), ask.clerk)
    await ask.toast(ask.plain("toast-catalogue-undone"))
    if ask.programme.reward(reward_id) is None:
        await ask.show(ask.render("catalogue-gone"), [[ask.button("back", "catalogue")]])
    else:
        await show_reward(ask, reward_id)


@ROUTES.button("ct-drop")
async def ask_drop(ask: Ask) -> None:
    """Says what removing it does, and asks once."""
    reward = (await find(ask, ask.args[0])).reward
    await ask.show(
        ask.render("catalogue-drop", name=reward.name.in_(ask.language)),
        [
            [
                ask.button("catalogue-drop-now", "ct-dropped", reward.id, ask.fresh()),
                ask.button("back", "ct-show", reward.id),
            ]
        ],
    )


@ROUTES.button("ct-dropped")
async def drop(ask: Ask) -> None:
    """Takes it out of the catalogue."""
    await ask.write(adoption.remove_reward, ask.args[0], ask.clerk)
    await ask.toast(ask.plain("toast-catalogue-dropped"))
    await ask.show(ask.render("catalogue-gone"), [[ask.button("back", "catalogue")]])


def _rows(ask: Ask, seen: Shelved, undo: int) -> Rows:
    reward, nonce = seen.reward, ask.fresh()
    how = "show" if reward.hidden else "hide"
    is_off = isinstance(reward, Event) and reward.called_off
    back: list[Button] = [ask.button("back", "catalogue")]
    if undo:
        back.insert(0, ask.button("catalogue-undo", "ct-undo", reward.id, base36(undo), nonce))
    open_ways = [
        ask.button("catalogue-edit", "ct-edit", reward.id),
        ask.button("catalogue-restock", "ct-stock", reward.id),
        ask.button(f"catalogue-{how}", "ct-hide", reward.id, how, nonce),
    ]
    ways = [
        ask.button("catalogue-copy", "ct-copy", reward.id),
        ask.button("catalogue-drop", "ct-drop", reward.id),
    ]
    if isinstance(reward, Event) and not is_off:
        ways.append(ask.button("catalogue-call-off", "ct-off", reward.id))
    return [*([] if is_off else [open_ways]), ways, back]
