"""The owner's first screen."""

from bot.telegram.ask import Ask
from bot.texts.formats import Points
from domain.insight import figures


async def show_owner_home(ask: Ask) -> None:
    """Shows the programme in one line, and what an owner does."""
    seen = await ask.read(figures)
    await ask.show(
        ask.render(
            "owner-home",
            shop=ask.programme.name.in_(ask.language),
            members=seen.members,
            outstanding=Points(seen.outstanding),
            worth=ask.money(seen.worth_minor),
        ),
        [
            [ask.button("broadcast", "broadcast"), ask.button("stats", "stats")],
            [ask.button("extend", "extend"), ask.button("reinstate", "reinstate")],
            [ask.button("sale", "sale"), ask.button("my-card", "join")],
        ],
    )
