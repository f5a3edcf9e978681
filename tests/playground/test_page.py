"""The page in a real browser: four phones, the real bot behind them, and a clock to move."""

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
ANN, LIN, CASHIER, OWNER = 1001, 1002, 9002, 9001
LAPTOP = {"width": 1440, "height": 900}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ, reason="there is no chromium on the path"
    ),
]


@pytest.fixture(scope="module", name="address")
def _address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`python bot.py playground` as a newcomer starts it: one address on its output."""
    books = tmp_path_factory.mktemp("playground") / "shop.db"
    process = subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "bot.py"), "playground"],
        env=os.environ
        | {"JIFEN_DATABASE__URL": f"sqlite:///{books}", "JIFEN_PLAYGROUND__PORT": "0"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found, said
    yield found[0]
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0


@pytest.fixture(scope="module", name="browser")
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(name="page")
def _page(browser: Browser, address: str) -> Iterator[Page]:
    """A laptop's window on a fresh world; a fault in the page's own code fails the test."""
    context = browser.new_context(viewport=LAPTOP, locale="en-GB")  # type: ignore[arg-type]
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    _start_over(page)
    yield page
    context.close()
    assert faults == []


def _start_over(page: Page) -> None:
    page.locator('[data-action="start-over"]').first.click()
    with page.expect_response("**/playground/state"):
        page.locator('[data-action="confirm-start-over"]').click()
    expect(_phone(page, ANN).locator(".from-bot")).to_have_count(1)
    expect(_phone(page, ANN).locator(".from-person")).to_have_count(1)


def _phone(page: Page, person: int) -> Locator:
    return page.locator(f'section.phone[data-person="{person}"]')


def _say(phone: Locator, text: str) -> None:
    phone.locator('[name="text"]').fill(text)
    phone.locator("button.send").click()


def _start(phone: Locator) -> None:
    phone.locator("button.start").click()
    expect(phone.locator(".from-bot")).to_have_count(1)


def _by_day(page: Page) -> None:
    """It is morning: news rests at night."""
    clock = page.locator(".now-time")
    while not 9 <= int((shown := clock.inner_text())[:2]) < 20:
        page.locator('[data-advance="1"]').click()
        expect(clock).not_to_have_text(shown)


def _last(phone: Locator) -> Locator:
    return phone.locator(".from-bot").last


def test_a_newcomer_finds_the_first_answer_there(page: Page) -> None:
    """Opening the page is enough: Ann has her card, the others have a start button."""
    expect(_last(_phone(page, ANN))).to_contain_text("500 points")
    for person in (LIN, CASHIER, OWNER):
        expect(_phone(page, person).locator("button.start")).to_be_visible()


def test_a_member_who_reads_chinese_is_answered_in_chinese(page: Page) -> None:
    lin = _phone(page, LIN)
    _start(lin)
    expect(_last(lin)).to_contain_text("500 积分")
    _say(lin, "签到")
    expect(_last(lin)).to_contain_text("+5")


def test_three_taps_lead_to_a_voucher_with_a_qr(page: Page) -> None:
    """Screens change in place; the voucher arrives by itself, with its picture."""
    ann = _phone(page, ANN)
    ann.locator("button.inline", has_text="Redeem").click()
    ann.locator("button.inline", has_text="Coffee").click()
    expect(_last(ann)).to_contain_text("You keep 200")
    ann.locator("button.inline", has_text="Redeem for 300").click()
    expect(ann.locator(".toast")).to_contain_text("yours")
    expect(ann.locator(".from-bot").first).to_contain_text("Coffee is yours")
    expect(_last(ann).locator("code")).to_have_text(re.compile(r"^(\w{4}-){3}\w{4}$"))
    expect(_last(ann).locator("img")).to_be_visible()


def test_a_purchase_reaches_the_member_s_phone_by_itself(page: Page) -> None:
    ann, bo = _phone(page, ANN), _phone(page, CASHIER)
    _say(ann, "/card")
    code = _last(ann).locator("code").inner_text()
    _start(bo)
    _say(bo, f"/sale {code} 88.40")
    bo.locator("button.inline", has_text="Confirm").click()
    expect(_last(bo)).to_contain_text("+176")
    told = ann.locator(".from-bot", has_text="+176 for ¥88.40")
    expect(told).to_contain_text("First order")


def test_a_photo_goes_out_to_the_members(page: Page) -> None:
    owner, ann = _phone(page, OWNER), _phone(page, ANN)
    ann.locator("button.inline", has_text="Tell me news").click()
    _start(owner)
    _by_day(page)
    _say(owner, "/broadcast")
    expect(_last(owner)).to_contain_text("What do you want to tell")
    owner.locator('input[type="file"]').set_input_files(
        files={"name": "bread.png", "mimeType": "image/png", "buffer": _picture()}
    )
    _say(owner, "Fresh bread")
    for label in ("Hold-out", "0 %", "Go on", "Send to 1"):
        owner.locator("button.inline", has_text=re.compile(f"^{label}")).last.click()
    expect(ann.locator(".from-bot", has_text="Fresh bread").locator("img")).to_be_visible()
    expect(_last(owner)).to_contain_text("1 delivered")


def test_the_menu_lists_what_its_person_may_do(page: Page) -> None:
    for person, command in ((ANN, "/signin"), (CASHIER, "/sale"), (OWNER, "/broadcast")):
        phone = _phone(page, person)
        if phone.locator("button.start").is_visible():
            _start(phone)
        phone.locator("button.menu").click()
        expect(phone.locator(".menu-item", has_text=command)).to_be_visible()
        phone.locator("button.menu").click()


def test_who_blocks_the_bot_gets_nothing_until_they_return(page: Page) -> None:
    ann, owner = _phone(page, ANN), _phone(page, OWNER)
    ann.locator("button.more").click()
    ann.locator('[data-fault="blocked"]').click()
    expect(ann).to_have_class(re.compile("blocked"))
    expect(page.locator(".offline")).to_be_hidden()
    _start(owner)
    _say(owner, "/broadcast")
    _say(owner, "Fresh bread")
    expect(_last(owner)).to_contain_text("To all: 0 people")


def test_the_clock_moves_forward_and_the_bot_follows(page: Page) -> None:
    ann = _phone(page, ANN)
    _say(ann, "/signin")
    expect(_last(ann)).to_contain_text("day 1 of 7")
    page.locator('[data-advance="24"]').click()
    _say(ann, "/signin")
    expect(_last(ann)).to_contain_text("day 2 of 7")


def test_people_send_more_than_words(page: Page) -> None:
    ann = _phone(page, ANN)
    for kind, shown in (("location", "31.2304"), ("contact", "Ann"), ("voice", "Voice")):
        ann.locator("button.attach").click()
        ann.locator(f'[data-send="{kind}"]').click()
        expect(ann.locator(f".from-person.kind-{kind}")).to_contain_text(shown)
    ann.locator('input[type="file"]').set_input_files(
        files={"name": "menu.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    expect(ann.locator(".pending")).to_contain_text("menu.pdf")
    _say(ann, "Our menu")
    expect(ann.locator(".from-person.kind-document")).to_contain_text("Our menu")


def test_bad_weather_is_one_switch(page: Page) -> None:
    switch = page.locator('[data-fault="weather"]')
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")


def test_a_forged_word_is_shown_and_never_run(page: Page) -> None:
    ann = _phone(page, ANN)
    _say(ann, "<img src=x onerror=alert(1)><b>hi</b>")
    expect(ann.locator(".from-person").last).to_contain_text("<b>hi</b>")
    expect(ann.locator(".from-person").last.locator("img")).to_have_count(0)
    expect(_last(ann)).to_contain_text("didn’t get that")


def test_a_phone_s_width_shows_one_person_at_a_time(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    expect(_phone(page, ANN)).to_be_in_viewport()
    expect(_phone(page, OWNER)).not_to_be_in_viewport()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_the_world_survives_a_reload(page: Page) -> None:
    ann = _phone(page, ANN)
    _say(ann, "/points")
    expect(ann.locator(".from-bot")).to_have_count(2)
    page.reload()
    expect(_phone(page, ANN).locator(".from-bot")).to_have_count(2)


def _picture() -> bytes:
    picture = io.BytesIO()
    segno.make("bread").save(picture, kind="png", scale=8)
    return picture.getvalue()
