"""Nine signs: what each of them counts, and what it leaves out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, get_args

from moorings.companion.opened import new_id
from moorings.insight.growth import (
    Finding,
    Part,
    Periods,
    Rate,
    Share,
    Times,
    TooEarly,
)
from moorings.insight.growth_signs import (
    NEARER,
    SIGNS,
    Act,
    Facts,
    HeldBack,
    Sign,
    What,
    growth,
)
from moorings.insight.recovery import PERIOD, NotSeen, Settling
from moorings.journey.activation import Activation, Step
from moorings.journey.records import (
    ActivationEnd,
    Chosen,
    HeldText,
    LedgerEntry,
    Naming,
    Rating,
    RecordId,
    Response,
    When,
)

TODAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
#: A day in the latest period, and one in the one before it.
LATE, EARLY = TODAY - timedelta(days=10), TODAY - timedelta(days=110)
MIRA = RecordId("0a" * 16)


def noted(day: date, minute: int, wave: RecordId) -> dict[str, Any]:
    when = When(day, time(20 + minute // 60, minute % 60))
    return {"id": new_id(), "written_at": NOW, "activation": wave, "when": when}


def moment(
    day: date = LATE, chosen: Chosen | None = None, *feelings: str, after: int = 6
) -> Activation:
    """Live through one, calm after half an hour; choose so many minutes after it."""
    wave = new_id()
    steps: list[Step] = [
        Rating(**noted(day, 0, wave), intensity=8),
        ActivationEnd(**noted(day, 30, wave), how="calm"),
    ]
    if chosen:
        steps.append(Response(**noted(day, after, wave), chosen=chosen))
    if feelings:
        steps.append(Naming(**noted(day, 1, wave), feelings=feelings))
    return Activation(wave, tuple(steps))


def told(facts: Facts, what: What) -> Finding:
    return growth(facts, TODAY)[what]


def of(*moments: Activation) -> Facts:
    return Facts(activations=moments, broad={"sad"})


def counts(found: Finding) -> tuple[tuple[int, int], tuple[int, int]]:
    assert isinstance(found, Share)
    assert found.before is not None
    before, latest = found.before, found.latest
    return (before.many, before.of), (latest.many, latest.of)


def lived(before: Iterable[Activation], latest: Iterable[Activation]) -> Facts:
    return of(*before, *latest)


def test_every_sign_is_told_by_something_and_nothing_by_two() -> None:
    assert set(SIGNS) == set(get_args(Sign))
    told_by = [what for found in SIGNS.values() for what in found]
    assert sorted(told_by) == sorted(get_args(What))
    assert set(growth(Facts(), TODAY)) == set(told_by)
    assert set(SIGNS) >= NEARER


def test_of_an_empty_notebook_it_is_too_early_for_each() -> None:
    assert set(map(type, growth(Facts(), TODAY).values())) == {TooEarly}


def test_a_choice_is_one_that_was_made_and_nothing_is_none() -> None:
    before = [moment(EARLY, "nothing") for _ in range(8)]
    latest = [moment(LATE, "wait") for _ in range(5)] + [moment() for _ in range(4)]
    assert counts(told(lived(before, latest), "chosen")) == ((0, 8), (5, 9))


def test_a_text_that_was_not_sent_as_it_stood_is_a_choice() -> None:
    def holding() -> Activation:
        wave = new_id()
        held = HeldText(**noted(LATE, 4, wave), text="why", until=NOW)
        return Activation(wave, (Rating(**noted(LATE, 0, wave), intensity=8), held))

    moments = [holding() for _ in range(8)]
    texts = [moment.steps[1].id for moment in moments]
    held = [HeldBack(LATE, text, waited=True, chosen=True) for text in texts[:6]]
    held += [HeldBack(LATE, texts[6], waited=False, chosen=False)]
    found = told(replace(of(*moments), held=held), "chosen")
    assert isinstance(found, Share)
    assert found.latest == Part(6, 8)


def test_until_a_choice_counts_from_the_first_note_to_the_first_choice() -> None:
    latest = [moment(LATE, "ask", after=minutes) for minutes in range(5, 14)]
    found = told(of(*latest), "until-chosen")
    assert isinstance(found, Times)
    assert isinstance(found.latest, Settling)
    assert 7 < found.latest.median.value < 12


def test_a_choice_hours_later_was_not_seen_to_come() -> None:
    found = told(
        of(*(moment(LATE, "ask", after=200) for _ in range(9))), "until-chosen"
    )
    assert isinstance(found, Times)
    assert isinstance(found.latest, NotSeen)


def test_a_choice_without_an_hour_tells_no_time() -> None:
    wave = new_id()
    day_alone = {**noted(LATE, 0, wave), "when": When(LATE)}
    steps = (Rating(**noted(LATE, 0, wave), intensity=8),)
    late = Activation(wave, (*steps, Response(**day_alone, chosen="ask")))
    assert told(of(*[late] * 9), "until-chosen") == TooEarly(0, 0)
    assert isinstance(told(of(*[late] * 9), "chosen"), Share)


def test_until_calm_is_as_recovery_tells_it() -> None:
    found = told(of(*(moment() for _ in range(9))), "calm")
    assert isinstance(found, Times)
    assert found.latest.episodes == 9


def test_a_finer_word_is_one_that_no_family_is_called_by() -> None:
    before = [moment(EARLY, None, "sad") for _ in range(8)]
    latest = [moment(LATE, None, "sad", "left-out") for _ in range(6)]
    latest += [moment(LATE, None, "sad") for _ in range(2)] + [moment()]
    assert counts(told(lived(before, latest), "finer")) == ((0, 8), (6, 8))


def test_staying_asking_and_letting_in_are_shares_of_all_hard_moments() -> None:
    pairs: tuple[tuple[Chosen, What], ...] = (
        ("stay", "stayed"),
        ("ask", "asked"),
        ("let-in", "let-in"),
    )
    for chosen, what in pairs:
        latest = [moment(LATE, chosen), moment(LATE, chosen)]
        latest += [moment(LATE, "soothe") for _ in range(6)]
        found = told(of(*latest), what)
        assert isinstance(found, Share)
        assert found.latest == Part(2, 8)


def days_of(first: date, count: int) -> list[date]:
    """Give some days before one, and that one, three days apart."""
    return [first - timedelta(days=3 * n) for n in range(count)]


def test_tries_asking_good_things_and_kindness_are_counted_by_day_once() -> None:
    noted_days = [LATE - timedelta(days=n) for n in range(20)]
    noted_days += [EARLY - timedelta(days=n) for n in range(30)]
    facts = Facts(
        tries={
            "closeness": days_of(LATE, 7) * 2 + days_of(EARLY, 3),
            "uncertainty": [LATE] * 9,
            "asking": days_of(LATE, 4),
        },
        asked=days_of(LATE, 7),
        good=days_of(EARLY, 9),
        kind=days_of(LATE, 2) + days_of(EARLY, 6) + [TODAY + timedelta(days=1)],
        noted=frozenset(noted_days),
    )
    found = growth(facts, TODAY)
    rates = {
        what: (each.before, each.latest)
        for what, each in found.items()
        if isinstance(each, Rate)
    }
    assert rates == {
        "closeness": (Part(3, 30), Part(7, 20)),
        "good": (Part(9, 30), Part(0, 20)),
        "kindness": (Part(6, 30), Part(2, 20)),
    }
    # nine times on one day are one day, and seven in all are too few
    assert found["not-knowing"] == TooEarly(0, 1)
    assert found["asking"] == TooEarly(0, 7)


def spells(chance: Random) -> list[int]:
    """Draw the days of one period, in spells of a week or so."""
    days: list[int] = []
    at, on = 0, chance.random() < 1 / 4
    while at < PERIOD.days:
        lasts = 1 + int(chance.expovariate(1 / (7 if on else 21)))
        whole = range(at, min(at + lasts, PERIOD.days))
        days += [day for day in whole if on and chance.random() < 0.7]
        at, on = at + lasts, not on
    return days


def test_where_nothing_changed_hardly_anything_is_said_though_days_hang_together() -> (
    None
):
    first, _ = Periods(TODAY).before
    said, told_of = 0, 0
    for seed in range(200):
        chance = Random(seed)  # noqa: S311 - the same each time
        both = [*spells(chance), *(PERIOD.days + day for day in spells(chance))]
        noted = [day for day in range(182) if chance.random() < 0.6]
        facts = Facts(
            kind=[first + timedelta(day) for day in both],
            noted=[first + timedelta(day) for day in noted],
        )
        found = growth(facts, TODAY)["kindness"]
        if isinstance(found, Rate) and found.direction:
            told_of += 1
            said += found.direction != "no-clear-difference"
    assert told_of > 150
    assert said / told_of <= 0.10


def test_a_held_text_waited_until_its_hour_or_was_never_sent() -> None:
    held = [HeldBack(LATE, new_id(), waited=n < 5, chosen=False) for n in range(8)]
    found = told(Facts(held=held), "waited")
    assert isinstance(found, Share)
    assert found.latest == Part(5, 8)


def given(day: date, much: int) -> LedgerEntry:
    return LedgerEntry(
        id=new_id(),
        written_at=NOW,
        when=When(day),
        side="deposit" if much > 0 else "strain",
        text="so",
        people=(MIRA,),
        much=abs(much),
    )


def test_an_act_is_held_against_what_was_noted_with_them_until_then() -> None:
    ledger = [given(LATE - timedelta(days=5 * n), 2) for n in range(10)]
    acts = [Act(LATE, (MIRA,)) for _ in range(8)]
    found = told(Facts(acts=acts, ledger=ledger), "steady")
    assert isinstance(found, Share)
    assert found.latest == Part(8, 8)
    taken = [given(LATE - timedelta(days=5 * n), 2 - 4 * (n % 2)) for n in range(10)]
    assert told(Facts(acts=acts, ledger=taken), "steady") == TooEarly(0, 8, none=True)
    # of somebody of whom too little was noted an act says nothing
    assert told(Facts(acts=acts, ledger=ledger[:4]), "steady") == TooEarly(0, 0)
    assert told(Facts(acts=[Act(LATE, ())] * 9), "steady") == TooEarly(0, 0)


def test_one_bad_moment_more_takes_nothing_off_what_was_done() -> None:
    latest = [moment(LATE, "ask", "left-out") for _ in range(9)]
    before = growth(of(*latest), TODAY)
    after = growth(of(*latest, moment(LATE, "nothing", "sad")), TODAY)
    for what, found in before.items():
        if isinstance(found, Share):
            later = after[what]
            assert isinstance(later, Share)
            assert later.latest.many == found.latest.many
