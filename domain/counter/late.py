"""What a counter page wrote down offline, credited as of its own time: once, or set aside.

An entry that something stands against is a conflict until another entry replaces it.
"""

from dataclasses import asdict, dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json, to_json

from domain import books, errors, purchases
from domain.calendar import DAY, MINUTE
from domain.counter import approvals
from domain.counter.bill import Bill
from domain.counter.devices import Device
from domain.counter.sale import sell
from domain.errors import (
    ApprovalClosed,
    EntryAhead,
    EntryTooOld,
    MaybeDoubled,
    Refusal,
    ScreenOld,
    Unreadable,
)
from domain.members import contact, member_at
from domain.staff import Clerk, note, note_attempt
from domain.tx import ReadTx, Tx

MILLISECOND = 1_000
# Clocks differ a little; and who types a bill twice does so at once.
AHEAD_MOST = ALIKE_WITHIN = 2 * MINUTE
OPEN = ("waiting", "conflict")
# Whose card it was is nobody's business once an entry is settled.
BLANK = b""

EntryId = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]


class Entry(BaseModel):
    """One entry as its page signed it; `happened_at` in milliseconds, the amount as typed.

    `replaces` names an entry in conflict; without an amount, that one is just dropped. `another`
    says that it is not the purchase it looks like.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: EntryId
    number: int = Field(ge=1, lt=2**31)
    happened_at: int = Field(ge=0, lt=2**43)
    card: str = Field("", max_length=64)
    amount: str = Field("", max_length=32)
    category: str | None = Field(None, max_length=32)
    replaces: EntryId | None = None
    another: bool = False

    @property
    def only_drops(self) -> bool:
        """Whether it credits nothing, and only takes another entry out of the way."""
        return self.replaces is not None and not self.amount


@dataclass(frozen=True)
class TakenIn:
    """What became of an entry: done, waiting, conflict (`why`) or dropped."""

    id: str
    state: str
    why: Refusal | None
    points: int
    initials: str


def read_entry(text: str) -> Entry:
    """An entry from the text that was signed; raises Unreadable."""
    try:
        return Entry.model_validate_json(text)
    except ValidationError:
        raise Unreadable from None


def take_in(tx: Tx, clerk: Clerk, device: Device, entry: Entry) -> None:
    """Credits an entry as of its own time; one that was taken in before changes nothing.

    Raises what stands against it: the edge sets it aside then, in a change of its own.
    """
    if not _add(tx, device.id, entry, "dropped" if entry.only_drops else "done"):
        return
    if entry.replaces and not _drop(tx, entry.replaces):
        raise ScreenOld
    if not entry.only_drops:
        _credit(tx, clerk, device.id, entry)
    _flag_missing(tx, clerk, device.id, entry)


def wait(tx: Tx, clerk: Clerk, device: Device, entry: Entry) -> None:
    """Keeps an entry until a second person has agreed."""
    member = _holder(tx, entry)
    # Of two that hand it in at once, one asks.
    books.lock(tx, member)
    if taken_in(tx, entry.id) is not None:
        return
    bill = Bill(_price(tx, entry), category=entry.category)
    asked = {"bill": asdict(bill), "late": (device.id, entry.id)}
    approval = approvals.ask(tx, clerk, "sell", member, **asked)
    _add(tx, device.id, entry, "waiting", {"approval": approval})
    if entry.replaces:
        _drop(tx, entry.replaces)
    _flag_missing(tx, clerk, device.id, entry)


def agree(tx: Tx, clerk: Clerk, device: int, entry: str, second: Clerk) -> None:
    """Credits an entry to which a second person agreed, as its clerk wrote it down."""
    state, _, _, sealed, _ = tx.sql.late.find(entry=entry)
    if state != "waiting":
        raise ScreenOld
    _credit(tx, clerk, device, read_entry(_unsealed(tx, sealed)), second)


def set_aside(tx: Tx, clerk: Clerk, device: Device, entry: Entry, why: Refusal) -> None:
    """Keeps an entry that cannot be credited, with what stands against it."""
    reason = {"refusal": type(why).__name__, "facts": why.facts()}
    if not _add(tx, device.id, entry, "conflict", reason):
        return
    if entry.replaces:
        _drop(tx, entry.replaces)
    if why.flagged:
        note_attempt(tx, clerk, why.text_key().removeprefix("refusal-").replace("-", "_"))
    _flag_missing(tx, clerk, device.id, entry)


def taken_in(tx: ReadTx, entry: str) -> TakenIn | None:
    """What became of an entry so far; None for one that was never handed in."""
    row = tx.sql.late.find(entry=entry)
    if row is None:
        return None
    state, reason, purchase, _, member = row
    if state == "done":
        points = purchases.points_of(tx, purchases.find(tx, purchase))
        return TakenIn(entry, state, None, points, _initials(tx, member))
    why = _against(tx, state, from_json(reason)) if reason else None
    return TakenIn(entry, "conflict" if why and state == "waiting" else state, why, 0, "")


def _credit(tx: Tx, clerk: Clerk, device: int, entry: Entry, second: Clerk | None = None) -> None:
    at, member, price = _happened(tx, entry), _holder(tx, entry), _price(tx, entry)
    if not entry.another and second is None:
        _refuse_alike(tx, device, member, price, at)
    bill = Bill(price, category=entry.category)
    sold = sell(tx, clerk, member, bill, approved_by=second, happened_at=at)
    tx.sql.late.credited(entry=entry.id, purchase=sold.purchase, blank=BLANK)


def _add(
    tx: Tx, device: int, entry: Entry, state: str, reason: dict[str, Any] | None = None
) -> bool:
    """Keeps an entry, its text sealed for as long as it is open; whether it is new."""
    text = entry.model_dump_json().encode()
    added: int = tx.sql.late.add(
        device=device,
        entry=entry.id,
        number=entry.number,
        happened_at=entry.happened_at * MILLISECOND,
        at=tx.now,
        sealed=tx.vault.seal("late-entry", text) if state in OPEN else BLANK,
        state=state,
        reason=to_json(reason).decode() if reason else None,
    )
    return added > 0


def _flag_missing(tx: Tx, clerk: Clerk, device: int, entry: Entry) -> None:
    """Tells the owner where a page, which counts its entries, hands in one too few."""
    before = tx.sql.late.number_before(device=device, entry=entry.id)
    if before is not None and (missing := entry.number - 1 - before) > 0:
        facts = {"device": device, "count": missing}
        note(tx, clerk.outside_id, "entries_missing", name=clerk.name, flagged=True, **facts)


def _drop(tx: Tx, entry: str) -> bool:
    dropped: int = tx.sql.late.dropped(entry=entry, blank=BLANK)
    return dropped > 0


def _happened(tx: ReadTx, entry: Entry) -> int:
    """When it happened (UTC us), within what a page may say."""
    at, days = entry.happened_at * MILLISECOND, tx.programme.counter.late_days
    if at > tx.now + AHEAD_MOST:
        raise EntryAhead
    if at < tx.now - days * DAY:
        raise EntryTooOld(days)
    return min(at, tx.now)


def _holder(tx: ReadTx, entry: Entry) -> int:
    """Whose card it was, as the card's picture stood then."""
    then = ReadTx(_happened(tx, entry), tx.sql, tx.version, tx.vault)
    return member_at(then, entry.card).member


def _price(tx: ReadTx, entry: Entry) -> int:
    digits, most = tx.programme.currency.digits, tx.programme.earning.amount_max_minor
    return purchases.parse_amount(entry.amount, digits, most)


def _refuse_alike(tx: ReadTx, device: int, member: int, price: int, at: int) -> None:
    since, until = at - ALIKE_WITHIN, at + ALIKE_WITHIN
    alike = tx.sql.late.alike(member=member, price=price, since=since, until=until, device=device)
    if alike is not None:
        raise MaybeDoubled(alike)


def _against(tx: ReadTx, state: str, reason: dict[str, Any]) -> Refusal | None:
    """What stands against an entry: what it was refused with, or that nobody agreed to it."""
    if "approval" in reason:
        asked = approvals.find(tx, reason["approval"])
        open_still = asked.state == "waiting" and asked.expires_at > tx.now
        if state != "waiting" or open_still or asked.state == "approved":
            return None
        return ApprovalClosed("expired" if asked.state == "waiting" else asked.state)
    kind = getattr(errors, reason["refusal"], None)
    if not (isinstance(kind, type) and issubclass(kind, Refusal)):
        return ScreenOld()
    return kind(**reason["facts"])


def _unsealed(tx: ReadTx, sealed: bytes) -> str:
    return tx.vault.unseal("late-entry", sealed).decode()


def _initials(tx: ReadTx, member: int) -> str:
    found = contact(tx, member)
    return "".join(word[0] for word in found.name.split()[:2]) if found else ""
