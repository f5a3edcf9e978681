"""The last look before a broadcast goes out: how many get it, how long it takes, what it costs."""

from dataclasses import dataclass, replace

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Value
from domain import broadcasts, notices
from domain.broadcasts import Audience, Reach
from domain.broadcasts.campaign import CANARY_LEAST
from domain.notices import Price
from domain.programme.messages import Messages
from domain.tx import ReadTx
from handlers.owner.broadcasts.compose import show_draft
from handlers.owner.broadcasts.draft import Draft, draft_of, keep, send_draft
from handlers.owner.broadcasts.speaking import audience_name, duration
from handlers.owner.broadcasts.watching import show_broadcast, toast_start
from handlers.owner.routes import ROUTES
from handlers.screens import lines

HOLDOUTS = (0, 5, 10, 20)
# One Telegram Star pays for ten messages beyond what is free.
MESSAGES_PER_STAR = 10


@dataclass(frozen=True)
class Outlook:
    """Whom a draft would reach, and what recent messages cost in readers."""

    reach: Reach
    price: Price


def outlook(tx: ReadTx, audience: Audience) -> Outlook:
    """What is to be known before a draft goes out; raises where its audience is no more."""
    return Outlook(broadcasts.reach(tx, audience), notices.recent_price(tx))


@ROUTES.button("bc-holdout")
async def ask_holdout(ask: Ask) -> None:
    """Asks how many are left out by lot."""
    draft = draft_of(ask)
    await keep(ask, draft)
    choices = [
        ask.button(
            "broadcast-choice",
            "bc-hold",
            percent,
            label=ask.plain("percent", number=percent),
            chosen=percent == draft.holdout_percent,
        )
        for percent in sorted({*HOLDOUTS, ask.programme.messages.holdout_percent})
    ]
    await ask.show(ask.render("broadcast-holdout"), [choices, [ask.button("back", "bc-draft")]])


@ROUTES.button("bc-hold")
async def choose_holdout(ask: Ask) -> None:
    """Takes how many are left out."""
    await show_draft(ask, replace(draft_of(ask), holdout_percent=int(ask.args[0])))


@ROUTES.button("bc-paid")
async def choose_paid(ask: Ask) -> None:
    """Sends it for Stars, or not; only where the shop's settings allow it."""
    draft = draft_of(ask)
    paid = not draft.paid and ask.desk.paid_per_second > 0
    await show_draft(ask, replace(draft, paid=paid))


@ROUTES.button("bc-go")
async def confirm(ask: Ask) -> None:
    """Shows all that is about to happen; nothing has yet."""
    draft = draft_of(ask)
    seen = await ask.read(outlook, draft.audience)
    nonce = ask.fresh()
    await keep(ask, draft, confirmed=nonce, people=seen.reach.people)
    later = draft.later(ask.desk.store.now()) is not None
    key = "broadcast-plan" if later else "send"
    willing = seen.reach.willing
    go = [ask.button(key, "bc-send", nonce, people=willing)] if willing else []
    await ask.show(
        _told(ask, draft, seen),
        [[*go, ask.button("cancel", "cancel")], [ask.button("back", "bc-draft")]],
    )


@ROUTES.button("bc-send")
async def send(ask: Ask) -> None:
    """Starts it, once however often it is pressed, and shows its progress here."""
    started = await ask.write(send_draft, ask.person.outside_id, ask.args[0])
    ask.dialog = None
    await toast_start(ask, started.broadcast)
    await show_broadcast(ask, started.broadcast)


def _told(ask: Ask, draft: Draft, seen: Outlook) -> Html:
    messages, price, now = ask.programme.messages, seen.price, ask.desk.store.now()
    written = _written(draft, seen.reach)
    rate = ask.desk.paid_per_second if draft.paid else ask.desk.pacer.rate
    later = draft.later(now)
    quiet_until = notices.quiet_from(ask.programme, None).ends(later or now, ask.programme.zone)
    begins = quiet_until or later
    starts: Value = "now" if begins is None else ask.moment(begins)
    return lines(
        ask.render(
            "broadcast-confirm",
            audience=audience_name(ask, draft.audience),
            people=seen.reach.people,
            muted=seen.reach.muted,
            starts=starts,
            eta=duration(ask, written, rate),
            rate=max(int(rate), 1),
            holdout=draft.holdout_percent,
        ),
        ask.render("broadcast-quiet") if quiet_until else _rests(ask, messages),
        ask.render("broadcast-canary", percent=messages.canary_percent)
        if seen.reach.people >= CANARY_LEAST and messages.canary_percent
        else None,
        ask.render("broadcast-price", told=price.told, muted=price.muted, blocked=price.blocked)
        if price.told
        else None,
        ask.render("broadcast-stars", stars=-(-written // MESSAGES_PER_STAR))
        if draft.paid
        else None,
    )


def _written(draft: Draft, reach: Reach) -> int:
    """How many will be written to, about."""
    return reach.willing - reach.willing * draft.holdout_percent // 100


def _rests(ask: Ask, messages: Messages) -> Html | None:
    if messages.quiet_from == messages.quiet_until:
        return None
    return ask.render("broadcast-rests", since=messages.quiet_from, until=messages.quiet_until)
