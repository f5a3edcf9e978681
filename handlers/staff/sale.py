"""A purchase at the counter: code, amount, summary, confirm; and undo for ten minutes.

```mermaid
stateDiagram-v2
    [*] --> code: /sale
    [*] --> amount: scanned card, /sale CODE
    [*] --> summary: /sale CODE AMOUNT
    code --> amount: a member's code
    amount --> summary: an amount
    summary --> amount: Change
    summary --> [*]: Confirm, Cancel
```
"""

from collections.abc import Sequence

from bot.telegram.ask import Ask
from bot.telegram.dialogs import dialog_of, end_dialog
from bot.texts.formats import Html, Points, Signed, Value
from domain import earning, purchases
from domain.calendar import MINUTE, moment
from domain.earning import Credited, Quote, standing
from domain.earning.facts import Share
from domain.errors import ScreenOld
from domain.members import by_card, contact
from domain.programme import Tier
from domain.tx import ReadTx, Tx
from handlers.screens import back_row, base36, called, lines
from handlers.staff.routes import COUNTER


@COUNTER.command("sale")
async def sale(ask: Ask) -> None:
    """`/sale CODE AMOUNT` goes straight to the summary; less of it asks for the rest."""
    match ask.args:
        case ():
            await ask_code(ask)
        case (code,):
            await open_card(ask, code)
        case (code, *amount):
            await summarise(ask, await ask.read(by_card, code), " ".join(amount))


@COUNTER.button("sale")
async def ask_code(ask: Ask) -> None:
    """Asks whose card it is."""
    await ask.step("sale", "code")
    await ask.show(ask.render("sale-whose"), [[ask.button("cancel", "cancel")]])


@COUNTER.step("sale", "code")
async def take_code(ask: Ask) -> None:
    """Takes the member's code; with an amount behind it, goes straight to the summary."""
    code, _, amount = ask.text.partition(" ")
    if amount.strip():
        await summarise(ask, await ask.read(by_card, code), amount)
    else:
        await open_card(ask, code)


async def open_card(ask: Ask, code: str) -> None:
    """Shows whose card it is and asks for the amount."""
    await ask_amount(ask, await ask.read(by_card, code))


async def ask_amount(ask: Ask, member: int) -> None:
    """Asks how much a known member pays."""
    owner, tier = await ask.read(name_and_tier, member)
    await ask.step("sale", "amount", member=member)
    await ask.show(
        lines(
            _whose(ask, owner, tier),
            ask.render("sale-how-much", example=ask.programme.currency.example),
        ),
        [[ask.button("cancel", "cancel")]],
    )


@COUNTER.step("sale", "amount")
async def take_amount(ask: Ask) -> None:
    """Takes the amount; a refused one is explained, and asked for again."""
    assert ask.dialog is not None
    await summarise(ask, ask.dialog.data["member"], ask.text)


async def summarise(ask: Ask, member: int, said: str) -> None:
    """Shows what the purchase costs and earns; nothing is credited yet.

    What is said is an amount, and then a category where the programme has any.
    """
    rules = ask.programme
    nonce = ask.fresh()
    amount, _, word = said.strip().partition(" ") if rules.categories else (said, "", "")
    category = word.strip().lower() or None
    # A refused amount is asked for again, for the same member; an earlier summary is void.
    await ask.step("sale", "amount", member=member, summary=nonce, category=category)
    price = purchases.parse_amount(amount, rules.currency.digits, rules.earning.amount_max_minor)
    owner, quote = await ask.read(name_and_quote, member, price, ask.desk.shop, category)
    who = base36(member)
    await ask.show(
        lines(
            _whose(ask, owner, quote.tier),
            _sum(ask, quote),
            _capped(ask, quote.shares),
            _of_what(ask, category),
        ),
        [
            [
                ask.button("confirm", "sale-ok", who, price, nonce),
                ask.button("change", "sale-change", who),
                ask.button("cancel", "cancel"),
            ]
        ],
    )


@COUNTER.button("sale-change")
async def change(ask: Ask) -> None:
    """Asks for the amount again."""
    await ask_amount(ask, int(ask.args[0], 36))


@COUNTER.button("sale-ok")
async def confirm(ask: Ask) -> None:
    """Credits the purchase, once however often it is pressed; the member is told."""
    member, price, nonce = int(ask.args[0], 36), int(ask.args[1]), ask.args[2]
    done = await ask.write(
        credit_summary, member, price, nonce, ask.desk.shop, ask.person.outside_id
    )
    found = await ask.read(contact, member)
    receipt = await ask.read(purchases.receipt_of, done.purchase)
    until = done.at + ask.programme.earning.undo_minutes * MINUTE
    await ask.toast(ask.plain("toast-credited"))
    await ask.show(
        lines(
            ask.render(
                "sale-done",
                points=Signed(done.points),
                name=called(ask, found.name if found else ""),
                paid=ask.money(done.paid),
            ),
            _capped(ask, done.shares),
            ask.render("sale-surprise", points=Signed(done.surprise)) if done.surprise else None,
            ask.render("sale-repaid", points=Points(done.repaid)) if done.repaid else None,
            ask.render(
                "sale-receipt",
                receipt=receipt,
                until=f"{moment(until, ask.programme.zone):%H:%M}",
            ),
        ),
        [
            [
                ask.button("undo", "sale-undo", base36(done.purchase)),
                ask.button("next-sale", "sale"),
            ],
            back_row(ask),
        ],
    )


@COUNTER.button("sale-undo")
async def undo(ask: Ask) -> None:
    """Takes a purchase back as a whole; the member is told."""
    done = await ask.write(earning.undo, int(ask.args[0], 36), ask.person.outside_id)
    found = await ask.read(contact, done.member)
    await ask.toast(ask.plain("toast-undone"))
    await ask.show(
        lines(
            ask.render(
                "sale-undone",
                points=Points(done.points),
                name=called(ask, found.name if found else ""),
            ),
            ask.render("sale-owed", points=Points(done.owed)) if done.owed else None,
        ),
        [[ask.button("next-sale", "sale"), *back_row(ask)]],
    )


def credit_summary(
    tx: Tx, member: int, price: int, nonce: str, shop: str, staff_id: int
) -> Credited:
    """Credits what the summary showed, unless it was cancelled or corrected since."""
    dialog = dialog_of(tx, staff_id)
    if dialog is None or dialog.data.get("summary") != nonce:
        raise ScreenOld
    end_dialog(tx, staff_id)
    category = dialog.data.get("category")
    return earning.credit(tx, member, price, shop, None, staff_id, category)


def name_and_tier(tx: ReadTx, member: int) -> tuple[str, Tier]:
    """What the counter sees of a member: the name they are called by, and their tier."""
    found = contact(tx, member)
    return found.name if found else "", standing(tx, member).tier


def name_and_quote(
    tx: ReadTx, member: int, price: int, shop: str, category: str | None
) -> tuple[str, Quote]:
    """Whose purchase it would be, and what it would cost and earn."""
    found = contact(tx, member)
    return found.name if found else "", earning.quote(tx, member, price, shop, category)


def _whose(ask: Ask, owner: str, tier: Tier) -> Html:
    return ask.render(
        "sale-member",
        name=called(ask, owner),
        tier=tier.name.in_(ask.language),
        discount=tier.discount_percent,
    )


def _sum(ask: Ask, quote: Quote) -> Html:
    facts: dict[str, Value] = {
        "paid": ask.money(quote.paid),
        "points": Signed(quote.points),
        "worth": ask.worth(quote.points),
    }
    if quote.paid == quote.price:
        return ask.render("sale-sum", **facts)
    return ask.render(
        "sale-sum-discount",
        price=ask.money(quote.price),
        discount=quote.discount_percent,
        **facts,
    )


def _capped(ask: Ask, shares: Sequence[Share]) -> Html | None:
    """What a cap took, for whoever is asked at the counter."""
    cut = -sum(share.points for share in shares if share.kind == "cap")
    return ask.render("sale-capped", points=Points(cut)) if cut else None


def _of_what(ask: Ask, category: str | None) -> Html | None:
    for each in ask.programme.categories:
        if each.id == category:
            return ask.render("sale-category", category=each.name.in_(ask.language))
    return None
