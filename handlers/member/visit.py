"""A visit: who is in the shop sends the code that hangs there today.

```mermaid
stateDiagram-v2
    [*] --> code: /visit
    [*] --> [*]: scanned code, /visit CODE
    code --> [*]: the code of the day
```
"""

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Points, Signed
from domain import counter
from domain.counter import Visited
from domain.errors import LimitReached, NotAMember
from handlers.guarding import guarding
from handlers.member.routes import ROUTES
from handlers.screens import home_row


@ROUTES.command("visit")
async def visit(ask: Ask) -> None:
    """`/visit CODE` notes a visit; without a code, asks for it."""
    if ask.who is None:
        raise NotAMember
    if ask.args:
        await note_visit(ask, "".join(ask.args))
    else:
        await ask.step("visit", "code")
        await ask.show(ask.render("visit-which"), [[ask.button("cancel", "cancel")]])


@ROUTES.step("visit", "code")
async def take_code(ask: Ask) -> None:
    """Takes the code of the day; a wrong one can be sent again."""
    try:
        await note_visit(ask, ask.text)
    except LimitReached:
        await ask.leave()
        raise
    await ask.leave()


async def note_visit(ask: Ask, code: str) -> None:
    """Notes a visit, once a day, and says what it gave; a wrong code counts as a guess."""
    member = ask.member
    async with guarding(ask):
        # A key of its own: who came by the link may have joined with the same update.
        key = f"visit:{ask.key}"
        done = await ask.desk.store.write(counter.visit, member, code, key=key)
    await ask.show(_noted(ask, done), [[ask.button("card", "card"), *home_row(ask)]])


def _noted(ask: Ask, done: Visited) -> Html:
    balance = Points(done.balance)
    if not done.points:
        return ask.render("visit-noted", balance=balance)
    return ask.render("visit-points", points=Signed(done.points), balance=balance)
