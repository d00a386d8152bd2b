"""Box: the way from a browser's queue into a notebook, with everything going wrong.

The browser and the network are played here, the notebook is the real one. In each
schedule a few steps of a hard moment are noted; requests and answers are lost, doubled
and late; two carriers share the queue; the browser is closed, the program is stopped,
or killed before or after any commit; the notebook is locked, unlocked, edited, erased
in, and given another passphrase. In the end each step must stand in it once.
"""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from campaigns.box_program import Fuse, Program, quickly_stretched
from campaigns.box_schedule import Schedule
from campaigns.campaign import Campaign, Seen
from campaigns.in_memory import in_memory
from moorings.companion.boxing import INBOX
from moorings.journey.activation import activation_of
from moorings.journey.journey import Journey
from moorings.journey.records import AnyRecord, Entry, RawNote, RecordId

#: A vault that has seen this many schedules is long enough.
PER_VAULT: Final = 25


def run(folder: Path, size: int, seed: int) -> Seen:
    """Play so many schedules, and look at the notebook after each."""
    seen, fuse = Seen(), Fuse()
    with in_memory(folder) as place, fuse.log_with_it(), quickly_stretched():
        for number in range(size):
            if number % PER_VAULT == 0:
                shutil.rmtree(place / "vault", ignore_errors=True)
                program = Program(place / "vault")
            chance = random.Random(f"{seed} {number}")  # noqa: S311 - repeatable
            schedule = Schedule(program, fuse, chance, seen.also)
            schedule.play()
            judge(schedule, seen, number)
            seen.done += 1
            if number % PER_VAULT == PER_VAULT - 1:
                program.stop()
        program.stop()
    return seen


def judge(schedule: Schedule, seen: Seen, number: int) -> None:
    """Look at the notebook, unlocked anew, and count what is not as it should be."""
    opened = schedule.program.opened
    assert opened is not None
    lost, silent = [*losses(schedule, opened.journey)], [*changes(schedule)]
    doubled = [*doubles(schedule, opened.journey)]
    if not opened.condition.sound:
        silent.append(f"unsound: {opened.condition}")
    seen.lost += len(lost)
    seen.silent += len(silent)
    seen.doubled += len(doubled)
    told = [*lost, *silent, *doubled]
    if opened.log.shelf(schedule.program.owner, INBOX):
        told.append("something is still in the box")
    seen.problems += [f"schedule {number}: {each}" for each in told]
    seen.also["noted"] += len(schedule.made)
    seen.also["erased"] += len(schedule.erased)


def losses(schedule: Schedule, journey: Journey) -> Iterator[str]:
    """Name the steps that do not stand in the notebook, or in no moment of it."""
    for name, record in schedule.made.items():
        if name in schedule.erased:
            continue
        if journey.record(name) is None:
            yield f"lost: {name}"
        elif name not in schedule.gone:
            moment = journey.activation(activation_of(record) or name)
            steps = [s.replaces or s.id for s in moment.steps] if moment else []
            if steps.count(name) != 1:
                yield f"{steps.count(name)} times in its moment: {name}"


def changes(schedule: Schedule) -> Iterator[str]:
    """Name the steps that do not stand as they were last said."""
    assert schedule.program.opened is not None
    journey = schedule.program.opened.journey
    for name, record in schedule.made.items():
        if name in schedule.erased:
            if journey.record(name):
                yield f"came back: {name}"
        elif name in schedule.gone:
            if not journey.is_taken_back(name):
                yield f"brought back by itself: {name}"
        elif isinstance(record, Entry) and journey.record(name):
            yield from misquoted(schedule, journey, name)


def misquoted(schedule: Schedule, journey: Journey, name: RecordId) -> Iterator[str]:
    """Say where a page does not say what it was last given."""
    page, text = journey.page(name), schedule.edited.get(name, f"a line {name}")
    said = (getattr(page.newest, "text", ""), page.others) if page else None
    if said != (text, ()):
        yield f"not as last said: {page}"


def doubles(schedule: Schedule, journey: Journey) -> Iterator[str]:
    """Name what stands there twice, as a copy, or although nobody noted it."""
    known = schedule.made.keys() | schedule.unsure
    records = list(journey.records())
    mine = [record for record in records if of_tonight(schedule, record)]
    times = Counter((record.id, getattr(record, "text", "")) for record in mine)
    yield from (f"twice: {what}" for what, count in times.items() if count > 1)
    yield from (f"unasked: {r}" for r in mine if not (r.replaces or r.id in known))
    yield from (f"raw: {r}" for r in records if isinstance(r, RawNote))
    yield from (f"copy: {r}" for r in records if (r.origin or "").startswith("copy"))


def of_tonight(schedule: Schedule, record: AnyRecord) -> bool:
    return getattr(record, "activation", None) in schedule.moments


CAMPAIGN = Campaign(
    name="box",
    does="steps noted while offline travel to the notebook; requests and answers are "
    "lost, doubled and late, the browser is closed, the program killed",
    unit="schedules",
    ci=500,
    full=20_000,
    run=run,
    must_see=("noted", "doubled", "lose_answer", "killed", "erased", "edit"),
)
