"""Whom a broadcast writes to next.

A member is claimed, and the claim committed, before anything is sent: after a crash a claim in
doubt counts as unknown and is not sent again. Whoever surely got nothing waits for another turn.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.broadcasts.audience import Page, next_members
from domain.broadcasts.clicks import token_of
from domain.broadcasts.content import Content
from domain.broadcasts.deliveries import Fate, Head, add, lock, put
from domain.broadcasts.facts import Facts, facts_of
from domain.members import Contact
from domain.members.identity import opened
from domain.notices import alert, booked, shop_quiet_until
from domain.notices.attention import WEEK
from domain.notices.holdout import drawn_by
from domain.notices.quiet import quiet_from, quiet_of
from domain.tx import ReadTx, Tx

# Few may be meant, and most may want no news: nobody else writes while they are looked through.
PAGES_MOST, PAGE_MOST = 4, 500
# Of the first few no more may go badly, or block, than these shares; fewer than LUCK who block, or
# of whom nobody knows, say nothing.
BAD_PERCENT, BLOCKED_PERCENT, LUCK = 10, 25, 3
WRITTEN = ("delivered", "blocked", "failed", "unknown")


@dataclass(frozen=True)
class Recipient:
    """A member to write to: where, with which facts, and a token for each button (or "")."""

    member: int
    contact: Contact
    facts: Facts
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claimed:
    """Whom to write to next, with what; `over` where nobody else is to be, at least for now.

    Where there is nobody yet it rests until `rests_until` (UTC us); None: until what is under way
    is settled.
    """

    content: Content
    recipients: tuple[Recipient, ...] = ()
    over: bool = False
    rests_until: int | None = None


def claim(tx: Tx, broadcast: int, most: int) -> Claimed:
    """Claims the next members of a running broadcast; ends it where there are none.

    Who wants no news, has had enough of it, is left out by chance or rests is told apart here, at
    the moment of sending.
    """
    head = lock(tx, broadcast)
    if head.state != "running":
        return Claimed(head.content, over=True)
    if (rests_until := shop_quiet_until(tx)) is not None:
        return Claimed(head.content, rests_until=rests_until)
    room = _room(tx, head, most)
    if room is None:
        return Claimed(head.content, over=True)
    again = dict(tx.sql.claiming.due(broadcast=broadcast, now=tx.now, most=most))
    fates = _fates(tx, head, list(again))
    put(tx, head, "waiting", fates, again)
    new, done = _walk(tx, head, min(room, most - len(_sending(fates))))
    add(tx, head, new)
    sending = _sending([*fates, *new])
    booked(tx, head.source, [fate.member for fate in sending])
    if sending:
        return Claimed(head.content, _recipients(tx, head, sending))
    return _rest(tx, head, done=done, full=room == 0)


def may_go(tx: ReadTx, broadcast: int, member: int) -> bool:
    """Whether a claimed member may still be written to; the claim has its place in their week."""
    if tx.sql.broadcasts.state(id=broadcast) != "running" or shop_quiet_until(tx) is not None:
        return False
    if quiet_of(tx, member).ends(tx.now, tx.programme.zone) is not None:
        return False
    return bool(tx.sql.claiming.wants_still(member=member))


def _room(tx: Tx, head: Head, most: int) -> int | None:
    """How many new ones may be claimed: the first few go first; None: with them it went badly."""
    if not head.canary:
        return most
    tally: Counter[str] = Counter(head.tally)
    written = sum(tally[state] for state in WRITTEN)
    again: int = tx.sql.claiming.to_be_tried_again(broadcast=head.id)
    undecided = tally["sending"] + again
    if (room := head.canary - written - undecided) > 0:
        return min(most, room)
    if undecided:
        return 0
    blocked, unknown = (n if (n := tally[state]) >= LUCK else 0 for state in ("blocked", "unknown"))
    bad = tally["failed"] + unknown
    if bad * 100 > written * BAD_PERCENT or blocked * 100 > written * BLOCKED_PERCENT:
        tx.sql.claiming.stop_at_canary(id=head.id)
        counts = {state: tally[state] for state in WRITTEN}
        alert(tx, "canary", broadcast=head.id, written=written, **counts)
        return None
    tx.sql.claiming.pass_canary(id=head.id)
    return most


def _walk(tx: Tx, head: Head, wanted: int) -> tuple[list[Fate], bool]:
    """What becomes of the next of the audience, until so many are to be written to; all of it?"""
    fates: list[Fate] = []
    cursor, done, size = head.cursor, False, wanted
    for _ in range(PAGES_MOST):
        if wanted == 0 or done:
            break
        meant, cursor, done = _page(tx, head, cursor, size, wanted)
        size = PAGE_MOST
        found = _fates(tx, head, [member for member, wants in meant if wants])
        fates += [Fate(member, "muted") for member, wants in meant if not wants]
        fates += found
        wanted -= len(_sending(found))
    tx.sql.claiming.advance(id=head.id, cursor=cursor)
    return fates, done


def _page(tx: ReadTx, head: Head, cursor: int, size: int, wanted: int) -> Page:
    """The next of the audience who are not dealt with, up to so many who want news."""
    page = next_members(tx, cursor, head.starts_at, size, head.audience)
    known = {
        member
        for (member,) in tx.sql.claiming.known(broadcast=head.id, after=cursor, until=page.cursor)
    }
    meant = tuple(each for each in page.members if each[0] not in known)
    for place, (member, wants) in enumerate(meant, 1):
        wanted -= wants
        if wanted == 0 and place < len(meant):
            return Page(meant[:place], member, done=False)
    return Page(meant, page.cursor, page.done)


def _fates(tx: ReadTx, head: Head, members: Sequence[int]) -> list[Fate]:
    if not members:
        return []
    rows = tx.sql.claiming.candidates(members=json.dumps(members), since=tx.now - WEEK, now=tx.now)
    return [_fate(tx, head, row) for row in rows]


def _fate(tx: ReadTx, head: Head, row: Sequence[Any]) -> Fate:
    """What becomes of a member; nobody's quiet hours hold here but their own."""
    member, wants, lately, quiet_begins, quiet_ends, *identity = row
    rules, reachable = tx.programme, identity[-1]
    if not reachable:
        return Fate(member, "blocked")
    if not wants:
        return Fate(member, "muted")
    if lately >= rules.messages.weekly_most:
        return Fate(member, "capped")
    if head.holdout_percent and drawn_by(tx, head.source, member, head.holdout_percent):
        return Fate(member, "held_out")
    if quiet_begins is not None:
        due_at = quiet_from(rules, (quiet_begins, quiet_ends)).ends(tx.now, rules.zone)
        if due_at is not None:
            return Fate(member, "waiting", due_at)
    found = opened(tx, *identity)
    return Fate(member, "sending", contact=found) if found else Fate(member, "blocked")


def _sending(fates: Iterable[Fate]) -> list[Fate]:
    return [fate for fate in fates if fate.state == "sending"]


def _recipients(tx: ReadTx, head: Head, sending: Sequence[Fate]) -> tuple[Recipient, ...]:
    places, links = head.content.places, head.content.links
    asked = [place for place in places if place != "name"]
    facts = facts_of(tx, [fate.member for fate in sending], asked) if asked else {}
    recipients = []
    for fate in sending:
        assert fate.contact is not None, "who is to be written to can be"
        own = facts.get(fate.member, Facts())
        tokens = tuple(
            token_of(tx.vault, head.id, button, fate.member) if link.url else ""
            for button, link in enumerate(links)
        )
        own = replace(own, name=fate.contact.name)
        recipients.append(Recipient(fate.member, fate.contact, own, tokens))
    return tuple(recipients)


def _rest(tx: Tx, head: Head, *, done: bool, full: bool) -> Claimed:
    """Nobody can be written to just now: how long it rests, or whether it is over."""
    if not done and not full:
        return Claimed(head.content, rests_until=tx.now)
    if next_due := tx.sql.claiming.next_due(broadcast=head.id):
        return Claimed(head.content, rests_until=next_due)
    if head.tally.get("sending"):
        return Claimed(head.content)
    if not done:
        # The last of the first few was no longer to be written to.
        return Claimed(head.content, rests_until=tx.now)
    tx.sql.broadcasts.end(id=head.id, state="done", at=tx.now)
    return Claimed(head.content, over=True)
