"""Vouchers at the counter: checked, then handed out, shown, or put on a bill.

```mermaid
stateDiagram-v2
    [*] --> code: /voucher
    [*] --> checked: scanned voucher, /voucher CODE
    code --> checked: a voucher's code
    checked --> [*]: Use voucher, Cancel
    checked --> amount: one that a bill takes
```
"""

from bot.telegram.ask import Ask
from bot.texts.formats import Html
from domain import counter
from domain.rewards import FOR_BILLS, Voucher, voucher_at
from handlers.guarding import guarded
from handlers.screens import back_row, base36, called_member, lines
from handlers.staff.card import title
from handlers.staff.draft import Draft, keep
from handlers.staff.routes import COUNTER


@COUNTER.command("voucher")
async def voucher(ask: Ask) -> None:
    """`/voucher CODE` checks it; without a code, asks for it."""
    if ask.args:
        await check_voucher(ask, "".join(ask.args))
    else:
        await ask_code(ask)


@COUNTER.button("check-voucher")
async def ask_code(ask: Ask) -> None:
    """Asks which voucher it is."""
    await ask.step("voucher", "code")
    await ask.show(ask.render("voucher-which"), [[ask.button("cancel", "cancel")]])


@COUNTER.step("voucher", "code")
async def take_code(ask: Ask) -> None:
    """Takes the voucher's code."""
    await check_voucher(ask, ask.text)


async def check_voucher(ask: Ask, code: str) -> None:
    """Shows what a voucher is for, whose it is and whether it is open."""
    await show_voucher(ask, await guarded(ask, voucher_at, code))


async def show_voucher(ask: Ask, found: Voucher, to_use: bool = True) -> None:
    """Shows it, with what can be done with it; who only helps at the desk sees how it stands."""
    is_open = found.state == "issued" and found.expires_at > ask.desk.store.now()
    to_use = to_use and is_open
    if to_use and isinstance(found.terms, FOR_BILLS):
        await show_for_bill(ask, found)
        return
    if to_use:
        # Cancel has something to cancel, and the next code can follow at once.
        await ask.step("voucher", "code")
    else:
        await ask.leave()
    use = ask.button("use-voucher", "voucher-use", base36(found.id), ask.fresh())
    await ask.show(
        lines(await _what(ask, found), _state(ask, found, is_open)),
        [[use, ask.button("cancel", "cancel")]]
        if to_use and found.kind != "privilege"
        else [back_row(ask)],
    )


async def show_for_bill(ask: Ask, found: Voucher) -> None:
    """Opens a sale to its member with the voucher on the bill: the amount can be sent at once."""
    await keep(ask, "amount", Draft(found.member, voucher=found.id))
    example = ask.programme.currency.example
    await ask.show(
        lines(
            await _what(ask, found),
            _state(ask, found, True),
            ask.render("sale-how-much", example=example),
        ),
        [
            [
                ask.button("card-of", "card-of", base36(found.member)),
                ask.button("cancel", "cancel"),
            ]
        ],
    )


@COUNTER.button("voucher-use")
async def use_voucher(ask: Ask) -> None:
    """Uses an open voucher, once however often it is pressed; the member is told."""
    done = await ask.write(counter.use_voucher, ask.clerk, int(ask.args[0], 36))
    await ask.leave()
    name = await called_member(ask, done.member)
    await ask.toast(ask.plain("toast-used"))
    await ask.show(
        ask.render(
            "voucher-handed-out",
            kind=done.kind,
            reward=done.reward.in_(ask.language),
            name=name,
        ),
        [[ask.button("next-voucher", "check-voucher"), *back_row(ask)]],
    )


async def _what(ask: Ask, found: Voucher) -> Html:
    name = await called_member(ask, found.member)
    return ask.render("voucher-check", reward=title(ask, found), name=name)


def _state(ask: Ask, found: Voucher, is_open: bool) -> Html:
    if is_open:
        day = ask.day(found.expires_at - 1)
        return ask.render("voucher-check-open", kind=found.kind, day=day)
    state = "expired" if found.state in ("issued", "ended") else found.state
    return ask.render(
        f"voucher-check-{state}", moment=ask.moment(found.settled_at or found.expires_at)
    )
