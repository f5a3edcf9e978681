"""A purchase at the counter: code, amount, category, summary, confirm; and undo for ten minutes.

```mermaid
stateDiagram-v2
    [*] --> code: /sale
    [*] --> card: scanned card, /sale CODE
    [*] --> summary: /sale CODE AMOUNT
    code --> card: a member's code
    card --> category: an amount, where the programme has categories
    card --> summary: an amount and a category, or only an amount
    category --> summary: one of them
    summary --> summary: another amount, a voucher, points
    summary --> card: Change
    summary --> [*]: Confirm, Cancel
```
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.telegram.ask import Ask
from domain import counter, purchases
from domain.members import member_at
from handlers.guarding import guarded
from handlers.screens import in_rows
from handlers.staff.card import open_card, show_card
from handlers.staff.draft import Draft, at_summary, keep
from handlers.staff.paying import released
from handlers.staff.routes import COUNTER
from handlers.staff.summary import show_summary

# A code is shown in groups of so many letters, and some type a space between them.
GROUP_LETTERS = 4


@COUNTER.command("sale")
async def sale(ask: Ask) -> None:
    """`/sale CODE AMOUNT` goes straight to the summary; less of it asks for the rest."""
    if ask.args:
        await _begin(ask, ask.args)
    else:
        await ask_code(ask)


@COUNTER.button("sale")
async def ask_code(ask: Ask) -> None:
    """Asks whose card it is."""
    await ask.step("sale", "code")
    await ask.show(ask.render("sale-whose"), [[ask.button("cancel", "cancel")]])


@COUNTER.step("sale", "code")
async def take_code(ask: Ask) -> None:
    """Takes the member's code; with an amount behind it, goes straight to the summary."""
    await _begin(ask, ask.text.split())


async def _begin(ask: Ask, words: Sequence[str]) -> None:
    in_groups = [len(word) for word in words[:2]] == [GROUP_LETTERS, GROUP_LETTERS]
    of_code = 2 if in_groups else 1
    code, amount = "".join(words[:of_code]), " ".join(words[of_code:])
    if not amount:
        await open_card(ask, code)
        return
    found = await guarded(ask, member_at, code)
    await ask.write(counter.open_card, ask.clerk, found.member)
    await priced(ask, Draft.opened(ask, found), amount)


@COUNTER.step("sale", "amount")
async def take_amount(ask: Ask) -> None:
    """Takes the amount; a refused one is explained, and asked for again."""
    draft, _ = await released(ask, Draft.of(ask.dialog))
    await priced(ask, draft, ask.text)


async def priced(ask: Ask, draft: Draft, said: str) -> None:
    """Shows what the purchase costs and earns, or asks for its category; nothing is credited yet.

    What is said is an amount, and then a category where the programme has any.
    """
    rules = ask.programme
    amount, _, word = said.strip().partition(" ") if rules.categories else (said, "", "")
    category = word.strip().lower() or None
    # A refused amount is asked for again, for the same member; an earlier summary is void.
    await keep(ask, "amount", replace(draft, price=0, summary=""))
    price = purchases.parse_amount(amount, rules.currency.digits, rules.earning.amount_max_minor)
    draft = replace(draft, price=price, category=category)
    if rules.categories and category is None:
        await ask_category(ask, draft)
    else:
        await show_summary(ask, draft)


async def ask_category(ask: Ask, draft: Draft) -> None:
    """Asks what was bought; another amount may still be sent."""
    draft = replace(draft, summary=ask.fresh())
    await keep(ask, "amount", draft)
    kinds = [
        ask.button(
            "category", "sale-kind", draft.summary, each.id, name=each.name.in_(ask.language)
        )
        for each in ask.programme.categories
    ]
    ways = [
        ask.button("no-category", "sale-kind", draft.summary, ""),
        ask.button("change", "sale-change", draft.summary),
        ask.button("cancel", "cancel"),
    ]
    await ask.show(ask.render("sale-what", price=ask.money(draft.price)), [*in_rows(kinds), ways])


@COUNTER.button("sale-kind")
async def take_category(ask: Ask) -> None:
    """Takes the category."""
    await show_summary(ask, replace(at_summary(ask, ask.args[0]), category=ask.args[1] or None))


@COUNTER.button("sale-change")
async def change(ask: Ask) -> None:
    """Goes back to the card: another amount, another voucher; points put aside return."""
    draft, _ = await released(ask, at_summary(ask, ask.args[0]))
    await show_card(ask, Draft(draft.member, draft.here_until))
