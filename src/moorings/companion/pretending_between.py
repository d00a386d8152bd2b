"""What is between the made-up life's people, each thing by the act behind its room."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import chain
from random import Random

from moorings.companion.balancing import Planned, keep_act, say_done
from moorings.companion.mending import (
    Happened,
    Taken,
    begin_thread,
    end_thread,
    take_step,
)
from moorings.companion.opened import Opened
from moorings.companion.person_noting import Seen, keep_note
from moorings.companion.pretending_days import Days, Deed, OwnIds
from moorings.companion.pretending_waves import named_person
from moorings.companion.promising import Promised, keep_outcome, keep_promise
from moorings.companion.rehearsing import Rehearsed, keep_rehearsal
from moorings.companion.requesting import Asked, keep_request
from moorings.companion.stating import Stated, keep_statement, leave_it, say_it
from moorings.companion.together import keep_check, say_age
from moorings.companion.valuing import Valued, keep_value
from moorings.journey.records import RecordId, TrustWay
from moorings.library.demo_between import (
    Between,
    DemoAct,
    DemoAsked,
    DemoNoted,
    DemoPromise,
    DemoSaid,
    DemoScene,
    DemoStep,
    DemoThread,
    DemoTold,
    DemoValue,
    demo_between,
)
from moorings.library.statement import Parts

#: So many minutes after it was planned she says whether an act came about.
AFTERWARDS = 170


class InBetween:
    """What is done between her and her people, and when: the files, moved to one day.

    Its ids and its chances are its own, so that nothing else changes with it.
    """

    def __init__(self, today: date, seed: int) -> None:
        self._ids = OwnIds(f"{seed} between ids")
        self._new_id = self._ids.new_id
        chance = Random(f"{seed} between chance")  # noqa: S311 - a story, no secret
        self._days = Days(today, chance)

    def deeds(self) -> Iterator[Deed]:
        """Give all that is done."""
        for told in demo_between():
            for deed in self._of(told):
                yield Deed(deed.moment, self._ids.within(deed.act))

    def _of(self, told: Between) -> Iterator[Deed]:
        every = (
            *map(self._check, told.checks),
            *map(self._noted, told.noted),
            *map(self._said, told.said),
            *map(self._promise, told.promised),
            *map(self._thread, told.threads),
            *map(self._value, told.values),
            *map(self._act, told.acts),
            *map(self._asked, told.asked),
            *map(self._scene, told.scenes),
        )
        return chain.from_iterable(every)

    def _check(self, at: str) -> Iterator[Deed]:
        record = self._new_id()

        def answer(opened: Opened) -> None:
            keep_check(opened, record, "clear")
            say_age(opened, under_18=False)

        yield self._days.deed(self._days.later(at), answer)

    def _noted(self, told: DemoNoted) -> Iterator[Deed]:
        record, at = self._new_id(), self._days.later(told.at)

        def keep(opened: Opened) -> None:
            person = named_person(opened, told.person)
            seen = Seen(person, told.aspect, told.often, told.text)
            keep_note(opened, record, seen, at)

        yield self._days.deed(at, keep)

    def _said(self, told: DemoSaid) -> Iterator[Deed]:
        record, later = self._new_id(), self._new_id()
        at = self._days.later(told.at)

        def keep(opened: Opened) -> None:
            parts = Parts(
                theirs=told.theirs,
                feeling=told.feeling,
                situation=told.situation,
                because=told.because,
                request=told.request,
            )
            stated = Stated(parts, named_person(opened, told.person))
            keep_statement(opened, record, stated, at)

        yield self._days.deed(at, keep)
        if told.said:
            act = partial(say_it, record=later, of=record, answer=told.answer)
            yield self._days.deed(self._days.later(told.said), act)
        if told.left:
            leave = partial(leave_it, of=record)
            yield self._days.deed(self._days.later(told.left), leave)

    def _value(self, told: DemoValue) -> Iterator[Deed]:
        record, at = self._new_id(), self._days.later(told.at)
        valued = Valued(told.text, told.importance, told.lived)
        keep = partial(keep_value, record=record, valued=valued, when=at)
        yield self._days.deed(at, keep)
        for rated in told.later:
            at = self._days.later(rated.at)
            again = partial(
                keep_value,
                record=self._new_id(),
                valued=Valued(told.text, rated.importance, rated.lived),
                when=at,
                replaces=record,
            )
            yield self._days.deed(at, again)

    def _act(self, told: DemoAct) -> Iterator[Deed]:
        record, at = self._new_id(), self._days.later(told.at)
        week = at.date - timedelta(at.date.weekday())
        planned = Planned(told.belongs, told.text, week)
        keep = partial(keep_act, record=record, planned=planned)
        yield self._days.deed(at, keep)
        if told.done:
            done = partial(say_done, record=self._new_id(), of=record, done=told.done)
            yield self._days.deed(self._days.after(at, AFTERWARDS), done)

    def _asked(self, told: DemoAsked) -> Iterator[Deed]:
        record, at = self._new_id(), self._days.later(told.at)

        def keep(opened: Opened) -> None:
            person = named_person(opened, told.person)
            asked = Asked(told.text, told.size, person, told.answer, told.after)
            keep_request(opened, record, asked, at)

        yield self._days.deed(at, keep)

    def _scene(self, told: DemoScene) -> Iterator[Deed]:
        at = self._days.later(told.at)
        rehearsed = Rehearsed(
            told.scene, told.turns, told.before, told.after, told.text
        )
        keep = partial(keep_rehearsal, record=self._new_id(), told=rehearsed, when=at)
        yield self._days.deed(at, keep)

    def _promise(self, told: DemoPromise) -> Iterator[Deed]:
        record, at = self._new_id(), self._days.later(told.at)

        def keep(opened: Opened) -> None:
            promised = Promised(
                told.text,
                self._days.today - timedelta(told.due),
                know=told.know,
                way=told.way,
                person=named_person(opened, told.person) if told.person else None,
            )
            keep_promise(opened, record, promised, at)

        yield self._days.deed(at, keep)
        if told.told:
            yield self._told(record, told.told, told.ways)

    def _told(
        self, promise: RecordId, told: DemoTold, ways: tuple[TrustWay, ...] = ()
    ) -> Deed:
        at = self._days.later(told.at)
        outcome = promise, told.how, told.text, ways
        act = partial(keep_outcome, record=self._new_id(), outcome=outcome, when=at)
        return self._days.deed(at, act)

    def _thread(self, told: DemoThread) -> Iterator[Deed]:
        thread, at = self._new_id(), self._days.later(told.at)

        def begin(opened: Opened) -> None:
            person = named_person(opened, told.person)
            happened = Happened(told.sort, told.by, told.text, person)
            begin_thread(opened, thread, happened, at)

        yield self._days.deed(at, begin)
        for step in told.steps:
            yield from self._step(thread, told, step)
        if told.ended:
            over = self._days.later(told.ended.at)
            how = told.ended.how
            end = partial(
                end_thread, record=self._new_id(), of=thread, how=how, when=over
            )
            yield self._days.deed(over, end)

    def _step(self, thread: RecordId, of: DemoThread, told: DemoStep) -> Iterator[Deed]:
        record, promise = self._new_id(), self._new_id()
        at = self._days.later(told.at)

        def take(opened: Opened) -> None:
            if told.promise:
                promised = Promised(
                    told.promise,
                    self._days.today - timedelta(told.due),
                    person=named_person(opened, of.person),
                    mending=thread,
                    ask=self._days.today - timedelta(told.ask),
                )
                keep_promise(opened, promise, promised, at)
            named = promise if told.promise else None
            taken = Taken(told.part, told.text, told.answer, named)
            take_step(opened, record, thread, taken, at)

        yield self._days.deed(at, take)
        if told.told:
            yield self._told(promise, told.told)
