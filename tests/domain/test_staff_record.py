"""What staff do is on a record that nobody can change unseen, and what looks like fraud is marked.

Everything that is tampered with here is found by the audit, each time.
"""

import random

import pytest

from bot.store import Store, open_store
from domain.calendar import DAY, HOUR, MINUTE
from domain.notices import untold
from domain.staff import (
    Act,
    acts,
    begin,
    choose_staff_language,
    count_acts,
    introduce,
    language_of,
    note,
    people,
    verify,
)
from domain.tx import ReadTx, Tx
from tests import tamper
from tests.clock import StandingClock
from tests.scene import CASHIER, VAULT, buys, found, joins

BO, MEI = 9002, 9001
EDITS = (
    "UPDATE staff_act SET facts = '{{\"points\":1}}' WHERE actor = '{0}' AND number = {1}",
    "UPDATE staff_act SET at = at - 1 WHERE actor = '{0}' AND number = {1}",
    "UPDATE staff_act SET act = 'card' WHERE actor = '{0}' AND number = {1}",
    "UPDATE staff_act SET member = 7 WHERE actor = '{0}' AND number = {1}",
    "UPDATE staff_act SET flagged = 1 - flagged WHERE actor = '{0}' AND number = {1}",
    "DELETE FROM staff_act WHERE actor = '{0}' AND number = {1}",
    "UPDATE staff_act SET number = number + 500 WHERE actor = '{0}' AND number = {1}",
)
# The last one goes, and everything that says how many there are says one less.
CUT = (
    "DELETE FROM staff_act WHERE actor = '{0}' AND number = (SELECT acts FROM staff_person"
    " WHERE actor = '{0}')",
    "UPDATE staff_person SET acts = acts - 1, head = (SELECT chain FROM staff_act"
    " WHERE actor = '{0}' AND number = acts) WHERE actor = '{0}'",
)
# A copy of an act, as if it had been done twice.
INSERTED = (
    "INSERT INTO staff_act SELECT actor, number + 500, at, act, member, txn, facts, flagged, chain"
    " FROM staff_act WHERE actor = '{0}' AND number = {1}",
)

PUT_BACK = (
    "DELETE FROM staff_act",
    "DELETE FROM staff_person",
    "INSERT INTO staff_person SELECT * FROM kept_staff_person",
    "INSERT INTO staff_act SELECT * FROM kept_staff_act",
)


def some(tx: Tx, person: int, count: int) -> str:
    """So many acts of one person."""
    return [note(tx, person, "sale", points=each, paid=100) for each in range(count)][-1]


async def serve(store: Store) -> str:
    """Two people serve for a while; how the books name the first."""
    await store.write(some, MEI, 10, key=None)
    return await store.write(some, BO, 20, key=None)


async def reads(store: Store, **asked: object) -> tuple[Act, ...]:
    """The record up to now."""

    def look(tx: ReadTx) -> tuple[Act, ...]:
        return acts(tx, tx.now, 100, **asked)  # type: ignore[arg-type]

    return await store.read(look)


async def flags(store: Store) -> list[str]:
    """What is flagged, and why, newest first."""
    return [f"{act.act} {act.facts.get('why')}" for act in await reads(store, flagged=True)]


async def audited(url: str, clock: StandingClock) -> dict[str, int]:
    """What the audit finds in tampered books."""
    store = await open_store(url, clock, VAULT)
    try:
        return dict((await found(store)).breaches)
    finally:
        await store.close()


async def test_acts_are_read_newest_first_with_who_did_them(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    for number, person in enumerate((BO, MEI, BO)):
        clock.advance(MINUTE)
        await store.write(
            lambda tx, who, points: note(
                tx, who, "sale", name=f"N{who}", member=ann, points=points
            ),
            person,
            number,
            key=None,
        )
    told = await reads(store)
    assert [(act.person, act.facts["points"]) for act in told] == [
        ((BO, "N9002"), 2),
        ((MEI, "N9001"), 1),
        ((BO, "N9002"), 0),
    ]
    assert len(told[0].card) == 4
    assert len(await reads(store, actor=told[0].actor)) == 2
    assert await store.read(lambda tx: count_acts(tx, tx.now, told[1].actor)) == 1


async def test_a_record_that_nobody_touched_is_right(store: Store) -> None:
    await serve(store)
    assert await store.read(verify) == ()
    assert (await found(store)).ok


async def test_whoever_changes_removes_or_slips_in_an_act_is_found(
    store: Store, url: str, clock: StandingClock, engine: str
) -> None:
    actor = await serve(store)
    await store.close()
    for table in ("staff_act", "staff_person"):
        tamper.lie(url, f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")
    reader = await open_store(url, clock, VAULT, writable=False)
    dice = random.Random(5)
    for _ in range(100 if engine == "sqlite" else 10):
        number = dice.randint(1, 20)
        lies = dice.choice([*((edit,) for edit in EDITS), CUT, INSERTED])
        tamper.lie(url, *(lie.format(actor, number) for lie in lies))
        assert await reader.read(verify) != (), lies
        tamper.lie(url, *PUT_BACK)
        assert await reader.read(verify) == ()
    await reader.close()
    tamper.lie(url, EDITS[0].format(actor, 7))
    assert "acts_chained" in await audited(url, clock)


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_record_put_back_as_it_was_before_a_sale_is_found(
    store: Store, url: str, clock: StandingClock
) -> None:
    """An older copy of the record fits in itself, but not to the books."""
    ann = await joins(store)
    await store.write(begin, (CASHIER,), key=None)
    await buys(store, ann, 1_000)
    await store.close()
    for table in ("staff_act", "staff_person"):
        tamper.lie(url, f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")
    clock.advance(MINUTE)
    again = await open_store(url, clock, VAULT)
    await buys(again, ann, 2_000)
    assert (await found(again)).ok
    await again.close()
    tamper.lie(
        url,
        "DELETE FROM staff_act",
        "DELETE FROM staff_person",
        "INSERT INTO staff_person SELECT * FROM kept_staff_person",
        "INSERT INTO staff_act SELECT * FROM kept_staff_act",
        "DROP TABLE kept_staff_act",
        "DROP TABLE kept_staff_person",
    )
    assert await audited(url, clock) == {"acts_noted": 1}


async def test_the_fifth_purchase_taken_back_in_a_day_is_flagged(
    store: Store, clock: StandingClock
) -> None:
    for act in ("undo", "refund", "undo", "refund"):
        await store.write(lambda tx, act: note(tx, BO, act), act, key=None)
        await store.write(lambda tx: note(tx, MEI, "undo"), key=None)
    assert await flags(store) == []
    await store.write(lambda tx: note(tx, BO, "undo"), key=None)
    assert await flags(store) == ["undo often"]
    clock.advance(DAY)
    await store.write(lambda tx: note(tx, BO, "undo"), key=None)
    assert len(await flags(store)) == 1


async def test_a_refund_minutes_after_selling_to_the_same_card_is_flagged(
    store: Store, clock: StandingClock
) -> None:
    ann, lin = await joins(store), await joins(store, 2)
    await store.write(lambda tx: note(tx, BO, "sale", member=ann), key=None)
    clock.advance(5 * MINUTE)
    await store.write(lambda tx: note(tx, BO, "refund", member=lin), key=None)
    await store.write(lambda tx: note(tx, MEI, "refund", member=ann), key=None)
    assert await flags(store) == []
    await store.write(lambda tx: note(tx, BO, "refund", member=ann), key=None)
    assert await flags(store) == ["refund soon"]
    clock.advance(HOUR)
    await store.write(lambda tx: note(tx, BO, "refund", member=ann), key=None)
    assert await flags(store) == ["refund soon"]


async def test_making_good_near_the_limit_three_days_running_is_flagged(
    store: Store, clock: StandingClock
) -> None:
    async def makes_good(points: int) -> None:
        await store.write(
            lambda tx, points: note(tx, BO, "make_good", points=points, limit=500), points, key=None
        )

    for points in (450, 200, 450, 450):
        await makes_good(points)
        clock.advance(DAY)
    assert await flags(store) == []
    await makes_good(200)
    assert await flags(store) == []
    await makes_good(200)
    assert await flags(store) == ["make_good daily"]


async def test_what_is_flagged_is_told_to_the_owner_without_a_name(store: Store) -> None:
    actor = await store.write(
        lambda tx: note(tx, BO, "own_purchase", name="Bo", flagged=True), key=None
    )
    (alert,) = await store.read(untold)
    assert (alert.kind, alert.facts) == ("flagged", {"actor": actor, "number": 1})


async def test_who_begins_to_serve_is_on_the_record_once(store: Store) -> None:
    assert await store.write(begin, (BO, MEI), key=None) == {BO, MEI}
    assert await store.write(begin, (MEI,), key=None) == {BO, MEI}
    assert [act.act for act in await reads(store)] == ["serving"] * 2


async def test_a_new_name_is_the_one_that_is_shown_from_then_on(store: Store) -> None:
    for name in ("Bo", "", "Bo Chen"):
        await store.write(lambda tx, name: introduce(tx, BO, name), name, key=None)
    assert list((await store.read(people)).values()) == [(BO, "Bo Chen")]


async def test_staff_without_a_card_keep_the_language_they_chose(store: Store) -> None:
    assert await store.read(language_of, BO) is None
    await store.write(choose_staff_language, BO, "Bo", "zh", key=None)
    assert await store.read(language_of, BO) == "zh"
