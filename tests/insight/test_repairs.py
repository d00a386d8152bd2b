"""A repair as a thread: what comes next, what waits, and when it may be complete."""

from datetime import UTC, date, datetime, timedelta

import pytest

from moorings.insight.promises import Told
from moorings.insight.repairs import (
    PARTS,
    STEPS,
    WEEKS_LATER,
    Repair,
    State,
    StepName,
    ask_day,
    state,
    to_ask,
)
from moorings.journey.records import (
    MendingAnswer,
    MendingStep,
    Promise,
    PromiseOutcome,
    RecordId,
    When,
)

BEGAN = date(2026, 3, 1)
DUE = date(2026, 3, 8)
ASK = DUE + WEEKS_LATER
MUCH_LATER, LOOK = ASK + WEEKS_LATER, BEGAN + WEEKS_LATER
MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
THREAD, PROMISE, OTHER = (RecordId(f"{n:032x}") for n in (1, 2, 3))


def step(
    name: StepName, answer: MendingAnswer = "", day: date = BEGAN, text: str = "x"
) -> MendingStep:
    mine = name in {"plan", "follow-through"}
    return MendingStep(
        id=OTHER,
        written_at=MADE,
        of=THREAD,
        when=When(day),
        part=PARTS[name],
        text=text,
        answer=answer,
        promise=PROMISE if mine else None,
    )


def promised(told: date | None = None, due: date = DUE, ask: date | None = ASK) -> Told:
    promise = Promise(
        id=PROMISE,
        written_at=MADE,
        when=When(BEGAN),
        text="Leave the room first.",
        due=due,
        mending=THREAD,
        ask=ask,
    )
    if told is None:
        return promise, None
    outcome = PromiseOutcome(
        id=OTHER, written_at=MADE, of=PROMISE, when=When(told), how="missed"
    )
    return promise, outcome


def of_me(steps: list[MendingStep], *promises: Told) -> Repair:
    return Repair("me", BEGAN, steps, promises)


def of_them(steps: list[MendingStep], *promises: Told) -> Repair:
    return Repair("them", BEGAN, steps, promises)


def of_both(steps: list[MendingStep], *promises: Told) -> Repair:
    return Repair("both", BEGAN, steps, promises)


FIRST = [step("own-part"), step("impact", "not-yet"), step("remorse")]
WRITTEN = [*FIRST, step("plan")]
ASKED = [*WRITTEN, step("reconnect", "no")]
HURT = [step("cost"), step("need")]


#: Where a repair is, the day on which it is looked at; what follows, until when it
#: waits, and whether it may be complete.
TABLE: list[tuple[Repair, date, tuple[StepName | None, date | None, bool]]] = [
    # Whoever hurt somebody: one step after another.
    (of_me([]), BEGAN, ("own-part", None, False)),
    (of_me(FIRST[:1]), BEGAN, ("impact", None, False)),
    (of_me(FIRST[:2]), BEGAN, ("remorse", None, False)),
    (of_me(FIRST), BEGAN, ("plan", None, False)),
    (of_me(FIRST[1:]), BEGAN, ("own-part", None, False)),
    # Between the plan and its day there is nothing to do.
    (of_me(WRITTEN, promised()), BEGAN, (None, ASK, False)),
    (of_me(WRITTEN, promised()), ASK - timedelta(1), (None, ASK, False)),
    (of_me(WRITTEN, promised()), ASK, ("follow-through", None, False)),
    # A word on the promise's own day is not one that came weeks later.
    (of_me(WRITTEN, promised(DUE)), DUE, (None, ASK, False)),
    (of_me(ASKED, promised(DUE)), ASK, ("follow-through", None, False)),
    # Told weeks later, and then closeness is asked for; only then it may be complete.
    (of_me(WRITTEN, promised(ASK)), ASK, ("reconnect", None, False)),
    (of_me(ASKED, promised(ASK)), ASK, (None, None, True)),
    (of_me(ASKED), ASK, ("plan", None, False)),
    (of_me(ASKED, promised()), DUE, (None, ASK, False)),
    # What is due comes before what was left empty.
    (of_me([], promised()), ASK, ("follow-through", None, False)),
    # Of several, each is asked about; what nobody needs any more can be taken back.
    (
        of_me(ASKED, promised(ASK), promised(ask=MUCH_LATER)),
        ASK,
        (None, MUCH_LATER, False),
    ),
    # Whoever was hurt owes nothing but a look, weeks later, if they like.
    (of_them([]), BEGAN, ("cost", LOOK, False)),
    (of_them(HURT[:1]), BEGAN, ("need", LOOK, False)),
    (of_them(HURT), BEGAN, (None, LOOK, False)),
    (of_them(HURT), LOOK, ("came", None, False)),
    (of_them([*HURT, step("came", "yes")]), DUE, (None, LOOK, False)),
    (of_them([*HURT, step("came", "no", ASK)]), ASK, (None, None, False)),
    (of_them([*HURT, step("came", "partly", ASK)]), ASK, ("reconnect", None, False)),
    (
        of_them([*HURT, step("came", "yes", ASK), step("reconnect", "not-yet")]),
        ASK,
        (None, None, True),
    ),
    (
        of_them([step("reconnect", "yes")], promised(ASK)),
        BEGAN,
        ("cost", LOOK, False),
    ),
    (of_them(HURT, promised()), ASK, ("came", None, False)),
    # Both: the six steps and the two.
    (of_both(WRITTEN, promised()), BEGAN, ("need", ASK, False)),
    (of_both([*WRITTEN, step("need")], promised()), BEGAN, (None, ASK, False)),
    (of_both([*WRITTEN, step("need")], promised()), LOOK, ("came", ASK, False)),
    (
        of_both([*ASKED, step("need"), step("came", "no", ASK)], promised(ASK)),
        ASK,
        (None, None, True),
    ),
]


@pytest.mark.parametrize(("repair", "today", "expected"), TABLE)
def test_where_a_repair_is(
    repair: Repair, today: date, expected: tuple[StepName | None, date | None, bool]
) -> None:
    found = state(repair, today)
    assert (found.next, found.waits_until, found.may_be_complete) == expected


def test_nothing_is_complete_without_both_questions_whatever_else_stands() -> None:
    for by, order in STEPS.items():
        every = [step(name, "yes", ASK) for name in order if name != "reconnect"]
        told = [promised(ASK)]
        without = state(Repair(by, BEGAN, every, told), ASK)
        assert not without.may_be_complete
        assert without.next == "reconnect"
        asked = [*every, step("reconnect")]
        assert not state(Repair(by, BEGAN, asked, told), ASK).may_be_complete


def test_it_is_said_at_which_steps_something_stands() -> None:
    repair = Repair("both", BEGAN, [step("plan"), step("need"), step("came")])
    assert state(repair, BEGAN).done == {"need", "came"}
    [found] = repair.taken("need")
    assert found.promise is None
    assert len(repair.taken("plan")) == 1
    assert repair.taken("cost") == ()
    told = Repair("me", BEGAN, WRITTEN, [promised(ASK)])
    assert state(told, ASK) == State(
        frozenset({"own-part", "impact", "remorse", "plan", "follow-through"}),
        "reconnect",
        None,
        may_be_complete=False,
    )


def test_however_its_days_were_changed_it_is_asked_weeks_after_it_was_made() -> None:
    early, _ = promised(due=BEGAN - timedelta(60), ask=BEGAN - timedelta(39))
    assert ask_day(early) == BEGAN + WEEKS_LATER
    unsaid, _ = promised(ask=None)
    assert ask_day(unsaid) == ASK


def test_of_several_promises_the_first_to_be_asked_about_comes_first() -> None:
    later, first = promised(ask=ASK + timedelta(5)), promised()
    assert to_ask([later, first], ASK + timedelta(9)) == first[0]
    assert to_ask([later, first], ASK - timedelta(1)) is None
    assert to_ask([promised(ASK)], ASK) is None
