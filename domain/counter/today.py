"""What one member of staff did since the shop's day began, summed up for themselves."""

import json
from dataclasses import dataclass

from domain.calendar import instant, local_date
from domain.members import staff
from domain.staff import Clerk
from domain.tx import ReadTx


@dataclass(frozen=True)
class Today:
    """How often and how much; money in minor units. What was undone is no sale any more."""

    sales: int
    paid: int
    undone: int
    refunds: int
    back: int
    vouchers: int
    made_good: int


def today(tx: ReadTx, clerk: Clerk) -> Today:
    """The clerk's own day, read from the record of what staff do."""
    zone = tx.programme.zone
    since = instant(local_date(tx.now, zone), zone)
    rows = tx.sql.today.acts_of(actor=staff(tx, clerk.outside_id), since=since)
    done = [(act, json.loads(facts)) for act, facts in rows]
    undone = [facts for act, facts in done if act == "undo"]
    gone = {facts["purchase"] for facts in undone if "purchase" in facts}
    sales = [facts for act, facts in done if act == "sale" and facts["purchase"] not in gone]
    refunds = [facts for act, facts in done if act == "refund"]
    taken_back = sum(facts["points"] for facts in undone if "purchase" not in facts)
    given = sum(facts["points"] for act, facts in done if act == "make_good")
    return Today(
        sales=len(sales),
        paid=sum(facts["paid"] for facts in sales),
        undone=len(gone),
        refunds=len(refunds),
        back=sum(facts["minor"] for facts in refunds),
        vouchers=sum(act == "voucher" for act, _ in done),
        made_good=given - taken_back,
    )
