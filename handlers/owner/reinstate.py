"""Giving back what expired: whose, which, why, until when, confirm.

```mermaid
stateDiagram-v2
    [*] --> code: /reinstate
    code --> code: a card's code
    code --> reason: one of its expiries
    reason --> reason: words, other words, other days
    reason --> code: Back
    reason --> [*]: Give back, Cancel
```
"""

from datetime import timedelta
from typing import Any

from bot.telegram.ask import Ask, Rows
from bot.telegram.dialogs import dialog_of, end_dialog
from bot.texts.formats import Points
from domain import earning
from domain.calendar import instant, local_date
from domain.earning import GivenBack, Lost
from domain.errors import ScreenOld
from domain.members import by_card, name_of
from domain.tx import ReadTx, Tx
from handlers.owner.routes import ROUTES
from handlers.screens import back_row, base36, called, called_member

SHOWN = 5
DAYS, DAYS_AT_FIRST = (7, 30, 90), 30
REASON_LETTERS_MAX = 200


@ROUTES.command("reinstate")
async def reinstate(ask: Ask) -> None:
    """`/reinstate CODE` shows what a member lost; without a code, asks for it."""
    if ask.args:
        await show_lost(ask, await ask.read(by_card, "".join(ask.args)))
    else:
        await ask_whose(ask)


@ROUTES.button("reinstate")
async def ask_whose(ask: Ask) -> None:
    """Asks whose card it is."""
    await ask.step("reinstate", "code")
    await ask.show(ask.render("reinstate-whose"), [[ask.button("cancel", "cancel")]])


@ROUTES.step("reinstate", "code")
async def take_card(ask: Ask) -> None:
    """Takes the member's code."""
    await show_lost(ask, await ask.read(by_card, ask.text))


@ROUTES.button("rs-whose")
async def show_lost_again(ask: Ask) -> None:
    """Shows again what the member lost."""
    await show_lost(ask, int(ask.args[0], 36))


async def show_lost(ask: Ask, member: int) -> None:
    """Shows what expired lately and is not back, a button each; another code asks anew."""
    owner, lost = await ask.read(name_and_lost, member)
    await ask.step("reinstate", "code")
    key = "reinstate-which" if lost else "reinstate-none"
    which = [
        [
            ask.button(
                "expiry",
                "rs-why",
                base36(member),
                base36(each.txn),
                points=Points(each.points),
                day=ask.day(each.at),
            )
        ]
        for each in lost
    ]
    await ask.show(
        ask.render(key, name=called(ask, owner)),
        [*which, [ask.button("next-card", "reinstate"), ask.button("cancel", "cancel")]],
    )


@ROUTES.button("rs-why")
async def ask_why(ask: Ask) -> None:
    """Asks for the reason."""
    member, txn = (int(each, 36) for each in ask.args)
    lost = await ask.read(earning.lost_by, member, txn)
    await ask.step("reinstate", "reason", member=member, txn=txn)
    await ask.show(
        ask.render(
            "reinstate-why",
            points=Points(lost.points),
            day=ask.day(lost.at),
            most=REASON_LETTERS_MAX,
        ),
        [[ask.button("back", "rs-whose", base36(member)), ask.button("cancel", "cancel")]],
    )


@ROUTES.step("reinstate", "reason", takes_words=True)
async def take_reason(ask: Ask) -> None:
    """Takes the reason; another one before it is confirmed replaces the first."""
    assert ask.dialog is not None
    reason = " ".join(ask.text.split())
    if 0 < len(reason) <= REASON_LETTERS_MAX:
        await summarise(ask, {"days": DAYS_AT_FIRST} | ask.dialog.data | {"reason": reason})
    else:
        text = ask.render("reinstate-reason", most=REASON_LETTERS_MAX)
        await ask.say(text, [[ask.button("cancel", "cancel")]])


@ROUTES.button("rs-days")
async def change_days(ask: Ask) -> None:
    """Shows the summary with another end."""
    nonce, days = ask.args
    if ask.dialog is None or ask.dialog.data.get("summary") != nonce:
        raise ScreenOld
    await summarise(ask, ask.dialog.data | {"days": int(days)})


async def summarise(ask: Ask, data: dict[str, Any]) -> None:
    """Shows what comes back to whom and until when; nothing is given back yet."""
    owner, lost = await ask.read(name_and_one, data["member"], data["txn"])
    zone = ask.programme.zone
    last_day = local_date(ask.desk.store.now(), zone) + timedelta(days=data["days"])
    # A lot that was moved to later since keeps that end.
    until = max(instant(last_day + timedelta(days=1), zone), lost.ends)
    nonce = ask.fresh()
    await ask.step("reinstate", "reason", **data | {"until": until, "summary": nonce})
    await ask.show(
        ask.render(
            "reinstate-summary",
            points=Points(lost.points),
            worth=ask.worth(lost.points),
            name=called(ask, owner),
            day=ask.day(until - 1),
            reason=data["reason"],
        ),
        _choices(ask, data, lost, nonce),
    )


@ROUTES.button("rs-ok")
async def confirm(ask: Ask) -> None:
    """Gives the points back, once however often it is pressed; the member is told."""
    done = await ask.write(give_back_summary, ask.person.outside_id, ask.args[0])
    name = await called_member(ask, done.member)
    await ask.toast(ask.plain("toast-reinstated"))
    await ask.show(
        ask.render(
            "reinstate-done",
            points=Points(done.points),
            name=name,
            day=ask.day(done.until - 1),
            balance=Points(done.balance),
        ),
        [
            [
                ask.button("more-expired", "rs-whose", base36(done.member)),
                ask.button("next-card", "reinstate"),
            ],
            back_row(ask),
        ],
    )


def give_back_summary(tx: Tx, owner_id: int, nonce: str) -> GivenBack:
    """Gives back what the summary showed, unless it was cancelled or changed since."""
    dialog = dialog_of(tx, owner_id)
    if dialog is None or dialog.data.get("summary") != nonce:
        raise ScreenOld
    end_dialog(tx, owner_id)
    data = dialog.data
    return earning.give_back(tx, data["txn"], data["until"], data["reason"], owner_id)


def name_and_lost(tx: ReadTx, member: int) -> tuple[str, tuple[Lost, ...]]:
    """How a member is called, and what they lost lately."""
    return name_of(tx, member), earning.lost(tx, member, SHOWN)


def name_and_one(tx: ReadTx, member: int, txn: int) -> tuple[str, Lost]:
    """How a member is called, and what one expiry took; raises UndoneAlready."""
    return name_of(tx, member), earning.lost_by(tx, member, txn)


def _choices(ask: Ask, data: dict[str, Any], lost: Lost, nonce: str) -> Rows:
    who, which = base36(data["member"]), base36(data["txn"])
    days = [
        ask.button("days", "rs-days", nonce, each, days=each, chosen=each == data["days"])
        for each in DAYS
    ]
    return [
        days,
        [ask.button("reinstate-now", "rs-ok", nonce, points=Points(lost.points))],
        [ask.button("change", "rs-why", who, which), ask.button("cancel", "cancel")],
    ]
