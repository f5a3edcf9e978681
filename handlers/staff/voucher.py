"""Vouchers at the counter: checked, then used once.

```mermaid
stateDiagram-v2
    [*] --> code: /voucher
    [*] --> checked: scanned voucher, /voucher CODE
    code --> checked: a voucher's code
    checked --> [*]: Use voucher, Cancel
```
"""

from bot.telegram.ask import Ask
from bot.texts.formats import Html
from domain import rewards
from domain.members import contact, staff
from domain.rewards import Voucher, voucher_at
from domain.tx import Tx
from handlers.screens import back_row, base36, called, lines
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
    found = await ask.read(voucher_at, code)
    is_open = found.state == "issued" and found.expires_at > ask.desk.store.now()
    if is_open:
        # Cancel has something to cancel, and the next code can follow at once.
        await ask.step("voucher", "code")
    else:
        await ask.leave()
    use = ask.button("use-voucher", "voucher-use", base36(found.id), ask.fresh())
    await ask.show(
        lines(_what(ask, found), _state(ask, found, is_open)),
        [[use, ask.button("cancel", "cancel")]] if is_open else [back_row(ask)],
    )


@COUNTER.button("voucher-use")
async def use_voucher(ask: Ask) -> None:
    """Uses an open voucher, once however often it is pressed; the member is told."""
    done = await ask.write(use_at_counter, int(ask.args[0], 36), ask.person.outside_id)
    await ask.leave()
    found = await ask.read(contact, done.member)
    await ask.toast(ask.plain("toast-used"))
    await ask.show(
        ask.render(
            "voucher-handed-out",
            reward=done.reward.in_(ask.language),
            name=called(ask, found.name if found else ""),
        ),
        [[ask.button("next-voucher", "check-voucher"), *back_row(ask)]],
    )


def use_at_counter(tx: Tx, voucher_id: int, staff_id: int) -> Voucher:
    """Uses a voucher in the name of the member of staff who hands the reward out."""
    return rewards.use(tx, voucher_id, staff(tx, staff_id))


def _what(ask: Ask, found: Voucher) -> Html:
    return ask.render(
        "voucher-check", reward=found.reward.in_(ask.language), name=called(ask, found.name)
    )


def _state(ask: Ask, found: Voucher, is_open: bool) -> Html:
    if is_open:
        return ask.render("voucher-check-open", day=ask.day(found.expires_at - 1))
    state = "expired" if found.state == "issued" else found.state
    return ask.render(
        f"voucher-check-{state}", moment=ask.moment(found.settled_at or found.expires_at)
    )
