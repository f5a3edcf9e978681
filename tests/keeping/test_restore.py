"""What comes back is what was backed up; it says nothing twice until somebody asks it to."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from bot.keeping.backup import Manifest, backup, page_of
from bot.keeping.drill import drill
from bot.keeping.places import opened, url_of
from bot.keeping.progress import Progress
from bot.keeping.restore import Restored, restore
from bot.scheduler import Scheduler
from bot.store import Store, Unavailable, open_store
from bot.store.migrate import current, newest
from bot.telegram import inbox
from bot.telegram.sender import Sender
from domain import broadcasts, notices
from domain.adoption import put_rule, set_anchor
from domain.calendar import DAY, HOUR, instant
from domain.earning.moments import referrals
from domain.members import Person, agree
from domain.programme import InKindRule, Named, RainRule, ReferralRule, Rule
from domain.vault import Vault
from handlers.jobs import JOBS
from tests.clock import StandingClock
from tests.keeping.conftest import PEOPLE, said, tampered
from tests.scene import TEA, VAULT, buys, found, joins, points
from tests.telegram.desk import Telegram, desk_of
from tests.telegram.test_sender import delivers, write

MIGRATIONS = Path(__file__).parents[2] / "bot" / "store" / "migrations"
NAME = Named(en="Rule", zh="规则")
UPDATE = {"update_id": 7, "message": {"from": {"id": 1}, "text": "/points"}}


@pytest.fixture
def file(books: str, tmp_path: Path, clock: StandingClock, quiet: Progress) -> Path:
    """A backup of the shop."""
    file = tmp_path / "backup" / "jifen.db"
    backup(books, file, clock, quiet)
    return file


async def restored_from(
    file: Path, place: str | Path, clock: StandingClock, vault: Vault = VAULT
) -> Restored:
    """Restores as the command does: outside of any loop."""
    url = url_of(place) if isinstance(place, Path) else place
    return await asyncio.to_thread(restore, file, url, clock, vault, Progress())


@pytest.mark.parametrize(("engine", "target"), [("sqlite",) * 2, ("postgres",) * 2])
async def test_the_books_come_back(file: Path, place: str, clock: StandingClock) -> None:
    restored = await restored_from(file, place, clock)
    assert restored.manifest == Manifest.beside(file)
    assert restored.findings.ok
    assert restored.findings.members == PEOPLE
    store = await open_store(place, clock, VAULT)
    assert (await found(store)).ok
    ann = await joins(store, 1)
    assert await points(store, ann) == 500 + 100 + 5 - 100
    await store.close()


async def test_after_a_restore_nothing_is_told_until_somebody_asks(
    file: Path, tmp_path: Path, clock: StandingClock
) -> None:
    restored = await restored_from(file, tmp_path / "new.db", clock)
    store = await open_store(url_of(tmp_path / "new.db"), clock, VAULT)
    telegram = Telegram()
    sender = Sender(desk_of(store, telegram), write)
    clock.advance(400 * DAY)
    await delivers(sender)
    assert telegram.got == []
    held = await store.read(notices.held_back)
    assert held.count == restored.silenced.notices == 2 * PEOPLE
    assert dict(held.kinds) == {"purchase": PEOPLE, "voucher": PEOPLE}
    assert await store.write(notices.release, key=None) == held.count
    await delivers(sender)
    assert sorted(telegram.got) == [*range(1, PEOPLE + 1)]
    await store.close()


async def test_what_is_dropped_is_told_to_nobody(
    file: Path, tmp_path: Path, clock: StandingClock
) -> None:
    await restored_from(file, tmp_path / "new.db", clock)
    store = await open_store(url_of(tmp_path / "new.db"), clock, VAULT)
    assert await store.write(notices.drop, key=None) == 2 * PEOPLE
    assert (await store.read(notices.held_back)).count == 0
    assert await store.write(notices.release, key=None) == 0
    assert await store.read(notices.due, 10) == ()
    assert (await found(store)).ok
    await store.close()


async def test_what_is_new_is_told_though_something_older_is_held_back(
    lived_in: Store, url: str, tmp_path: Path, clock: StandingClock, quiet: Progress
) -> None:
    """Also where the older one had been put off before, which holds up what follows it."""
    late = [(notice, "later") for notice in await lived_in.read(notices.due, 100)]
    await lived_in.write(notices.settle, late, key=None)
    await lived_in.close()
    backup(url, tmp_path / "backup.db", clock, quiet)
    await restored_from(tmp_path / "backup.db", tmp_path / "new.db", clock)
    store = await open_store(url_of(tmp_path / "new.db"), clock, VAULT)
    ann = await joins(store, 1)
    await buys(store, ann, 700)
    assert [notice.facts["paid"] for notice in await store.read(notices.due, 10)] == [700]
    await store.close()


async def test_what_the_clock_makes_up_for_is_held_back_and_what_comes_after_is_told(
    lived_in: Store, url: str, tmp_path: Path, clock: StandingClock, quiet: Progress
) -> None:
    """Reminders and draws between backup and restore may have gone out from the books now lost."""
    await Scheduler(lived_in, JOBS, 1.0).tick()
    await lived_in.close()
    backup(url, tmp_path / "backup.db", clock, quiet)
    clock.advance(340 * DAY)
    await restored_from(tmp_path / "backup.db", tmp_path / "new.db", clock)
    store = await open_store(url_of(tmp_path / "new.db"), clock, VAULT)
    scheduler = Scheduler(store, JOBS, 1.0)
    await scheduler.tick()
    assert await store.read(notices.due, 100) == ()
    held = dict((await store.read(notices.held_back)).kinds)
    assert held["expiring"] == PEOPLE
    clock.advance(23 * DAY)
    await scheduler.tick()
    told = [notice.kind for notice in await store.read(notices.due, 100)]
    assert told.count("expiring") == PEOPLE
    assert (await found(store)).ok
    await store.close()


async def test_news_and_rewards_of_the_time_before_a_restore_are_held_back(
    lived_in: Store, url: str, tmp_path: Path, clock: StandingClock, quiet: Progress
) -> None:
    """They may have gone out from the books now lost; what comes up afterwards is told."""
    friends = ReferralRule(id="friends", name=NAME, points=10, return_days=0)
    gift = InKindRule(id="gift", name=NAME, spend_minor=100, reward=TEA)
    rains = [
        RainRule(id=f"rain-{day}", name=NAME, pot=90, share=9, starts=f"{day}T13:00", ends=day)
        for day in ("2026-11-23", "2026-11-24")
    ]
    rules: tuple[Rule, ...] = (friends, gift, *rains)
    for rule in rules:
        await lived_in.write(put_rule, rule, None, key=None)
    ann = await joins(lived_in, 1)
    code, bo = (await lived_in.read(referrals.invited, ann)).code, Person(99, "Bo", "en")
    friend = (await lived_in.write(referrals.join_invited, bo, code, key=None)).member
    await lived_in.write(agree, friend, "start", key=None)
    await buys(lived_in, friend, 10_000)
    tomorrow = instant(date(2026, 11, 24), lived_in.programme.zone)
    await lived_in.write(set_anchor, 100, 90, tomorrow, None, key=None)
    await lived_in.close()
    backup(url, tmp_path / "backup.db", clock, quiet)
    clock.advance(2 * HOUR)
    await restored_from(tmp_path / "backup.db", tmp_path / "new.db", clock)
    store = await open_store(url_of(tmp_path / "new.db"), clock, VAULT)
    scheduler = Scheduler(store, JOBS, 1.0)
    await scheduler.tick()
    assert await store.read(notices.due, 100) == ()
    held = dict((await store.read(notices.held_back)).kinds)
    # Ann 1 wants no news; what points are worth is told to her too.
    assert {kind: held.get(kind) for kind in ("rain", "anchor", "referral", "gift")} == {
        **{"rain": PEOPLE, "anchor": PEOPLE + 1, "referral": 1, "gift": 1}
    }
    clock.advance(DAY)
    await scheduler.tick()
    told = [notice.kind for notice in await store.read(notices.due, 100)]
    assert told.count("rain") == PEOPLE
    await store.close()


async def test_broadcasts_wait_and_messages_are_not_answered_again(
    lived_in: Store, url: str, tmp_path: Path, clock: StandingClock, quiet: Progress
) -> None:
    (broadcast,) = await lived_in.read(broadcasts.running)
    await lived_in.write(broadcasts.claim, broadcast, 3, key=None)
    await lived_in.write(inbox.accept, [UPDATE], key=None)
    await lived_in.close()
    backup(url, tmp_path / "backup.db", clock, quiet)
    restored = await restored_from(tmp_path / "backup.db", tmp_path / "new.db", clock)
    assert (restored.silenced.broadcasts, restored.silenced.updates) == (1, 1)
    store = await open_store(url_of(tmp_path / "new.db"), clock, VAULT)
    assert await store.read(broadcasts.running) == ()
    report = await store.read(broadcasts.report, broadcast)
    assert (report.state, report.unknown, report.muted) == ("paused", 3, 1)
    assert await store.read(inbox.people_waiting) == ()
    assert await store.write(inbox.accept, [UPDATE], key=None) == ()
    await store.close()


async def test_another_key_restores_nothing(
    file: Path, tmp_path: Path, clock: StandingClock
) -> None:
    place = tmp_path / "new" / "jifen.db"
    with pytest.raises(Unavailable, match="not the key"):
        await restored_from(file, place, clock, Vault(b"x" * 32))
    assert not place.exists()


def one_row_changed(file: Path) -> None:
    tampered(url_of(file), "UPDATE member SET card_number = 9")


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def not_a_database(file: Path) -> None:
    file.write_bytes(b"x" * 10_000)


def another_manifest(file: Path) -> None:
    page = page_of(file)
    page.write_text(json.dumps(json.loads(page.read_text()) | {"digest": "0" * 64}))


def no_manifest(file: Path) -> None:
    page_of(file).unlink()


def a_manifest_of_something_else(file: Path) -> None:
    page_of(file).write_text("[]")


def from_the_future(file: Path) -> None:
    page = page_of(file)
    page.write_text(json.dumps(json.loads(page.read_text()) | {"schema": "9999"}))


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (one_row_changed, "one of them was changed"),
        (cut_short, "is damaged"),
        (not_a_database, "is damaged"),
        (another_manifest, "one of them was changed"),
        (no_manifest, "is missing"),
        (a_manifest_of_something_else, "cannot be read"),
        (from_the_future, "newer"),
        (Path.unlink, "there is no backup"),
    ],
)
async def test_a_backup_that_is_not_what_it_was_restores_nothing(
    file: Path, tmp_path: Path, clock: StandingClock, harm: Callable[[Path], None], told: str
) -> None:
    place = tmp_path / "new" / "jifen.db"
    harm(file)
    with pytest.raises(Unavailable, match=told):
        await restored_from(file, place, clock)
    assert [each for each in place.parent.glob("*") if each.name != "jifen.db.lock"] == []


async def test_a_backup_of_an_older_bot_is_brought_up_to_today(
    tmp_path: Path, clock: StandingClock
) -> None:
    file = tmp_path / "backup.db"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url_of(file)
    command.upgrade(config, "0001")
    tampered(url_of(file), "INSERT INTO stock VALUES ('mug', 7)")
    page = Manifest("0001", "2026-01-01", 1, said(url_of(file)).whole, 0, None, {"stock": 1})
    page_of(file).write_text(json.dumps(asdict(page)))
    await restored_from(file, tmp_path / "new.db", clock)
    assert current(url_of(tmp_path / "new.db")) == newest()
    with opened(url_of(tmp_path / "new.db")) as tables:
        assert tables.query("SELECT reward, amount FROM stock") == [("mug", 7)]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
async def test_a_place_with_books_in_it_is_left_alone(
    file: Path, books: str, clock: StandingClock
) -> None:
    before = said(books)
    with pytest.raises(Unavailable, match=r"exists already|not empty"):
        await restored_from(file, books, clock)
    assert said(books) == before


async def test_wrong_books_are_not_taken_for_right_ones(
    books: str, tmp_path: Path, clock: StandingClock, quiet: Progress
) -> None:
    tampered(books, "UPDATE account SET points = points + 1 WHERE kind = 'available'")
    backup(books, tmp_path / "backup.db", clock, quiet)
    with pytest.raises(Unavailable, match=r"the books in .* are wrong"):
        await restored_from(tmp_path / "backup.db", tmp_path / "new.db", clock)
    assert not (tmp_path / "new.db").exists()


async def test_a_drill_gives_back_the_same_books_and_touches_none(
    books: str, tmp_path: Path, clock: StandingClock, quiet: Progress
) -> None:
    before = said(books)
    done = await asyncio.to_thread(drill, books, tmp_path / "d", clock, VAULT, quiet)
    assert done.restored.manifest == done.manifest
    assert done.restored.findings.ok
    assert {step.name for step in quiet.steps} >= {"copy", "digest", "restore", "audit"}
    assert said(books) == before
