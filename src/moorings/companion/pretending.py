"""Pretending: a made-up life, lived through the companion's own acts, day by day.

Nothing here writes a record. Every page, rating and change of mind goes the way it
would go for a person, by a clock that stands at the moment it is about.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from moorings.companion.assessing import FIRST_SKETCH, Sitting, answer
from moorings.companion.choosing import choose
from moorings.companion.clock import Clock
from moorings.companion.drafting import save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.pretending_between import InBetween
from moorings.companion.pretending_days import Days, Deed
from moorings.companion.pretending_rooms import InRooms
from moorings.companion.pretending_waves import named_person, told_of
from moorings.companion.securing import check_recovery_code
from moorings.companion.settling import end_activation, note_moment, rate
from moorings.companion.taking_back import take_back
from moorings.companion.writing import (
    Written,
    edit_page,
    rename_person,
    write_entry,
    write_unsent,
)
from moorings.journey.records import RecordId
from moorings.journey.records.rating import STRONGEST
from moorings.library.demo import (
    DemoEntry,
    DemoSketch,
    Felt,
    Stretch,
    Wave,
    demo_life,
)
from moorings.library.instruments import instrument
from moorings.vault.derivation import cheapest_stretching

#: What unlocks the demo; it is printed, and guards nothing.
PASSPHRASE = "nobody lives in this notebook"  # noqa: S105 - everybody may know it
ID_BITS = 128
NOTED_AFTER = 4
#: How often an entry is there that need not be, and how often a rating is one off.
SOMETIMES = 0.5
OFF_BY_ONE = 0.2


class PastClock:
    """A clock that stands at whatever moment the story has come to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Give the moment it stands at, in UTC."""
        return self.moment

    def elapsed(self) -> float:
        """Let no time pass."""
        return 0.0


class OtherDayClock:
    """A clock that shows another day, at the same time of day."""

    def __init__(self, clock: Clock, days: int) -> None:
        self._clock, self._ahead = clock, timedelta(days)

    def now(self) -> datetime:
        """Give the moment so many days away by the clock on the wall, in UTC."""
        wall = self._clock.now().astimezone().replace(tzinfo=None)
        return (wall + self._ahead).astimezone(UTC)

    def elapsed(self) -> float:
        """Give seconds that only ever grow."""
        return self._clock.elapsed()


def pretend(folder: Path, today: date, seed: int) -> None:
    """Make a vault in a folder, and live the made-up life in it up to this day."""
    planning = _Planning(today, seed)
    deeds = planning.deeds()
    clock = PastClock(deeds[0].moment)
    harbour = Harbour(folder, clock, stretching=cheapest_stretching)
    made = harbour.make(PASSPHRASE)
    opened = made.opened
    opened.where, opened.new_id = "demo", planning.new_id
    for deed in sorted([*deeds, *planning.code_typed_back(made.code)], key=_moment):
        clock.moment = deed.moment
        deed.act(opened)
    harbour.lock(opened)


def _moment(deed: Deed) -> datetime:
    return deed.moment


class _Planning:
    """What is done when: the files, shifted to one day and varied by one seed."""

    def __init__(self, today: date, seed: int) -> None:
        self._chance = Random(f"{seed} chance")  # noqa: S311 - a story, no secret
        self._days = Days(today, self._chance)
        self._ids = Random(f"{seed} ids")  # noqa: S311
        self._life = demo_life()
        self._rooms = InRooms(today, seed)
        self._between = InBetween(today, seed)

    def new_id(self) -> RecordId:
        """Give an id that is the same whenever this seed lives the life again."""
        return RecordId(f"{self._ids.getrandbits(ID_BITS):032x}")

    def deeds(self) -> list[Deed]:
        """Give all that is done, in its order."""
        found = (each for s in self._life.stretches for each in self._stretch(s))
        elsewhere = (*self._rooms.deeds(), *self._between.deeds())
        return sorted([*found, *elsewhere], key=_moment)

    def code_typed_back(self, code: str) -> Iterator[Deed]:
        """Give the evening on which the recovery code is typed back."""
        for stretch in self._life.stretches:
            if stretch.code_typed_back:
                yield self._days.deed(
                    self._days.when(stretch.code_typed_back),
                    lambda opened: check_recovery_code(opened, code),
                )

    def _stretch(self, stretch: Stretch) -> Iterator[Deed]:
        for entry in stretch.entries:
            yield from self._entry(entry)
        for wave in stretch.waves:
            yield from self._wave(wave)
        for sketch in stretch.sketches:
            yield self._sketch(sketch)
        for unsent in stretch.unsent:
            at = self._days.later(unsent.at)
            page = Written(unsent.text.strip(), at, to=unsent.to)
            act = partial(write_unsent, record=self.new_id(), written=page)
            yield self._days.deed(at, act)
        for draft in stretch.drafts:
            act = partial(
                save_draft,
                record=self.new_id(),
                form="entry",
                fields={"text": draft.text.strip()},
            )
            yield self._days.deed(self._days.later(draft.at), act)
        for choice in stretch.choices:
            act = partial(choose, chosen={choice.setting: choice.value})
            yield self._days.deed(self._days.later(choice.at), act)
        for renaming in stretch.renamings:
            act = partial(_rename, was=renaming.was, name=renaming.name)
            yield self._days.deed(self._days.later(renaming.at), act)

    def _entry(self, entry: DemoEntry) -> Iterator[Deed]:
        record, at = self.new_id(), self._days.later(entry.at)
        happens = not entry.sometimes or self._chance.random() < SOMETIMES
        if not happens:
            return
        of = self._days.when(entry.of) if entry.of else at
        written = Written(entry.text.strip(), of, entry.people)
        yield self._days.deed(at, partial(write_entry, record=record, written=written))
        before = record
        for change in entry.changed:
            written = Written(change.made_in(written.text), of, entry.people)
            act = partial(
                edit_page, record=self.new_id(), replaces=before, written=written
            )
            yield self._days.deed(self._days.later(change.at), act)
            before = act.keywords["record"]
        if entry.taken_back:
            act = partial(take_back, record=record)
            yield self._days.deed(self._days.later(entry.taken_back), act)

    def _wave(self, wave: Wave) -> Iterator[Deed]:
        activation, began = self.new_id(), self._days.later(wave.at)

        def step(minutes: int, act: Callable[..., None], **more: object) -> Deed:
            at = self._days.after(began, minutes)
            more = {"record": self.new_id(), "activation": activation} | more
            return self._days.deed(at, partial(act, when=at, **more))

        for felt in wave.felt:
            intensity = self._about(felt)
            yield step(felt.after, rate, intensity=intensity, practice=felt.practice)
        if wave.note:
            yield step(NOTED_AFTER, note_moment, text=wave.note)
        yield from told_of(wave, step)
        if wave.calm_after is not None:
            yield step(wave.calm_after, end_activation, how="calm")
        if wave.left_open_after is not None:
            yield step(wave.left_open_after, end_activation, how="left-open")

    def _sketch(self, sketch: DemoSketch) -> Deed:
        record, at = self.new_id(), self._days.later(sketch.at)

        def sit(opened: Opened) -> None:
            asked, target = instrument(FIRST_SKETCH), None
            if sketch.person:
                target = named_person(opened, sketch.person)
                asked = asked.about(sketch.person)
            shown = asked.form("short")
            answer(
                opened, record, Sitting(asked, sketch.answers, started, shown, target)
            )

        deed = self._days.deed(at, sit)
        started = deed.moment - timedelta(minutes=sketch.took)
        return deed

    def _about(self, felt: Felt) -> int:
        """Feel it as the files say, or a little more or less."""
        off = self._chance.choice((-1, 1)) if self._chance.random() < OFF_BY_ONE else 0
        return min(max(felt.intensity + off, 0), STRONGEST)


def _rename(opened: Opened, was: str, name: str) -> None:
    rename_person(opened, named_person(opened, was), name)
