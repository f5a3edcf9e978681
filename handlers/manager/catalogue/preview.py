"""A reward as members will see it, with its picture, before anything happens."""

from bot.telegram.ask import Ask, Button
from bot.telegram.dialogs import dialog_of, end_dialog
from bot.texts.formats import Html
from domain import adoption
from domain.errors import RuleRefused, ScreenOld, SeatsBooked
from domain.programme import Reward
from domain.staff import Clerk
from domain.tx import Tx
from handlers.manager.catalogue.kinds import FLOW, Draft
from handlers.manager.catalogue.reward import show_reward
from handlers.manager.catalogue.telling import told_conditions, told_otherwise, told_reward
from handlers.manager.routes import ROUTES
from handlers.pictured import show_pictured
from handlers.screens import lines


async def show_preview(ask: Ask, draft: Draft) -> None:
    """Shows what members will see; nothing has changed yet."""
    draft, nonce = draft.seen(), ask.fresh()
    await ask.step(FLOW, "preview", **draft.data(), at="preview", preview=nonce)
    try:
        reward = draft.reward(ask.programme)
        adoption.with_reward(ask.programme, reward)
    except RuleRefused as refused:
        text = ask.render("catalogue-contradiction", reason=refused.reason)
        await ask.show(text, [_ways(ask)])
        return
    key = "catalogue-save" if draft.of else "catalogue-put"
    await show_pictured(
        ask,
        reward.picture,
        lines(
            ask.render("catalogue-preview"),
            told_reward(ask, reward),
            told_otherwise(ask, reward),
            told_conditions(ask, reward, None if draft.of else _in_stock(ask, reward)),
        ),
        [[ask.button(key, "ct-save", nonce)], _ways(ask)],
    )


@ROUTES.button("ct-save")
async def save(ask: Ask) -> None:
    """Puts what the preview showed on the shelf, once however often it is pressed."""
    reward_id, number = await ask.write(save_draft, ask.clerk, ask.args[0])
    await ask.toast(ask.plain("toast-catalogue-saved"))
    await show_reward(ask, reward_id, undo=number)


def save_draft(tx: Tx, clerk: Clerk, nonce: str) -> tuple[str, int]:
    """Puts the draft into the catalogue, unless it was cancelled or changed since the preview.

    The reward's id, and the version that holds it.
    """
    dialog = dialog_of(tx, clerk.outside_id)
    draft = Draft.told(dialog.data) if dialog and dialog.data.get("preview") == nonce else None
    if draft is None:
        raise ScreenOld
    end_dialog(tx, clerk.outside_id)
    fresh = "" if draft.of else adoption.fresh_reward_id(tx, draft.fields["name"]["en"])
    reward = draft.reward(tx.programme, fresh)
    if held := adoption.seats_moved(tx, tx.programme.reward(reward.id), reward):
        raise SeatsBooked(held)
    return reward.id, adoption.put_reward(tx, reward, clerk).number


def _in_stock(ask: Ask, reward: Reward) -> Html | None:
    return ask.render("catalogue-in-stock", stock=reward.stock) if reward.stock else None


def _ways(ask: Ask) -> list[Button]:
    return [ask.button("change", "ct-change"), ask.button("cancel", "cancel")]
