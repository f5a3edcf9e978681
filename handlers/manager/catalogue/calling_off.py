"""An event that does not take place: called off once, with every seat given back."""

from bot.telegram.ask import Ask
from bot.texts.formats import Points
from domain import adoption, rewards
from handlers.manager.catalogue.reward import find, show_reward
from handlers.manager.routes import ROUTES


@ROUTES.button("ct-off")
async def ask_call_off(ask: Ask) -> None:
    """Says how many seats and points go back, and asks once."""
    event = (await find(ask, ask.args[0])).reward
    held = await ask.read(rewards.booked, event.id)
    await ask.show(
        ask.render(
            "catalogue-call-off",
            name=event.name.in_(ask.language),
            seats=held.seats,
            points=Points(held.points),
        ),
        [
            [
                ask.button("catalogue-call-off-now", "ct-called-off", event.id, ask.fresh()),
                ask.button("back", "ct-show", event.id),
            ]
        ],
    )


@ROUTES.button("ct-called-off")
async def call_off(ask: Ask) -> None:
    """Calls it off; the clock gives its seats back."""
    await ask.write(adoption.call_off, ask.args[0], ask.clerk)
    await ask.toast(ask.plain("toast-catalogue-called-off"))
    await show_reward(ask, ask.args[0])
