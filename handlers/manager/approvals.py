"""Managers and owners agree to what one person may not do alone, or decline it."""

from bot.telegram.ask import Ask, Button
from bot.telegram.buttons import NONCE
from bot.texts.formats import Html
from domain.counter.deciding import decide
from domain.errors import AskerGone
from handlers.approving import Request, asker, request_of, waiting, what
from handlers.manager.routes import ROUTES
from handlers.screens import back_row, base36, lines
from handlers.wording import Words

# Beyond these, the oldest are decided first.
SHOWN = 5


@ROUTES.command("approvals")
@ROUTES.button("approvals")
async def show_approvals(ask: Ask) -> None:
    """Shows what waits for a second person, oldest first."""
    words = Words.of(ask.desk, ask.language)
    found = list(enumerate((await ask.read(waiting))[:SHOWN], 1))
    told = [
        ask.render("approvals-line", number=number, who=asker(each), what=what(words, each))
        for number, each in found
    ]
    rows = [
        [
            ask.button(f"{how}-number", how, *answer(each), number=number)
            for how in ("approve", "decline")
        ]
        for number, each in found
    ]
    title = "approvals-title" if found else "approvals-none"
    await ask.show(lines(ask.render(title), *told), [*rows, back_row(ask)])


@ROUTES.button("approve")
async def approve(ask: Ask) -> None:
    """Agrees: it is done now, once however often it is pressed; who asked is told."""
    found = await ask.read(request_of, int(ask.args[0], 36))
    clerk = found.approval.clerk
    if ask.desk.staff.role_of(clerk.outside_id) != clerk.role:
        raise AskerGone
    await _decide(ask, agreed=True)


@ROUTES.button("decline")
async def decline(ask: Ask) -> None:
    """Declines: nothing is done; who asked is told."""
    await _decide(ask, agreed=False)


def answer(request: Request) -> tuple[str, str]:
    """What a button that decides carries: one answer of one person, however often it is shown."""
    return base36(request.approval.id), NONCE


def outcome(words: Words, request: Request) -> Html:
    """What became of a request."""
    state = request.approval.state
    facts = {"who": request.decided_by} if state != "expired" else {}
    return words.say(f"approval-{state}", what=what(words, request), **facts)


async def _decide(ask: Ask, *, agreed: bool) -> None:
    approval = int(ask.args[0], 36)
    done = await ask.write(decide, ask.clerk, approval, agreed)
    found = await ask.read(request_of, approval)
    await ask.toast(ask.plain(f"toast-{done.state}"))
    rows: list[list[Button]] = [[ask.button("approvals", "approvals")], [*back_row(ask)]]
    await ask.show(outcome(Words.of(ask.desk, ask.language), found), rows)
