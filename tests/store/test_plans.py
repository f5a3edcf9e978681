"""What is asked often is answered from an index, whatever has piled up beside it."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import queries

# By what each question finds its rows, so that it reads those and no others.
FOUND_BY = {
    # A member's archive: vouchers that ended, purchases, everything ever taken or drawn.
    "vouchers.of_member": "voucher_member (member=?)",
    "vouchers.open_of": "voucher_open (member=? AND expires_at>?)",
    "vouchers.redeemed_by": "drawing_txn (txn=?)",
    "rewards.shelf_and_taken": "taken_reward (member=? AND <expr>=?)",
    "taken.on": "taken_period (member=? AND period=?)",
    "taken.free": "taken_cause (cause=? AND member=?)",
    "counter.open_payments": "hold_open (member=?)",
    "listing.of_member": "purchase_member (member=?)",
    "draws.count": "drawing_member (member=? AND day=?)",
    # What everybody drew: a raffle's draws are few.
    "draws.of_member": "drawing_raffle (game=?)",
    "draws.count_of": "drawing_raffle (game=?)",
    "games.drawn": "drawing_raffle (game=?)",
    # Years of what one cashier did.
    "today.acts_of": "staff_act_actor (actor=? AND at>?)",
    "staff.taken_back_since": "staff_act_actor (actor=? AND at>?)",
    "staff.credited_since": "staff_act_actor (actor=? AND at>?)",
    "staff.made_good_since": "staff_act_actor (actor=? AND at>?)",
    # A million vouchers, at every tick of the clock.
    "vouchers.due": "voucher_due (expires_at<?)",
    "vouchers.remind": "voucher_to_remind (reminded_at=? AND expires_at>? AND expires_at<?)",
    "vouchers.seats_booked": "voucher_reward (reward=? AND kind=? AND state=?)",
    "vouchers.next_seats": "voucher_reward (reward=? AND kind=? AND state=?)",
    "games.next_due": "raffle_due (draws_at<?)",
    "games.next_untold": "raffle_untold",
    "games.without_luck": "PRIMARY KEY (reward=? AND number>? AND number<?)",
    "approvals.waiting": "approval_waiting (expires_at>?)",
    "approvals.overdue": "approval_waiting (expires_at<?)",
    # A stretch of members, and each one's own rows.
    "nudges.page": "SEARCH member USING INTEGER PRIMARY KEY (rowid>?)",
    "nudges.streaks": "PRIMARY KEY (member=? AND day=?)",
    "nudges.earners": "lot_earned (member=? AND earned_at>?)",
    "nudges.told": "PRIMARY KEY (member>? AND member<?)",
    "consents.of": "consent_member (member=? AND purpose=?)",
    # A million members written to, several times a second.
    "claiming.due": "delivery_due (broadcast=? AND due_at<?)",
    "claiming.next_due": "delivery_due (broadcast=?)",
    "claiming.under_way": "delivery_open",
    "claiming.in_doubt": "delivery_open",
    "claiming.to_be_tried_again": "delivery_due (broadcast=? AND due_at>?)",
    "claiming.known": "PRIMARY KEY (broadcast=? AND member>? AND member<?)",
    "claiming.candidates": "PRIMARY KEY (member=? AND at>?)",
    "broadcasts.open": "broadcast_open",
    "facts.ends": "lot_left (member=? AND expires_at>?)",
    # A page of an audience: a stretch of members, and each one's own rows.
    "audience.members": "SEARCH member USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
    "audience.stretch_end": "SEARCH member USING INTEGER PRIMARY KEY (rowid>?)",
    "tags.of_member": "PRIMARY KEY (member=?)",
    "tags.known": "tag_name (tag=?)",
}
# Of a member's own rows that grow without end none is sorted to find the first.
UNSORTED = (
    *("vouchers.of_member", "vouchers.open_of", "listing.of_member", "vouchers.due"),
    "audience.members",
)


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("question", FOUND_BY)
def test_question_reads_what_it_answers(question: str, template: Path, engine: str) -> None:
    plan = _plan(template, question)
    assert any(FOUND_BY[question] in step for step in plan), plan


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("question", UNSORTED)
def test_page_is_read_in_its_order(question: str, template: Path, engine: str) -> None:
    assert not any("TEMP B-TREE" in step for step in _plan(template, question))


def _plan(template: Path, question: str) -> list[str]:
    stem, name = question.split(".")
    sql = queries.load()[stem][name].sql
    given = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
    with closing(sqlite3.connect(template)) as connection:
        return [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", given)]
