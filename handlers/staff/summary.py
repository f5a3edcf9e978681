"""The summary of a sale, line by line; and confirming it, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.telegram.ask import Ask, Rows
from bot.telegram.dialogs import dialog_of, end_dialog
from bot.texts.formats import Html, Points, Signed, Value
from domain import counter, purchases, rewards
from domain.calendar import MINUTE, moment
from domain.counter import BillQuote, Credited
from domain.counter.limits import most_alone
from domain.earning.facts import Share
from domain.errors import (
    HoldClosed,
    KeyReused,
    NotForThisBill,
    Refusal,
    ScreenOld,
    SecondPersonNeeded,
    VoucherClosed,
)
from domain.members import name_of
from domain.rewards import Voucher
from domain.staff import Clerk
from domain.tx import ReadTx, Tx
from handlers.approving import show_asked, with_second_person
from handlers.screens import back_row, base36, called, called_member, lines
from handlers.staff.card import title, voucher_button
from handlers.staff.draft import Draft, at_summary, keep
from handlers.staff.routes import COUNTER

VOUCHERS_SHOWN = 2


@dataclass(frozen=True)
class Seen:
    """What a summary says; `alone`: the clerk's own limit, where the sale is above it."""

    owner: str
    quoted: BillQuote
    vouchers: tuple[Voucher, ...]
    alone: int | None


async def show_summary(ask: Ask, draft: Draft) -> None:
    """Shows what the purchase costs, how it is paid and what it earns; nothing is credited yet."""
    draft = replace(draft, summary=ask.fresh())
    try:
        seen = await ask.read(look, ask.clerk, draft)
    except (NotForThisBill, VoucherClosed) as refusal:
        # Said, and shown without the voucher: the bill is to be paid all the same.
        await ask.refuse(refusal)
        draft = replace(draft, voucher=None)
        seen = await ask.read(look, ask.clerk, draft)
    draft = replace(draft, paid=seen.quoted.paid)
    await keep(ask, "amount", draft)
    await ask.show(
        lines(
            _whose(ask, seen, draft.category),
            *bill_lines(ask, seen.quoted),
            _limits(ask, seen),
        ),
        [
            *_with(ask, draft, seen),
            [
                ask.button("ask-second" if seen.alone else "confirm", "sale-ok", draft.summary),
                ask.button("change", "sale-change", draft.summary),
                ask.button("cancel", "cancel"),
            ],
        ],
    )


def look(tx: ReadTx, clerk: Clerk, draft: Draft) -> Seen:
    """Whose purchase it would be, what it would cost and earn, and which vouchers would do."""
    quoted = counter.quote(tx, clerk, draft.member, draft.bill())
    most = most_alone(tx, clerk, "sell")
    fit = tuple(
        each
        for each in rewards.open_for_bill(tx, draft.member)
        if rewards.worth_on(each, quoted.discounted)
    )
    above = most if most is not None and draft.price > most else None
    return Seen(name_of(tx, draft.member), quoted, fit, above)


@COUNTER.button("sale-with")
async def take_voucher(ask: Ask) -> None:
    """Puts a voucher on the bill; before there is an amount, that is asked for."""
    which, who = (int(each, 36) for each in ask.args)
    draft = Draft.of(ask.dialog)
    if draft.member != who:
        raise ScreenOld
    draft = replace(draft, voucher=which)
    if draft.price:
        await show_summary(ask, draft)
    else:
        found = await ask.read(rewards.voucher_of, who, which)
        await keep(ask, "amount", draft)
        await ask.show(
            lines(
                ask.render("sale-voucher-taken", reward=title(ask, found)),
                ask.render("sale-how-much", example=ask.programme.currency.example),
            ),
            [[ask.button("cancel", "cancel")]],
        )


@COUNTER.button("sale-ok")
async def confirm(ask: Ask) -> None:
    """Credits the purchase, once however often it is pressed; the member is told."""
    try:
        done = await _sell_or_ask(ask)
    except (HoldClosed, VoucherClosed, ScreenOld) as refusal:
        await _show_again(ask, refusal)
        return
    if done is not None:
        await ask.toast(ask.plain("toast-credited"))
        await show_sold(ask, done)


async def _sell_or_ask(ask: Ask) -> Credited | None:
    """Credits it; None where a second person is asked instead."""
    try:
        return await ask.write(sell_draft, ask.clerk, ask.args[0])
    except SecondPersonNeeded:
        draft = at_summary(ask, ask.args[0])
        await with_second_person(ask, "sell", draft.member, bill=draft.bill())
        await ask.leave()
        return None
    except KeyReused:
        await show_asked(ask)
        return None


async def _show_again(ask: Ask, refusal: Refusal) -> None:
    """Says that the bill is no longer what was shown, and shows what it is."""
    draft = at_summary(ask, ask.args[0])
    await ask.refuse(refusal)
    if isinstance(refusal, HoldClosed):
        draft = replace(draft, points=0, hold=None)
    await show_summary(ask, draft)


def sell_draft(tx: Tx, clerk: Clerk, nonce: str) -> Credited:
    """Credits what the summary showed, unless it was cancelled or corrected since."""
    draft = Draft.of(dialog_of(tx, clerk.outside_id))
    if draft.summary != nonce:
        raise ScreenOld
    end_dialog(tx, clerk.outside_id)
    done = counter.sell(tx, clerk, draft.member, draft.bill())
    if done.paid != draft.paid:
        # A discount began or ended since: nobody pays another sum than was shown.
        raise ScreenOld
    return done


async def show_sold(ask: Ask, done: Credited) -> None:
    """Shows what was credited, with its receipt and the time to undo it."""
    receipt = await ask.read(purchases.receipt_of, done.purchase)
    until = done.at + ask.programme.earning.undo_minutes * MINUTE
    await ask.show(
        lines(
            ask.render(
                "sale-done",
                points=Signed(done.points),
                name=await called_member(ask, done.member),
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


def bill_lines(ask: Ask, quoted: BillQuote) -> list[Html]:
    """The sum in one line where it is one; otherwise what each thing takes off, and the rest."""
    facts: dict[str, Value] = {
        "paid": ask.money(quoted.paid),
        "points": Signed(quoted.points),
        "worth": ask.worth(quoted.points),
    }
    price, percent = ask.money(quoted.price), quoted.discount_percent
    if not quoted.voucher_minor and not quoted.points_minor:
        if quoted.paid == quoted.price:
            return [ask.render("sale-sum", **facts)]
        return [ask.render("sale-sum-discount", price=price, discount=percent, **facts)]
    due = ask.money(quoted.discounted)
    told = [ask.render("sale-price", price=price, discount=percent, due=due)]
    if quoted.voucher is not None:
        off, reward = ask.money(quoted.voucher_minor), quoted.voucher.in_(ask.language)
        told.append(ask.render("sale-voucher", reward=reward, off=off))
    if quoted.points_minor:
        off, spent = ask.money(quoted.points_minor), Points(quoted.points_used)
        told.append(ask.render("sale-points", points=spent, off=off))
    return [*told, ask.render("sale-to-pay", **facts)]


def _whose(ask: Ask, seen: Seen, category: str | None) -> Html:
    tier = seen.quoted.tier
    kinds = {each.id: each.name.in_(ask.language) for each in ask.programme.categories}
    return ask.render(
        "sale-member",
        name=called(ask, seen.owner),
        tier=tier.name.in_(ask.language),
        discount=tier.discount_percent,
        category=kinds.get(category or "", "none"),
    )


def _with(ask: Ask, draft: Draft, seen: Seen) -> Rows:
    """What else can pay: a voucher, and points."""
    rows = []
    if draft.voucher is None and draft.hold is None:
        rows = [[voucher_button(ask, draft, each)] for each in seen.vouchers[:VOUCHERS_SHOWN]]
    if draft.hold is None and seen.quoted.most_points:
        rows.append([ask.button("pay-points", "sale-points", draft.summary)])
    return rows


def _limits(ask: Ask, seen: Seen) -> Html:
    """What a cap takes, and what takes a second person: one line, for the fullest bill has five."""
    second = ask.render("sale-second", most=ask.money(seen.alone)) if seen.alone else None
    said = (_capped(ask, seen.quoted.shares), second)
    return Html(ask.plain("sentence-space").join(filter(None, said)))


def _capped(ask: Ask, shares: Sequence[Share]) -> Html | None:
    """What a cap took, for whoever is asked at the counter."""
    cut = -sum(share.points for share in shares if share.kind == "cap")
    return ask.render("sale-capped", points=Points(cut)) if cut else None
