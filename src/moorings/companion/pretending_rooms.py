"""What the made-up life does in the rooms, each thing by the act behind its room."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import chain
from random import Random

from moorings.companion import following, kitting, noticing
from moorings.companion.believing import (
    Felt,
    begin_belief,
    begin_own,
    belief_of,
    rate_belief,
    say_instead,
)
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.kitting import Given, keep_item, keep_try
from moorings.companion.mapping import Mapped, keep_pattern, pass_by
from moorings.companion.opened import Opened
from moorings.companion.planning_weeks import keep_week, monday
from moorings.companion.practising import Practised, keep_time
from moorings.companion.pretending_days import Days, Deed, OwnIds
from moorings.companion.pretending_ladders import ladder_deeds
from moorings.companion.pretending_waves import named_person
from moorings.companion.wording import add_word
from moorings.companion.worksheets import (
    Answered,
    edit_worksheet,
    one_worksheet,
    worksheet,
    write_worksheet,
)
from moorings.insight.window import Mark
from moorings.journey.records import RecordId, When, WordId
from moorings.library.demo_rooms import (
    Addition,
    DemoBelief,
    DemoDone,
    DemoLadder,
    DemoMark,
    DemoPattern,
    DemoProgramme,
    DemoSheet,
    DemoThing,
    DemoTime,
    DemoWeek,
    Rooms,
    demo_rooms,
)
from moorings.library.vocabulary import word

WEEK = 7


class InRooms:
    """What is done in the rooms, and when: the files, moved to one day.

    Its ids and its chances are its own, so that nothing else changes with it.
    """

    def __init__(self, today: date, seed: int) -> None:
        self._ids = OwnIds(f"{seed} room ids")
        self._new_id = self._ids.new_id
        self._days = Days(today, Random(f"{seed} room chance"))  # noqa: S311 - a story

    def deeds(self) -> Iterator[Deed]:
        """Give all that is done in the rooms."""
        for rooms in demo_rooms():
            for deed in self._of(rooms):
                yield Deed(deed.moment, self._ids.within(deed.act))

    def _of(self, told: Rooms) -> Iterator[Deed]:
        every = (
            *map(self._practised, told.practised),
            *map(self._sheet, told.sheets),
            *map(self._pattern, told.patterns),
            *map(self._ladder, told.ladders),
            *map(self._belief, told.beliefs),
            *map(self._done, told.done),
            *map(self._thing, told.things),
            *map(self._mark, told.marks),
            *map(self._week, told.weeks),
            *map(self._programme, told.programme),
        )
        return chain.from_iterable(every)

    def _practised(self, told: DemoTime) -> Iterator[Deed]:
        at = self._days.later(told.at)
        practised = Practised(
            minutes=told.minutes,
            before=told.before,
            after=told.after,
            skipped=told.skipped,
            stopped=told.stopped,
            line=told.line,
        )
        act = partial(
            keep_time,
            record=self._new_id(),
            practice=told.practice,
            told=practised,
            when=at,
        )
        yield self._days.deed(at, act)

    def _sheet(self, told: DemoSheet) -> Iterator[Deed]:
        record, at = self._new_id(), self._days.later(told.at)
        days = {
            name: self._days.today - timedelta(day) for name, day in told.days.items()
        }
        answers = {n: text.strip() for n, text in told.answers.items()}
        answers |= {name: day.isoformat() for name, day in days.items()}

        def write(opened: Opened) -> None:
            people = _named(opened, told.people)
            given = Answered(answers, told.numbers, told.chosen, people)
            write_worksheet(opened, record, told.sheet, given, at)

        yield self._days.deed(at, write)
        for added in told.added:
            yield self._added(record, added)

    def _added(self, record: RecordId, told: Addition) -> Deed:
        later = self._new_id()

        def add(opened: Opened) -> None:
            kept = one_worksheet(opened, record)
            answers = {**kept.answers, **told.answers}
            given = Answered(answers, kept.numbers, kept.chosen, kept.people)
            edit_worksheet(opened, later, kept.id, given)

        return self._days.deed(self._days.later(told.at), add)

    def _pattern(self, told: DemoPattern) -> Iterator[Deed]:
        record = self._new_id()

        def draw(opened: Opened) -> None:
            mapped = Mapped(
                title=told.title,
                trigger=told.trigger,
                body=told.body,
                feelings=told.feelings,
                beliefs=told.beliefs,
                urges=told.urges,
                does=told.does,
                people=_named(opened, told.people),
                drawn_from=_answers(opened, told.drawn_from),
            )
            keep_pattern(opened, record, mapped)
            for answers in told.drawn_from:
                pass_by(opened, answers)

        yield self._days.deed(self._days.later(told.at), draw)

    def _ladder(self, told: DemoLadder) -> Iterator[Deed]:
        return ladder_deeds(told, self._days, self._new_id)

    def _belief(self, told: DemoBelief) -> Iterator[Deed]:
        belief = self._new_id()
        begin = (
            partial(begin_own, record=belief, text=told.own)
            if told.own
            else partial(begin_belief, record=belief, belief=told.belief)
        )
        yield self._days.deed(self._days.later(told.at), begin)
        for said in told.instead:
            act = partial(_say, record=self._new_id(), belief=belief, text=said.text)
            yield self._days.deed(self._days.later(said.at), act)
        for felt in told.felt:
            at = self._days.later(felt.at)
            rate = partial(
                rate_belief,
                record=self._new_id(),
                of=belief,
                felt=Felt(felt.strength, felt.alternative, felt.body),
                when=at,
            )
            yield self._days.deed(at, rate)

    def _done(self, told: DemoDone) -> Iterator[Deed]:
        record, at = self._new_id(), self._days.later(told.at)
        of = self._days.when(told.of) if told.of else at

        def keep(opened: Opened) -> None:
            done = Done(
                side=told.side,
                sort=told.sort,
                text=told.text.strip(),
                people=_named(opened, told.people),
                against=_beliefs(opened, told.against),
                supports=_beliefs(opened, told.supports),
                much=told.much,
            )
            keep_moment(opened, record, done, of)

        yield self._days.deed(at, keep)

    def _thing(self, told: DemoThing) -> Iterator[Deed]:
        thing = self._new_id()
        given = Given(told.sense, told.text)
        put = partial(keep_item, record=thing, given=given)
        yield self._days.deed(self._days.later(told.at), put)
        for tried in told.tries:
            at = self._days.later(tried.at)
            rated = Practised(before=tried.before, after=tried.after)
            act = partial(_try, thing=thing, record=self._new_id(), told=rated, when=at)
            yield self._days.deed(at, act)
        if told.let_go:
            yield self._days.deed(
                self._days.later(told.let_go),
                lambda opened: kitting.let_go(opened, kitting.item(opened, thing)),
            )

    def _mark(self, told: DemoMark) -> Iterator[Deed]:
        at = self._days.later(told.at)
        borne = told.borne == "yes" if told.borne else None
        mark = Mark(told.level, borne)
        act = partial(noticing.mark, record=self._new_id(), told=mark, when=at)
        yield self._days.deed(at, act)

    def _week(self, told: DemoWeek) -> Iterator[Deed]:
        first = monday(self._days.today) - timedelta(told.back * WEEK)
        act = partial(
            keep_week,
            record=self._new_id(),
            first=first,
            days=told.days,
            off=told.off,
        )
        yield self._days.deed(self._days.later(told.at), act)

    def _programme(self, told: DemoProgramme) -> Iterator[Deed]:
        at = self._days.later(told.at)
        act = (
            partial(following.begin, week=told.week, when=at)
            if told.week
            else partial(following.pause, paused=told.paused)
        )
        yield self._days.deed(at, act)


def _named(opened: Opened, names: tuple[str, ...]) -> tuple[RecordId, ...]:
    return tuple(named_person(opened, name) for name in names)


def _answers(opened: Opened, sheets: tuple[str, ...]) -> tuple[RecordId, ...]:
    """Name the pages of questions that stand, as their first versions are named."""
    kept = filter(None, (worksheet(opened, sheet) for sheet in sheets))
    return tuple(opened.journey.versions(each.id)[0].id for each in kept)


def _beliefs(opened: Opened, told: tuple[str, ...]) -> tuple[WordId, ...]:
    """Name beliefs, those in her own words by the ids they were given."""
    return tuple(
        each if word("belief", each) else add_word(opened, "belief", each)
        for each in told
    )


def _say(opened: Opened, record: RecordId, belief: RecordId, text: str) -> None:
    say_instead(opened, record, belief_of(opened, belief).version, text)


def _try(
    opened: Opened, thing: RecordId, record: RecordId, told: Practised, when: When
) -> None:
    keep_try(opened, record, kitting.item(opened, thing), told, when)
