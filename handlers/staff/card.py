"""A member's card as staff see it: who it is, what they may, what they hold, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.telegram.ask import Ask, Button, Rows
from bot.texts.formats import Html, Points
from domain import counter, rewards
from domain.books import available
from domain.calendar import local_date
from domain.earning import standing
from domain.members import Found, member_at, name_of
from domain.programme import Event, Tier
from domain.rewards import Voucher
from domain.tx import ReadTx
from handlers.guarding import guarded
from handlers.rights import rights
from handlers.screens import back_row, base36, called, lines
from handlers.staff.acts import act_row
from handlers.staff.draft import Draft, keep
from handlers.staff.routes import DESK, may_sell, may_tag
from handlers.wording import Words

VOUCHERS_SHOWN = 3


@dataclass(frozen=True)
class Glance:
    """What the counter may see of a member: today's seats, and the vouchers that a bill takes."""

    name: str
    tier: Tier
    balance: int
    privileges: tuple[Voucher, ...]
    seats: tuple[Event, ...]
    vouchers: tuple[Voucher, ...]


def glance(tx: ReadTx, member: int) -> Glance:
    """All of it in one look."""
    return Glance(
        name_of(tx, member),
        standing(tx, member).tier,
        available(tx, member),
        rewards.privileges(tx, member),
        _of_today(tx, rewards.seats(tx, member)),
        rewards.open_for_bill(tx, member),
    )


def _of_today(tx: ReadTx, seats: Iterable[Voucher]) -> tuple[Event, ...]:
    today = local_date(tx.now, tx.programme.zone).isoformat()
    events = (each.terms for each in seats)
    return tuple(each for each in events if isinstance(each, Event) and each.at[:10] == today)


async def open_card(ask: Ask, code: str) -> None:
    """Opens the card with this code, which is noted; a fresh picture shows that they are here."""
    await show_opened(ask, await guarded(ask, member_at, code))


async def show_opened(ask: Ask, found: Found) -> None:
    """Notes that a card was opened, and shows it."""
    await ask.write(counter.open_card, ask.clerk, found.member)
    await show_card(ask, Draft.opened(ask, found))


@DESK.button("card-of")
async def show_card_again(ask: Ask) -> None:
    """Shows the card of a member who was looked up; noted, unless one is busy with it already."""
    member = int(ask.args[0], 36)
    if ask.dialog is None or ask.dialog.data.get("member") != member:
        await ask.write(counter.open_card, ask.clerk, member)
    await show_card(ask, Draft(member))


async def show_card(ask: Ask, draft: Draft) -> None:
    """Shows the card; who may sell can send the amount at once."""
    seen = await ask.read(glance, draft.member)
    if may_sell(ask):
        await keep(ask, "amount", draft)
    await ask.show(
        lines(
            _whose(ask, seen),
            rights(Words.of(ask.desk, ask.language), seen.tier),
            _privileges(ask, seen),
            _seats(ask, seen),
            _how_much(ask),
        ),
        [*_vouchers(ask, draft, seen), await act_row(ask, draft.member), *_ways(ask, draft)],
    )
    if not may_sell(ask):
        await ask.leave()


def _whose(ask: Ask, seen: Glance) -> Html:
    name, tier = called(ask, seen.name), seen.tier.name.in_(ask.language)
    return ask.render("card-seen", name=name, tier=tier, points=Points(seen.balance))


def _privileges(ask: Ask, seen: Glance) -> Html | None:
    told = [
        ask.plain(
            "card-privilege",
            reward=each.reward.in_(ask.language),
            day=ask.day(each.expires_at - 1),
        )
        for each in seen.privileges
    ]
    return ask.render("card-rights", rights=_listed(ask, told)) if told else None


def _seats(ask: Ask, seen: Glance) -> Html | None:
    told = [f"{each.name.in_(ask.language)} {each.at[11:]}".rstrip() for each in seen.seats]
    return ask.render("card-seats", seats=_listed(ask, told)) if told else None


def _listed(ask: Ask, told: list[str]) -> str:
    return ask.plain("list-separator").join(told)


def _how_much(ask: Ask) -> Html | None:
    if not may_sell(ask):
        return None
    return ask.render("sale-how-much", example=ask.programme.currency.example)


def _vouchers(ask: Ask, draft: Draft, seen: Glance) -> Rows:
    if not may_sell(ask):
        return []
    return [[voucher_button(ask, draft, each)] for each in seen.vouchers[:VOUCHERS_SHOWN]]


def title(ask: Ask, voucher: Voucher) -> str:
    """What a voucher is called on a bill; a gift card says what it still holds."""
    name = voucher.reward.in_(ask.language)
    if voucher.balance is None:
        return name
    return ask.plain("card-left", reward=name, left=ask.money(voucher.balance))


def voucher_button(ask: Ask, draft: Draft, voucher: Voucher) -> Button:
    """Puts a voucher on this sale's bill."""
    which, who = base36(voucher.id), base36(draft.member)
    return ask.button("bill-voucher", "sale-with", which, who, reward=title(ask, voucher))


def _ways(ask: Ask, draft: Draft) -> Rows:
    who = base36(draft.member)
    return [
        [
            ask.button("purchases", "purchases", 1, who),
            ask.button("make-good", "make-good", who),
            ask.button("birthday", "staff-birthday", who),
        ],
        *([[ask.button("tags", "tags", 1, who)]] if may_tag(ask) else []),
        [ask.button("cancel", "cancel")] if may_sell(ask) else back_row(ask),
    ]
