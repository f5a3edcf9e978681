"""The counter page in a real browser: paired by its link, used through an outage, nothing lost."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, Playwright, async_playwright, expect

from domain.members import token_of
from tests.handlers.town import ANN, BO, MEI, Town
from tests.http.till import decides, link

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ, reason="there is no chromium on the path"
    ),
]


class Tablet:
    """A browser at the counter that can be closed and opened again, and the page in it."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self._playwright = playwright
        self._folder = folder
        self.faults: list[str] = []
        self.context: BrowserContext
        self.page: Page

    async def opens(self, url: str) -> Page:
        """The browser is opened at an address, with all that it kept."""
        self.context = await self._playwright.chromium.launch_persistent_context(
            self._folder,
            executable_path=CHROMIUM,
            args=list(QUIET),
            viewport={"width": 390, "height": 844},
            locale="en-GB",
        )
        self.page = self.context.pages[0]
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        await self.page.goto(url)
        return self.page

    async def closes(self) -> None:
        """The browser is closed."""
        await self.context.close()


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
    await expect(page.locator(".shop")).to_have_text("Jifen")
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
    await town.says(BO, "/counter")
    await town.presses(BO, town.text("button-page-end", number=1))
    await _enters(page, card, "10")
    await expect(page.locator(".trouble")).to_have_text(town.text("refusal-device-unknown"))
    await expect(page.locator('.today li[data-state="kept"]')).to_have_count(1)
    _, code = await link(town, BO)
    await page.evaluate("(code) => { location.hash = `pair=${code}` }", code)
    await expect(page.locator('.today li[data-state="done"]')).to_have_count(1)
    await expect(page.locator(".trouble")).to_be_hidden()


async def test_it_fits_a_phone_and_speaks_both_languages(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    await expect(page.locator(".confirm")).to_be_in_viewport()
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
