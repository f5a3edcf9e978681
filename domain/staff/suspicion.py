"""What of staff's doings looks like fraud: few signs, each one a sentence to the owner."""

import json
from collections import Counter
from datetime import date, timedelta
from typing import Any

from domain.calendar import MINUTE, instant, local_date
from domain.tx import ReadTx

TAKEN_BACK_MOST = 5
SOON = 10 * MINUTE
# So much of what one may make good alone, so many days in a row.
NEARLY_PERCENT, DAYS = 80, 3


def suspicion(
    tx: ReadTx, actor: str, act: str, member: int | None, facts: dict[str, Any]
) -> str | None:
    """Why an act that is about to be written down is flagged; None where it is not.

    `often`: many purchases taken back in a day. `soon`: money refunded minutes after the same
    person sold. `daily`: the limit of making good nearly used up, day after day.
    """
    soon = {"actor": actor, "member": member, "since": tx.now - SOON}
    if act == "refund" and tx.sql.staff.credited_since(**soon):
        return "soon"
    if act in ("undo", "refund"):
        before: int = tx.sql.staff.taken_back_since(actor=actor, since=_day(tx, 0))
        return "often" if before + 1 >= TAKEN_BACK_MOST else None
    return "daily" if act == "make_good" and _nearly_all_daily(tx, actor, facts) else None


def _nearly_all_daily(tx: ReadTx, actor: str, facts: dict[str, Any]) -> bool:
    """Whether today and the days before each came near the day's limit, which the act tells."""
    limit = facts.get("limit")
    if not limit:
        return False
    zone = tx.programme.zone
    made = Counter({_date(tx, 0): facts["points"]})
    for at, told in tx.sql.staff.made_good_since(actor=actor, since=_day(tx, DAYS - 1)):
        made[local_date(at, zone)] += json.loads(told)["points"]
    nearly = limit * NEARLY_PERCENT
    return all(made[_date(tx, back)] * 100 >= nearly for back in range(DAYS))


def _date(tx: ReadTx, back: int) -> date:
    return local_date(tx.now, tx.programme.zone) - timedelta(days=back)


def _day(tx: ReadTx, back: int) -> int:
    """When a local day began: today, or so many days back."""
    return instant(_date(tx, back), tx.programme.zone)
