"""How what concerns the staff reads: requests, what became of them, and what looks like fraud."""

from typing import Any

from bot.telegram.ask import Button, Desk
from bot.telegram.letters import Letter
from bot.texts.formats import Html, Moment
from domain.programme import Language
from domain.staff import act_of
from domain.staff.guessing import who_guessed
from handlers.approving import asker, request_of, what
from handlers.manager.approvals import answer, outcome
from handlers.recorded import sentence
from handlers.screens import base36, lines
from handlers.staff.purchases import look
from handlers.wording import Words


async def _request(
    desk: Desk, language: Language, person: int, facts: dict[str, Any]
) -> Letter | None:
    """A request, to everybody who may agree to it but the one who asked."""
    found = await desk.store.read(request_of, facts["approval"])
    asked = found.approval
    if asked.state != "waiting" or asked.clerk.outside_id == person:
        return None
    words = Words.of(desk, language)
    until = Moment(asked.expires_at, words.programme.zone)
    reason = asked.facts.get("reason")
    return Letter(
        lines(
            words.say("approval-asked", who=asker(found), what=what(words, found)),
            words.say("approval-reason", reason=reason) if reason else None,
            words.say("approval-until", until=until),
        ),
        [
            [
                Button(words.plain(f"button-{how}"), how, answer(found))
                for how in ("approve", "decline")
            ]
        ],
    )


async def _decided(
    desk: Desk, language: Language, person: int, facts: dict[str, Any]
) -> Letter | None:
    """What became of a request, to the one who asked, with what is left to do at the till."""
    found = await desk.store.read(request_of, facts["approval"])
    if found.approval.clerk.outside_id != person:
        return None
    words = Words.of(desk, language)
    said = outcome(words, found)
    if facts["purchase"] is not None:
        seen = await desk.store.read(look, facts["purchase"])
        paid = words.money(seen.purchase.paid)
        receipt = Button(words.plain("button-receipt"), "purchase", (base36(seen.purchase.id),))
        sold = words.say("approval-sold", paid=paid, receipt=seen.receipt)
        return Letter(lines(said, sold), [[receipt]])
    if found.approval.act == "refund" and found.approval.state == "approved":
        return Letter(lines(said, words.say("approval-hand-over")))
    return Letter(said)


async def _flagged(desk: Desk, language: Language, _: int, facts: dict[str, Any]) -> Letter | None:
    words = Words.of(desk, language)
    act = await desk.store.read(act_of, facts["actor"], facts["number"])
    return Letter(lines(words.say("alert-flagged"), sentence(words, act)), _record(words))


async def _guessing(desk: Desk, language: Language, _: int, facts: dict[str, Any]) -> Letter | None:
    words = Words.of(desk, language)
    kind, who = await desk.store.read(who_guessed, facts["who"])
    until = Moment(facts["until"], words.programme.zone)
    text: Html = lines(
        words.say("alert-guessing", what=kind, who=who),
        words.say("alert-guessing-until", until=until),
    )
    return Letter(text, _record(words))


def _record(words: Words) -> list[list[Button]]:
    return [[Button(words.plain("button-record"), "record")]]


ALERTS = {
    "approval": _request,
    "decided": _decided,
    "flagged": _flagged,
    "guessing": _guessing,
}
