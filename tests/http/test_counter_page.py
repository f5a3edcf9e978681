"""The counter page in a real browser: paired by its link, used through an outage, nothing lost."""

import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from domain.members import token_of
from tests.handlers.town import ANN, BO, MEI, Town
from tests.http.tablet import CHROMIUM, Tablet
from tests.http.till import decides, link

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ, reason="there is no chromium on the path"
    ),
]


@pytest.fixture
async def tablet(tmp_path: Path) -> AsyncIterator[Tablet]:
    async with async_playwright() as playwright:
        tablet = Tablet(playwright, tmp_path / "browser")
        yield tablet
        await tablet.closes()
        assert tablet.faults == []


@pytest.fixture
async def page(town: Town, card: str, tablet: Tablet) -> Page:
    """Bo has opened the link from the chat."""
    await town.says(BO, "/start")
    # An outage ends at the address at which it began.
    url, code = await link(town, BO)
    town.changes("web", port=int(url.rpartition(":")[2]))
    page = await tablet.opens(f"{url}/counter/#pair={code}")
    await expect(page.locator(".shop")).to_have_text("Jifen · Bo")
    await expect(page.locator(".network")).to_have_text("Online")
    await page.evaluate("navigator.serviceWorker.ready")
    return page


async def test_what_is_written_in_an_outage_is_handed_in_once_when_it_is_over(
    town: Town, card: str, tablet: Tablet, page: Page
) -> None:
    """Also where the page was reloaded meanwhile, and the browser closed."""
    before = await town.points(ANN)
    await town.closes()
    await tablet.context.set_offline(True)
    await _enters(page, card, "10")
    await _enters(page, card, "20.5")
    await page.reload()
    await expect(page.locator(".today li")).to_have_count(2)
    await _enters(page, card, "30")
    await expect(page.locator(".network")).to_contain_text("3 to hand in")
    address = page.url
    await tablet.closes()
    page = await tablet.opens(address)
    await expect(page.locator('.today li[data-state="kept"]')).to_have_count(3)
    await town.opens()
    await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(page.locator('.today li[data-state="done"]')).to_have_count(3)
    await expect(page.locator(".today .state").last).to_have_text("+10")
    await expect(page.locator(".sum")).to_contain_text("60.50")
    assert await town.points(ANN) == before + 60
    await page.reload()
    await expect(page.locator('.today li[data-state="done"]')).to_have_count(3)
    assert await town.points(ANN) == before + 60


async def test_a_conflict_is_shown_and_corrected(town: Town, card: str, page: Page) -> None:
    before = await town.points(ANN)
    await _enters(page, "0000-0000", "12")
    line = page.locator('.today li[data-state="conflict"]')
    await expect(line.locator(".said")).to_have_text(town.text("refusal-unknown-code"))
    await line.locator('[data-way="correct"]').click()
    await expect(page.locator(".amount")).to_have_text("¥12.00")
    await page.locator('[name="card"]').fill(card)
    await page.locator(".confirm").click()
    await expect(page.locator('.today li[data-state="done"]')).to_have_count(1)
    await expect(page.locator('.today li[data-state="dropped"]')).to_have_count(1)
    assert await town.points(ANN) == before + 12


async def test_a_hand_scanner_reads_the_turning_card(town: Town, page: Page) -> None:
    """It types the whole link and Enter, wherever the page happens to be."""
    token = await town.app.store.read(token_of, await town.member(ANN))
    await page.keyboard.type(f"https://t.me/jifen_bot?start=u-{token}")
    await page.keyboard.press("Enter")
    await page.keyboard.type("8.40")
    await expect(page.locator(".estimate")).to_contain_text("+8")
    await page.keyboard.press("Enter")
    await expect(page.locator('.today li[data-state="done"] .state')).to_have_text("+8")


async def test_a_large_sum_waits_for_a_second_person(town: Town, card: str, page: Page) -> None:
    await town.says(MEI, "/start")
    await _enters(page, card, "1500")
    await expect(page.locator('.today li[data-state="waiting"]')).to_have_count(1)
    await decides(town, MEI, "approve")
    await page.reload()
    await expect(page.locator('.today li[data-state="done"] .state')).to_have_text("+1,500")


async def test_a_page_that_was_ended_keeps_all_until_it_is_paired_again(
    town: Town, card: str, page: Page
) -> None:
    await _enters(page, "0000-0000", "12")
    await expect(page.locator('.today li[data-state="conflict"]')).to_have_count(1)
    await town.says(BO, "/counter")
    await town.presses(BO, town.text("button-page-end", number=1))
    await _enters(page, card, "10")
    await expect(page.locator(".trouble")).to_have_text(town.text("refusal-device-unknown"))
    await expect(page.locator('.today li[data-state="kept"]')).to_have_count(1)
    _, code = await link(town, BO)
    await page.evaluate("(code) => { location.hash = `pair=${code}` }", code)
    await expect(page.locator('.today li[data-state="done"]')).to_have_count(1)
    await expect(page.locator(".trouble")).to_be_hidden()
    await page.locator('li[data-state="conflict"] [data-way="drop"]').click()
    await expect(page.locator('.today li[data-state="dropped"]')).to_have_count(1)
    await expect(page.locator(".network")).to_have_text("Online")


async def test_what_another_till_has_is_answered_with_same_or_another(
    town: Town, card: str, page: Page
) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, town.text("button-confirm"))
    for answer, state in (("Another one", "done"), ("Same one", "dropped")):
        before = await page.locator(f'.today li[data-state="{state}"]').count()
        await _enters(page, card, "88.40")
        line = page.locator('.today li[data-state="conflict"]')
        await expect(line.get_by_role("button")).to_have_text(["Another one", "Same one"])
        await line.get_by_role("button", name=answer).click()
        await expect(page.locator(f'.today li[data-state="{state}"]')).not_to_have_count(before)
        await expect(line).to_have_count(0)


async def test_what_is_no_card_is_said_at_once(page: Page) -> None:
    await page.keyboard.type("https://t.me/jifen_bot?start=v-0000000000")
    await page.keyboard.press("Enter")
    await expect(page.locator(".estimate")).to_have_text("This isn’t a member’s card.")
    await expect(page.locator('[name="card"]')).to_have_value("")


async def test_the_next_opening_takes_what_is_new(page: Page) -> None:
    """What was kept of an older version does not stay."""
    old = """async () => {
        const headers = { "Content-Type": "text/javascript" };
        const kept = await caches.open("counter");
        await kept.put("words.js", new Response("throw 0", { headers }));
    }"""
    await page.evaluate(old)
    await page.reload()
    await expect(page.locator(".confirm")).to_have_text("Confirm")


async def test_a_page_that_stays_open_is_taken_anew_each_day(page: Page) -> None:
    """But not below the hands of somebody who is at work."""
    await page.evaluate("window.sameAsBefore = true")
    await page.locator('[data-key="5"]').click()
    await page.clock.set_system_time(time.time() + 86_400)
    await page.evaluate("dispatchEvent(new Event('kept'))")
    await page.locator('[data-key="0"]').click()
    assert await page.evaluate("window.sameAsBefore")
    for _ in range(2):
        await page.locator('[data-key="Backspace"]').click()
    await page.evaluate("dispatchEvent(new Event('kept'))")
    await page.wait_for_function("!window.sameAsBefore")
    await expect(page.locator(".confirm")).to_have_text("Confirm")


async def test_what_a_wrong_clock_spoilt_is_corrected(town: Town, card: str, page: Page) -> None:
    """Once the page has heard what time it is."""
    before = await town.points(ANN)
    await page.clock.set_system_time(time.time() + 3_600)
    await _enters(page, card, "10")
    line = page.locator('.today li[data-state="conflict"]')
    await expect(line.locator(".said")).to_have_text(town.text("refusal-entry-ahead"))
    await line.locator('[data-way="correct"]').press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator('.today li[data-state="done"] .state')).to_have_text("+10")
    assert await town.points(ANN) == before + 10


async def test_it_is_used_by_the_keyboard_alone(town: Town, card: str, page: Page) -> None:
    before = await town.points(ANN)
    await page.locator('[name="card"]').focus()
    await page.keyboard.type(card.lower())
    await page.keyboard.press("Enter")
    await page.keyboard.type("12.5")
    await page.keyboard.press("Backspace")
    await expect(page.locator(".amount")).to_have_text("¥12.00")
    await page.keyboard.press("Enter")
    await expect(page.locator('.today li[data-state="done"]')).to_have_count(1)
    assert await town.points(ANN) == before + 12


async def test_it_fits_a_phone_and_speaks_both_languages(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await expect(page.locator(".confirm")).to_be_in_viewport()
    for size in ("16px", "32px"):
        await page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
        assert await page.evaluate("document.documentElement.scrollWidth") == 360
    await page.locator(".language").click()
    await expect(page.locator(".confirm")).to_have_text("确认")
    await page.reload()
    await expect(page.locator(".confirm")).to_have_text("确认")


async def _enters(page: Page, card: str, amount: str) -> None:
    """A cashier types a card, the amount on the keys, and confirms."""
    await page.locator('[name="card"]').fill(card)
    for key in amount:
        await page.locator(f'[data-key="{key}"]').click()
    await page.locator(".confirm").click()
    await expect(page.locator(".amount")).to_have_class("amount empty")
