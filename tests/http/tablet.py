"""A browser at the counter."""

import shutil
from pathlib import Path

from playwright.async_api import BrowserContext, Page, Playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


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
