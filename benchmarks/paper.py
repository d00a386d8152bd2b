"""One page for a therapist, beside a bare run of the same page."""

import json
import time
from collections.abc import Callable
from datetime import date
from statistics import median

import typst

from benchmarks.ground import Ground
from benchmarks.result import Result
from moorings.exchange.paper.setting import Section, Sheet, set_sheet

TIMES, GOAL = 15, 2.0
DAY = date(2026, 11, 23)
LINES = tuple(
    f"on day {number} the tide turned, and calm came back" for number in range(7)
)
#: The same words, set by nothing but the library itself.
BARE = """
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title)
#set page(paper: "a4")
= #d.title
#for section in d.sections [
  == #section.title
  #list(..section.lines.map(each => [#each]))
]
"""


def measure(_: Ground) -> list[Result]:
    """Set both in turns; counting the pages belongs to ours."""
    sheet = Sheet(
        title="For a session",
        period="four weeks",
        sections=tuple(Section(f"Part {number}", LINES) for number in range(4)),
        pictures=(),
        foot="No diagnosis, and no test.",
        language="en",
        direction="ltr",
    )
    told = [{"title": each.title, "lines": each.lines} for each in sheet.sections]
    data = {"data": json.dumps({"title": sheet.title, "sections": told})}
    page = BARE.encode()

    def bare() -> None:
        typst.compile(page, format="pdf", sys_inputs=data, pdf_standards="ua-1")

    def ours() -> None:
        _ = set_sheet(sheet, DAY).pages

    floor, taken = _taken(bare), _taken(ours)
    return [
        Result(
            "one page for a therapist, counted and set",
            taken * 1000,
            "ms",
            GOAL,
            TIMES,
            floor * 1000,
            taken / floor,
            relative=True,
        )
    ]


def _taken(work: Callable[[], None]) -> float:
    work()
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return median(times)
