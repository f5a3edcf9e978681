"""Points to make good for something: whose, how many, what for, confirm; and undo.

```mermaid
stateDiagram-v2
    [*] --> code: /makegood
    [*] --> points: a card that was opened, /makegood CODE
    [*] --> reason: /makegood CODE POINTS
    code --> points: a member's code
    points --> reason: a number
    reason --> reason: other words
    reason --> points: Change
    reason --> [*]: Give, Cancel
```
"""

from bot.telegram.ask import Ask
from bot.telegram.dialogs import dialog_of, end_dialog
from bot.texts.formats import Html, Points, Signed
from domain import counter
from domain.calendar import MINUTE, moment
from domain.counter import MadeGood
from domain.counter.making_good import REASON_LETTERS
from domain.errors import KeyReused, ReasonRefused, ScreenOld, SecondPersonNeeded
from domain.members import member_at, name_of
from domain.staff import Clerk
from domain.tx import ReadTx, Tx
from handlers.approving import show_asked, with_second_person
from handlers.guarding import guarded
from handlers.screens import back_row, base36, called, called_member, lines
from handlers.staff.routes import DESK

OFFERED = (50, 100, 200)
DIGITS_MAX = 7


@DESK.command("makegood")
async def make_good(ask: Ask) -> None:
    """`/makegood CODE POINTS` asks what for; less of it asks for the rest."""
    if not ask.args:
        await ask_whose(ask)
        return
    code, *points = ask.args
    found = await guarded(ask, member_at, code)
    await _counted(ask, found.member, " ".join(points))


@DESK.button("make-good-whose")
async def ask_whose(ask: Ask) -> None:
    """Asks whose card it is."""
    await ask.step("make-good", "code")
    await ask.show(ask.render("sale-whose"), [[ask.button("cancel", "cancel")]])


@DESK.step("make-good", "code")
async def take_code(ask: Ask) -> None:
    """Takes the member's code."""
    found = await guarded(ask, member_at, ask.text)
    await ask_points(ask, found.member)


@DESK.button("make-good")
async def make_good_to(ask: Ask) -> None:
    """Starts from a card that was opened."""
    await ask_points(ask, int(ask.args[0], 36))


async def ask_points(ask: Ask, member: int) -> None:
    """Asks how many points; says what may still be given today."""
    owner, left = await ask.read(name_and_left, member, ask.clerk)
    await ask.step("make-good", "points", member=member)
    numbers = [
        ask.button("number", "make-good-of", base36(member), each, number=each)
        for each in OFFERED
        if left is None or each <= left
    ]
    await ask.show(
        lines(
            ask.render("make-good-how-many", name=called(ask, owner)),
            None if left is None else ask.render("make-good-left", left=Points(left)),
        ),
        [numbers, [ask.button("back", "card-of", base36(member)), ask.button("cancel", "cancel")]],
    )


@DESK.button("make-good-of")
async def take_number(ask: Ask) -> None:
    """Takes one of the numbers offered."""
    await ask_reason(ask, int(ask.args[0], 36), int(ask.args[1]))


@DESK.step("make-good", "points")
async def take_points(ask: Ask) -> None:
    """Takes a number of points; what is none is asked for again."""
    assert ask.dialog is not None
    await _counted(ask, ask.dialog.data["member"], ask.text)


async def _counted(ask: Ask, member: int, said: str) -> None:
    if said.isascii() and said.isdigit() and len(said) <= DIGITS_MAX and int(said) > 0:
        await ask_reason(ask, member, int(said))
    else:
        await ask_points(ask, member)


async def ask_reason(ask: Ask, member: int, points: int) -> None:
    """Asks what for: the member reads it."""
    await ask.step("make-good", "reason", member=member, points=points)
    await ask.show(
        ask.render("make-good-why", points=Points(points), worth=ask.worth(points)),
        [[ask.button("back", "make-good", base36(member)), ask.button("cancel", "cancel")]],
    )


@DESK.step("make-good", "reason", takes_words=True)
async def take_reason(ask: Ask) -> None:
    """Takes the reason; another one before it is confirmed replaces the first."""
    assert ask.dialog is not None
    data, reason = ask.dialog.data, " ".join(ask.text.split())
    if not 0 < len(reason) <= REASON_LETTERS:
        raise ReasonRefused(REASON_LETTERS)
    await show_summary(ask, data["member"], data["points"], reason)


async def show_summary(ask: Ask, member: int, points: int, reason: str) -> None:
    """Shows who gets how much and what for; nothing is given yet."""
    nonce = ask.fresh()
    owner, left = await ask.read(name_and_left, member, ask.clerk)
    await ask.step(
        "make-good", "reason", member=member, points=points, reason=reason, summary=nonce
    )
    above = left is not None and points > left
    await ask.show(
        lines(
            ask.render(
                "make-good-sum",
                points=Signed(points),
                worth=ask.worth(points),
                name=called(ask, owner),
                reason=reason,
            ),
            _leaves(ask, left, points),
        ),
        [
            [
                ask.button("ask-second", "make-good-ok", nonce)
                if above
                else ask.button("make-good-now", "make-good-ok", nonce, points=Points(points))
            ],
            [
                ask.button("change", "make-good", base36(member)),
                ask.button("cancel", "cancel"),
            ],
        ],
    )


def _leaves(ask: Ask, left: int | None, points: int) -> Html | None:
    """What it leaves of the day's limit; nothing where there is none."""
    if left is None:
        return None
    if points > left:
        return ask.render("make-good-second", left=Points(left))
    return ask.render("make-good-leaves", left=Points(left - points))


@DESK.button("make-good-ok")
async def confirm(ask: Ask) -> None:
    """Gives them, once however often it is pressed; the member is told, with the reason."""
    try:
        done = await ask.write(make_good_summary, ask.clerk, ask.args[0])
    except SecondPersonNeeded:
        assert ask.dialog is not None
        data = ask.dialog.data
        facts = {"points": data["points"], "reason": data["reason"]}
        await with_second_person(ask, "make_good", data["member"], **facts)
        await ask.leave()
        return
    except KeyReused:
        await show_asked(ask)
        return
    name = await called_member(ask, done.member)
    until = done.at + ask.programme.earning.undo_minutes * MINUTE
    await ask.toast(ask.plain("toast-credited"))
    await ask.show(
        ask.render(
            "make-good-done",
            points=Signed(done.points),
            name=name,
            until=f"{moment(until, ask.programme.zone):%H:%M}",
        ),
        [
            [
                ask.button("undo", "make-good-undo", base36(done.txn)),
                ask.button("card-of", "card-of", base36(done.member)),
            ],
            back_row(ask),
        ],
    )


def make_good_summary(tx: Tx, clerk: Clerk, nonce: str) -> MadeGood:
    """Gives what the summary showed, unless it was cancelled or changed since."""
    dialog = dialog_of(tx, clerk.outside_id)
    if dialog is None or dialog.data.get("summary") != nonce:
        raise ScreenOld
    end_dialog(tx, clerk.outside_id)
    data = dialog.data
    return counter.make_good(tx, clerk, data["member"], data["points"], data["reason"])


@DESK.button("make-good-undo")
async def undo(ask: Ask) -> None:
    """Takes them back within the minutes in which a sale can be undone; the member is told."""
    done = await ask.write(counter.undo_make_good, ask.clerk, int(ask.args[0], 36))
    name = await called_member(ask, done.member)
    await ask.toast(ask.plain("toast-undone"))
    await ask.show(
        ask.render("sale-undone", points=Points(done.points), name=name), [back_row(ask)]
    )


def name_and_left(tx: ReadTx, member: int, clerk: Clerk) -> tuple[str, int | None]:
    """How a member is called, and what the clerk may still give today; None without a limit."""
    return name_of(tx, member), counter.make_good_left(tx, clerk)
