"""What one person may not do alone is put to a second one."""

from dataclasses import dataclass
from typing import Any

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Points, name
from domain.calendar import MINUTE
from domain.counter import approvals
from domain.counter.approvals import LIFETIME, Approval
from domain.members import name_of
from domain.staff import Clerk, person_of
from domain.tx import ReadTx, Tx
from handlers.screens import back_row
from handlers.wording import Words


@dataclass(frozen=True)
class Request:
    """What waits for a second person: with the member's name, the money, and who decided."""

    approval: Approval
    name: str
    minor: int
    decided_by: str


async def with_second_person(ask: Ask, act: str, member: int | None, **facts: Any) -> None:
    """Asks managers and owners to agree to an act that SecondPersonNeeded refused; says so.

    The facts are what the verb takes: of `sell` its bill, of `refund` purchase and minor, of
    `make_good` points and reason.
    """
    await ask.write(ask_second, ask.clerk, act, member, facts)
    await show_asked(ask)


async def show_asked(ask: Ask) -> None:
    """Says that a second person is asked; also to a press again, whose key is taken by that."""
    minutes = LIFETIME // MINUTE
    await ask.toast(ask.plain("toast-sent"))
    await ask.show(ask.render("approval-sent", minutes=minutes), [back_row(ask)])


def ask_second(tx: Tx, clerk: Clerk, act: str, member: int | None, facts: dict[str, Any]) -> int:
    """Writes the request down; its id."""
    return approvals.ask(tx, clerk, act, member, **facts)


def request_of(tx: ReadTx, approval: int) -> Request:
    """One request, as it is told."""
    return _told(tx, approvals.find(tx, approval))


def waiting(tx: ReadTx) -> tuple[Request, ...]:
    """All that wait now, oldest first."""
    return tuple(_told(tx, each) for each in approvals.pending(tx))


def what(words: Words, request: Request) -> Html:
    """What was asked for, as a part of a sentence."""
    asked = request.approval
    return words.say(
        "approval-what",
        act=asked.act,
        name=name(request.name) or words.plain("nameless"),
        money=words.money(request.minor),
        points=Points(asked.facts.get("points") or 0),
    )


def asker(request: Request) -> str:
    """How who asked is called."""
    clerk = request.approval.clerk
    return name(clerk.name) or str(clerk.outside_id)


def _told(tx: ReadTx, asked: Approval) -> Request:
    member = name_of(tx, asked.member) if asked.member else ""
    outside_id, called = person_of(tx, asked.decided_by) if asked.decided_by else (0, "")
    decided_by = name(called) or str(outside_id)
    return Request(asked, member, _minor(asked), decided_by)


def _minor(asked: Approval) -> int:
    """The money that it is about."""
    facts = asked.facts
    if asked.act == "refund":
        return int(facts["minor"] or 0)
    return int(facts.get("bill", {}).get("price", 0))
