"""RELIABILITY.md: the table of the last published campaigns, written by them."""

import os
import platform
from pathlib import Path

from campaigns.campaign import Campaign, Seen
from moorings import __version__

PAGE = Path(__file__).resolve().parents[1] / "RELIABILITY.md"
BEGIN, END = "<!-- campaigns: begin -->", "<!-- campaigns: end -->"
HEAD = (
    "| campaign | what is done | times | lost | silently changed | twice | "
    "otherwise wrong | what else came of it | seed | version | took |\n"
    "|---|---|--:|--:|--:|--:|--:|---|--:|---|--:|\n"
)


def row(campaign: Campaign, seen: Seen, seed: int, seconds: float) -> str:
    """Give one line of the table."""
    also = ", ".join(f"{name} {count:,}" for name, count in sorted(seen.also.items()))
    cells = (
        f"`{campaign.name}`",
        campaign.does,
        f"{seen.done:,} {campaign.unit}",
        *map(str, (seen.lost, seen.silent, seen.doubled, len(seen.problems))),
        also or "-",
        str(seed),
        __version__,
        f"{seconds:,.0f} s",
    )
    return f"| {' | '.join(cells)} |\n"


def machine() -> str:
    """Say on what it ran, as far as that bears on the figures."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def publish(campaign: Campaign, line: str) -> None:
    """Put a line into the page, in place of the campaign's former one."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    table, _, after = rest.partition(END)
    rows = [each for each in table.splitlines(keepends=True) if each.startswith("| `")]
    kept = [each for each in rows if not each.startswith(f"| `{campaign.name}` |")]
    written = (
        f"\n\nLast run on: {machine()}.\n\n{HEAD}{''.join(sorted([*kept, line]))}\n"
    )
    PAGE.write_text(f"{before}{BEGIN}{written}{END}{after}", "utf-8")
