"""Tabs: eight tabs of one real browser write into one notebook at once.

Each sends some of its pages a second time, as a press too many does.
"""

import asyncio
import shutil
import time
from pathlib import Path
from random import Random
from typing import Final

from playwright.async_api import BrowserContext, Page, Response, async_playwright

from campaigns.campaign import Campaign, Seen
from campaigns.program import running
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.journey.records import Entry
from moorings.vault.derivation import cheapest_stretching

PASSPHRASE: Final = "a long enough passphrase"
TABS: Final = 8
PATIENCE_MILLISECONDS: Final = 60_000
#: One page in so many is sent once more while it is being saved.
TWICE: Final = 3
SEE_OTHER: Final = 303
ENGINES: Final = ("chromium-headless-shell", "chromium")
ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync")
SEND_AS_WELL: Final = """() => {
    const form = document.querySelector("#text").form;
    const body = new URLSearchParams(new FormData(form));
    fetch(form.action, {method: "POST", body, redirect: "manual"});
}"""


def run(folder: Path, size: int, seed: int) -> Seen:
    """Let the tabs write so many pages in all, then look at the notebook."""
    seen = Seen()
    engine = next(filter(None, map(shutil.which, ENGINES)), None)
    if engine is None:
        seen.problems.append("there is no Chromium here")
        return seen
    harbour = Harbour(folder / "data", SystemClock(), stretching=cheapest_stretching)
    vault = harbour.make(PASSPHRASE).opened.owner.hex()
    harbour.lock_all()
    writers = [Writer(number, Random(seed + number)) for number in range(TABS)]  # noqa: S311
    with running(folder / "data") as program:
        asyncio.run(browse(engine, program.base, writers, size))
    opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
    texts = [r.text for r in opened.journey.records() if isinstance(r, Entry)]
    seen.problems += [each for writer in writers for each in writer.problems]
    saved = [text for writer in writers for text in writer.saved]
    seen.done = len(saved)
    seen.lost += len({*saved} - {*texts})
    seen.doubled += len(texts) - len({*texts})
    seen.silent += not opened.condition.sound
    harbour.lock_all()
    times = sorted(each for writer in writers for each in writer.took)
    seen.also["sent twice"] = sum(writer.twice for writer in writers)
    seen.also["p50 ms"] = int(1000 * times[len(times) // 2])
    seen.also["p99 ms"] = int(1000 * times[len(times) * 99 // 100])
    return seen


class Writer:
    """One tab, and what it was told to be saved."""

    def __init__(self, number: int, chance: Random) -> None:
        self.number, self.chance = number, chance
        self.saved: list[str] = []
        self.took: list[float] = []
        self.problems: list[str] = []
        self.twice = 0

    async def write(self, page: Page, base: str, pages: int) -> None:
        """Write one page after another, each once the one before was saved."""
        for number in range(pages):
            text = f"Page {number} of tab {self.number}, {self.chance.random()}"
            await page.goto(f"{base}/write")
            await page.locator("#text").fill(text)
            if self.chance.randrange(TWICE) == 0:
                await page.evaluate(SEND_AS_WELL)
                self.twice += 1
            began = time.perf_counter()
            async with page.expect_response(is_sent) as sent, page.expect_navigation():
                await page.get_by_role("button", name="Save", exact=True).first.click()
            self.took.append(time.perf_counter() - began)
            status = (await sent.value).status
            if status == SEE_OTHER:
                self.saved.append(text)
            else:
                self.problems.append(f"answered with {status}")


def is_sent(answer: Response) -> bool:
    """Tell the answer to the form itself from that to its doubles."""
    asked = answer.request
    return asked.method == "POST" and asked.is_navigation_request()


async def browse(engine: str, base: str, writers: list[Writer], size: int) -> None:
    """Unlock in one tab, then write in all of them at once."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=engine, args=ARGUMENTS
        )
        context = await browser.new_context(locale="en-GB")
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        await unlock(context, base)
        pages = [await context.new_page() for _ in writers]
        shares = [size // TABS + (n < size % TABS) for n in range(TABS)]
        each = zip(writers, pages, shares, strict=True)
        await asyncio.gather(*(w.write(page, base, share) for w, page, share in each))
        await browser.close()


async def unlock(context: BrowserContext, base: str) -> None:
    page = await context.new_page()
    await page.goto(base)
    await page.locator("#passphrase").fill(PASSPHRASE)
    await page.get_by_role("button", name="Unlock", exact=True).first.click()
    await page.locator("form.lock").wait_for(state="attached")
    await page.close()


CAMPAIGN = Campaign(
    name="tabs",
    does="eight tabs of one real browser write into one notebook at once, some pages "
    "being sent twice",
    unit="pages",
    ci=48,
    full=4_000,
    run=run,
    must_see=("sent twice", "p99 ms"),
)
