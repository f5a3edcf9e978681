"""Money given back for a purchase, whole or in part: receipt, amount, summary, confirm; and undo.

```mermaid
stateDiagram-v2
    [*] --> receipt: /refund
    [*] --> amount: /refund RECEIPT, a purchase that was looked up
    receipt --> amount: a receipt's number
    amount --> summary: Whole, an amount
    summary --> summary: another amount
    summary --> amount: Change
    summary --> [*]: Give back, Cancel
```
"""

from dataclasses import replace

from bot.telegram.ask import Ask
from bot.telegram.dialogs import dialog_of, end_dialog
from bot.texts.formats import Html, Points, Value
from domain import counter, purchases
from domain.counter import Refunded
from domain.counter.limits import most_alone
from domain.counter.preview import WouldRefund, quote_refund
from domain.counter.refunds import by_then
from domain.errors import KeyReused, ScreenOld, SecondPersonNeeded
from domain.purchases import by_receipt
from domain.staff import Clerk
from domain.tx import ReadTx, Tx
from handlers.approving import show_asked, with_second_person
from handlers.guarding import guarding
from handlers.screens import back_row, base36, called_member, lines
from handlers.staff.purchases import look, purchase_lines, show_purchase
from handlers.staff.routes import COUNTER


@COUNTER.command("refund")
async def refund(ask: Ask) -> None:
    """`/refund RECEIPT AMOUNT` goes straight to the summary; less of it asks for the rest."""
    match ask.args:
        case ():
            await ask_receipt(ask)
        case (receipt,):
            await ask_amount(ask, await _of_receipt(ask, receipt))
        case (receipt, *amount):
            await summarise(ask, await _of_receipt(ask, receipt), " ".join(amount))


@COUNTER.button("refund")
async def ask_receipt(ask: Ask) -> None:
    """Asks for the receipt."""
    await ask.step("refund", "receipt")
    await ask.show(ask.render("refund-which"), [[ask.button("cancel", "cancel")]])


@COUNTER.step("refund", "receipt")
async def take_receipt(ask: Ask) -> None:
    """Takes the receipt's number."""
    await ask_amount(ask, await _of_receipt(ask, "".join(ask.text.split())))


async def _of_receipt(ask: Ask, receipt: str) -> int:
    async with guarding(ask):
        return (await ask.read(by_receipt, ask.desk.shop, receipt)).id


@COUNTER.button("refund-of")
async def refund_of(ask: Ask) -> None:
    """Starts from a purchase that was looked up."""
    await ask_amount(ask, int(ask.args[0], 36))


async def ask_amount(ask: Ask, purchase_id: int) -> None:
    """Shows the purchase, and asks how much of it goes back, where anything is left."""
    seen = await ask.read(look, purchase_id)
    if seen.purchase.undone_at is not None:
        await show_purchase(ask, purchase_id)
        return
    await ask.step("refund", "amount", purchase=purchase_id)
    await ask.show(
        lines(
            *purchase_lines(ask, seen),
            ask.render("refund-how-much", example=ask.programme.currency.example),
        ),
        [
            [
                ask.button(
                    "whole", "refund-whole", base36(purchase_id), left=ask.money(seen.purchase.left)
                ),
                ask.button("cancel", "cancel"),
            ]
        ],
    )


@COUNTER.step("refund", "amount")
async def take_amount(ask: Ask) -> None:
    """Takes the amount; a refused one is explained, and asked for again."""
    assert ask.dialog is not None
    await summarise(ask, ask.dialog.data["purchase"], ask.text)


@COUNTER.button("refund-whole")
async def take_whole(ask: Ask) -> None:
    """Takes all that is left of it."""
    await show_summary(ask, int(ask.args[0], 36), None)


async def summarise(ask: Ask, purchase_id: int, said: str) -> None:
    """Reads an amount and shows what it would do."""
    rules = ask.programme
    await ask.step("refund", "amount", purchase=purchase_id)
    most = rules.earning.amount_max_minor
    minor = purchases.parse_amount(said, rules.currency.digits, most)
    await show_summary(ask, purchase_id, minor)


async def show_summary(ask: Ask, purchase_id: int, minor: int | None) -> None:
    """Shows what goes back and what is taken for it; nothing is done yet."""
    would, alone = await ask.read(would_refund, ask.clerk, purchase_id, minor)
    nonce = ask.fresh()
    await ask.step("refund", "amount", purchase=purchase_id, minor=minor, summary=nonce)
    money = ask.money(would.minor)
    await ask.show(
        lines(
            ask.render(
                "refund-sum",
                money=money,
                paid=ask.money(would.paid),
                name=await called_member(ask, would.member),
            ),
            *_with_it(ask, would, would.reopens),
            ask.render("sale-second", most=ask.money(alone)) if alone else None,
        ),
        [
            [
                ask.button("ask-second", "refund-ok", nonce)
                if alone
                else ask.button("refund-now", "refund-ok", nonce, money=money)
            ],
            [
                ask.button("change", "refund-of", base36(purchase_id)),
                ask.button("cancel", "cancel"),
            ],
        ],
    )


def would_refund(
    tx: ReadTx, clerk: Clerk, purchase_id: int, minor: int | None
) -> tuple[WouldRefund, int | None]:
    """What a refund would do; and what the clerk may give back alone, where it is above that."""
    would, most = quote_refund(tx, purchase_id, minor), most_alone(tx, clerk, "refund")
    above = most is not None and by_then(purchases.find(tx, purchase_id), minor) > most
    return would, most if above else None


@COUNTER.button("refund-ok")
async def confirm(ask: Ask) -> None:
    """Gives it back, once however often it is pressed; the member is told."""
    try:
        done, reopens = await ask.write(refund_summary, ask.clerk, ask.args[0])
    except SecondPersonNeeded:
        member, facts = await ask.read(asked_for, ask.clerk, ask.args[0])
        await with_second_person(ask, "refund", member, **facts)
        await ask.leave()
        return
    except KeyReused:
        await show_asked(ask)
        return
    name = await called_member(ask, done.member)
    await ask.toast(ask.plain("toast-refunded"))
    await ask.show(
        lines(
            ask.render("refund-done", money=ask.money(done.minor), name=name),
            *_with_it(ask, done, reopens),
        ),
        [[ask.button("card-of", "card-of", base36(done.member)), *back_row(ask)]],
    )


@COUNTER.button("sale-undo")
async def undo(ask: Ask) -> None:
    """Takes a fresh purchase back as a whole, as if it had not been; the member is told."""
    done, reopens = await ask.write(undo_whole, ask.clerk, int(ask.args[0], 36))
    name = await called_member(ask, done.member)
    await ask.toast(ask.plain("toast-undone"))
    said: dict[str, Value] = {"points": Points(done.points), "name": name}
    await ask.show(
        lines(
            ask.render("sale-undone" if done.points else "sale-undone-only", **said),
            *_with_it(ask, replace(done, points=0), reopens),
        ),
        [[ask.button("next-sale", "sale"), *back_row(ask)]],
    )


def undo_whole(tx: Tx, clerk: Clerk, purchase_id: int) -> tuple[Refunded, bool]:
    """Undoes a purchase; and whether the voucher that paid a part is open again."""
    done = counter.undo(tx, clerk, purchase_id)
    return done, purchases.find(tx, purchase_id).voucher is not None


def refund_summary(tx: Tx, clerk: Clerk, nonce: str) -> tuple[Refunded, bool]:
    """Gives back what the summary showed, unless it was cancelled or changed since."""
    purchase, minor = _summary(tx, clerk, nonce)
    end_dialog(tx, clerk.outside_id)
    done = counter.refund(tx, clerk, purchase, minor)
    return done, done.whole and purchases.find(tx, purchase).voucher is not None


def asked_for(tx: ReadTx, clerk: Clerk, nonce: str) -> tuple[int, dict[str, int | None]]:
    """What a second person is asked to agree to: whose it is, and the verb's own facts."""
    purchase_id, minor = _summary(tx, clerk, nonce)
    purchase = purchases.find(tx, purchase_id)
    # Of the whole, what is left now: a second person agrees to a sum.
    return purchase.member, {"purchase": purchase_id, "minor": minor or purchase.left or None}


def _summary(tx: ReadTx, clerk: Clerk, nonce: str) -> tuple[int, int | None]:
    dialog = dialog_of(tx, clerk.outside_id)
    if dialog is None or dialog.data.get("summary") != nonce:
        raise ScreenOld
    return dialog.data["purchase"], dialog.data["minor"]


def _with_it(ask: Ask, done: WouldRefund | Refunded, reopens: bool) -> list[Html | None]:
    """What goes with the money: points taken, points returned, a voucher that is open again."""
    return [
        ask.render("refund-takes", points=Points(done.points)) if done.points else None,
        ask.render("refund-owed", points=Points(done.owed)) if done.owed else None,
        ask.render("refund-returned", points=Points(done.returned)) if done.returned else None,
        ask.render("sale-reopened") if reopens else None,
    ]
