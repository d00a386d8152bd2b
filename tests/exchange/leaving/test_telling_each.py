"""Of every kind that refers to something, a stranger reads to what."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec
import pytest

from moorings.exchange.leaving.reader import write_reader
from moorings.exchange.portable import Portable
from moorings.journey.records import (
    ActivationEnd,
    AnyRecord,
    Arousal,
    Belief,
    BeliefRating,
    Bond,
    Draw,
    Entry,
    Forecast,
    HeldText,
    HelpRequest,
    Ladder,
    LedgerEntry,
    Mending,
    MendingEnd,
    MendingStep,
    Naming,
    Pattern,
    PauseAnswer,
    PracticeTime,
    Promise,
    PromiseOutcome,
    Rating,
    Response,
    Rung,
    RungOutcome,
    RungTry,
    SharedItem,
    Statement,
    WeeklyAct,
    Word,
    Worksheet,
)
from tests.exchange.leaving.told import (
    ASKED,
    AT,
    BELIEF,
    BOND,
    BREAD,
    DAY,
    FEARED,
    LADDER,
    LAKE,
    MIRA,
    OWN,
    PROMISE,
    REFERRED,
    REPAIR,
    RUNG,
    SLIP,
    TRUST,
    TRY,
    WAVE,
    item,
    lines,
    number,
    sitting,
)

WAS: Final = "2026-03-01 21:05"
FIRST: Final = f"He will leave. {DAY}"
#: A record, and what must stand in its lines for a stranger to know of what it is.
SAYING: Final[list[tuple[AnyRecord, set[str]]]] = [
    (item(Entry, text="x", activation=WAVE, people=(MIRA.id,)), {WAS, "Mira"}),
    (item(Rating, activation=WAVE, intensity=1), {WAS, "1"}),
    (item(Naming, activation=WAVE, beliefs=(OWN.id,)), {WAS, "handed in"}),
    (
        item(Response, activation=WAVE, chosen="time-out", until=AT),
        {WAS, "a time-out", "2026-03-01 21:05"},
    ),
    (
        item(PauseAnswer, activation=WAVE, answer="familiar"),
        {WAS, "familiar, from before"},
    ),
    (item(ActivationEnd, activation=WAVE, how="calm"), {WAS, "calm came back"}),
    (
        item(HeldText, text="x", until=AT, unwanted=True, activation=WAVE),
        {WAS, "yes", "2026-03-01 21:05"},
    ),
    (
        item(Forecast, text="x", likelihood=1, person=MIRA.id, activation=WAVE),
        {WAS, "Mira"},
    ),
    (item(Ladder, direction="asking", wants="y", person=MIRA.id), {"Mira", "asking"}),
    (item(Rung, ladder=LADDER.id, text="x", hard=0), {"To ask twice.", "0"}),
    (item(RungTry, rung=RUNG.id, forecast=FEARED.id), {"Ask for salt.", FIRST}),
    (item(RungOutcome, of=TRY.id, bore="partly"), {"Ask for salt.", "partly"}),
    (item(Belief, belief="people-always-leave"), {"people-always-leave"}),
    (item(BeliefRating, of=BELIEF.id, strength=40), {"handed in", "40"}),
    (
        item(LedgerEntry, side="strain", text="x", against=(OWN.id,), activation=WAVE),
        {WAS, "it took", "handed in"},
    ),
    (item(Pattern, title="x", drawn_from=(SLIP.id,)), {f"A slip, looked at {DAY}"}),
    (item(Worksheet, sheet="slip", about=REPAIR.id), {f"I left. {DAY}"}),
    (item(PracticeTime, practice="box", about=LAKE.id), {"The lake.", "A box of four"}),
    (item(Arousal, level=0, bearable=False, activation=WAVE), {WAS, "0", "no"}),
    (item(Draw, options=("box", "stop"), drawn="box", percent=50), {"A box of four"}),
    (item(Statement, person=MIRA.id, said="left"), {"Mira", "no, and left at that"}),
    (
        item(Promise, text="x", due=date(2026, 3, 9), mending=REPAIR.id),
        {f"I left. {DAY}"},
    ),
    (
        item(PromiseOutcome, of=PROMISE.id, how="said-in-time", ways=("limits",)),
        {f"Ring on Friday. {DAY}", "said in time that it would not work"},
    ),
    (item(Mending, sort="rebuild", by="both", person=MIRA.id), {"Mira"}),
    (
        item(MendingStep, of=REPAIR.id, part="plan", promise=PROMISE.id),
        {f"I left. {DAY}", f"Ring on Friday. {DAY}", "what I will do differently"},
    ),
    (
        item(MendingStep, of=TRUST.id, part="plan", answer="not-yet"),
        {f"He lied. {DAY}", "what I need to see", "not seen so far"},
    ),
    (item(MendingStep, of=number(77), part="impact"), {"what it was like for them"}),
    (item(MendingEnd, of=REPAIR.id, how="parted"), {f"I left. {DAY}"}),
    (item(WeeklyAct, belongs="ours", text="x", value=BREAD.id), {f"Baking. {DAY}"}),
    (item(HelpRequest, text="x", size=2, person=MIRA.id), {"Mira", "2"}),
    (
        item(SharedItem, pair=BOND.pair, direction="given", sort="plan", text="x"),
        {"Mira", "given by me", "what will be done differently"},
    ),
    (
        item(Bond, side="accepted", pair=number(98), own=b"", sent=b""),
        {"they invited me"},
    ),
    (item(Word, part="fear", text="x"), {"a fear"}),
    (
        sitting(
            instrument="evenings",
            shown=("1",),
            responses={"1": 1},
            questionnaire=ASKED.id,
            target=MIRA.id,
        ),
        {"Evenings", "Mira", "I slept. 1 (yes)"},
    ),
]


@pytest.mark.parametrize(("record", "said"), SAYING)
def test_each_line_says_of_what_it_is(record: AnyRecord, said: set[str]) -> None:
    found = set(lines(record).values())
    everything = "\n".join(found)
    assert all(each in everything for each in said), found


def test_a_stranger_meets_no_id() -> None:
    records = [
        msgspec.structs.replace(r, id=number(200 + n)) for n, (r, _) in _numbered()
    ]
    page = write_reader(Portable(AT, (*REFERRED, *records))).decode()
    seen = page.partition('<script type="application/json"')[0]
    assert not [r.id for r in REFERRED if r.id in seen]


def _numbered() -> Iterator[tuple[int, tuple[AnyRecord, set[str]]]]:
    return enumerate(SAYING)
